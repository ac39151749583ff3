"""Acts on the region: load it from files, install its boundaries."""

from .boundaries import load_boundaries
from .loading import load_region, region_loader

__all__ = ["load_boundaries", "load_region", "region_loader"]
