"""The chapters of the three books, written by the data."""
