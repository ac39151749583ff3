"""What every template knows about the region."""

from django.http import HttpRequest

from .models import Region
from .queries import kept


def region(request: HttpRequest) -> dict[str, Region | None]:
    """`{{ region }}`; None before a region has been loaded."""
    return {"region": kept.get().region}
