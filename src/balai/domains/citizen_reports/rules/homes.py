"""What everybody may know of where a home is: the map cell that it lies in."""

from balai.foundation.geo import Point, cell, cell_centre

# About 0.1 km², some 350 m across: dozens of houses in a town, a hamlet in the country.
RESOLUTION = 9


def shown_point(latitude: float, longitude: float) -> Point:
    """The middle of the cell. Always the same for the same place: many reports do not give it away as their mean."""
    centre = cell_centre(cell(latitude, longitude, RESOLUTION))
    return Point(round(centre.latitude, 6), round(centre.longitude, 6))
