"""Open311 GeoReport v2, read and write, with the update dialect of FixMyStreet."""
