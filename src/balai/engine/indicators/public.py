"""The front door of the indicators."""

from .actions import Delta, add, rebuild
from .queries import histogram, histograms, series, series_of, total, totals, totals_of
from .registry import Indicator, indicator, indicators, register, unregister
from .rules import Estimate, bucket_edges, bucket_of, open_ages, percentile_with_open
from .terms import REASON_LABELS, Reason
from .tiles import Reading, Tile, tile, tiles

__all__ = [
    "REASON_LABELS",
    "Delta",
    "Estimate",
    "Indicator",
    "Reading",
    "Reason",
    "Tile",
    "add",
    "bucket_edges",
    "bucket_of",
    "histogram",
    "histograms",
    "indicator",
    "indicators",
    "open_ages",
    "percentile_with_open",
    "rebuild",
    "register",
    "series",
    "series_of",
    "tile",
    "tiles",
    "total",
    "totals",
    "totals_of",
    "unregister",
]
