"""The front door of the indicators."""

from .actions import Delta, add, rebuild
from .models import Point, Series, Target
from .queries import by_month, histogram, histograms, series, series_of, total, totals, totals_of
from .registry import Indicator, indicator, indicators, register, unregister
from .rules import Estimate, bucket_edges, bucket_of, open_ages, percentile_with_open, waiting_curve
from .series_actions import declare_series, set_target, state_point
from .series_queries import (
    known_series,
    latest,
    one_series,
    points,
    points_of,
    series_of_family,
    targets,
    targets_of,
)
from .terms import POINT_LABELS, REASON_LABELS, Direction, PointStatus, Reason
from .tiles import Reading, Tile, tile, tiles

__all__ = [
    "POINT_LABELS",
    "REASON_LABELS",
    "Delta",
    "Direction",
    "Estimate",
    "Indicator",
    "Point",
    "PointStatus",
    "Reading",
    "Reason",
    "Series",
    "Target",
    "Tile",
    "add",
    "bucket_edges",
    "bucket_of",
    "by_month",
    "declare_series",
    "histogram",
    "histograms",
    "indicator",
    "indicators",
    "known_series",
    "latest",
    "one_series",
    "open_ages",
    "percentile_with_open",
    "points",
    "points_of",
    "rebuild",
    "register",
    "series",
    "series_of",
    "series_of_family",
    "set_target",
    "state_point",
    "targets",
    "targets_of",
    "tile",
    "tiles",
    "total",
    "totals",
    "totals_of",
    "unregister",
    "waiting_curve",
]
