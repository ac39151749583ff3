"""What today's rules would change of a report, found without changing anything.

Only what is public is looked at, and it only loses: the public words are scrubbed as they stand, so that what the reporter
or an officer took out of them stays out. The first words of the reporter are not touched.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from balai.domains.citizen_reports.actions.homes import is_of_home
from balai.domains.citizen_reports.models import ExactPlace, Report
from balai.domains.citizen_reports.rules.coarser import coarser_point
from balai.domains.citizen_reports.terms import LANDMARK_LIMIT
from balai.engine.cases.public import Remark
from balai.foundation.geo import Point
from balai.foundation.privacy import found, scrub
from balai.foundation.text import shorten

PLACE, COARSER = "PLACE", "COARSER"
KIND_LABELS = {
    "NIK": "NIK dan KK",
    "PHONE": "nomor telepon",
    "PLATE": "pelat kendaraan",
    "MAIL": "surel",
    "ACCOUNT": "rekening",
    PLACE: "titik rumah yang kini disamarkan",
    COARSER: "titik rumah yang kini lebih kasar",
}


@dataclass(slots=True)
class Change:
    """What would change of one report: new texts where they differ, and how many of each kind. Empty is false."""

    kinds: Counter[str] = field(default_factory=Counter)
    public_text: str = field(default="", repr=False)
    landmark: str | None = field(default=None, repr=False)
    remarks: dict[int, str] = field(default_factory=dict, repr=False)
    hides_place: bool = False
    point: Point | None = field(default=None, repr=False)

    def __bool__(self) -> bool:
        return bool(self.kinds)


def change_of(report: Report, exact: ExactPlace | None, remarks: list[Remark], *, at: datetime) -> Change:
    """The change of one report, with its public remarks and the exact place that is kept of it, None where there is none."""
    change = Change()
    if kinds := _kinds(report.public_text):
        change.kinds += kinds
        change.public_text = scrub(report.public_text)
    if kinds := _kinds(report.landmark):
        change.kinds += kinds
        change.landmark = shorten(scrub(report.landmark), LANDMARK_LIMIT)
    for remark in remarks:
        if kinds := _kinds(remark.text):
            change.kinds += kinds
            change.remarks[remark.pk] = scrub(remark.text)
    _place(change, report, exact, at)
    return change


def _kinds(text: str) -> Counter[str]:
    return Counter(span.kind.value for span in found(text))


def _place(change: Change, report: Report, exact: ExactPlace | None, at: datetime) -> None:
    if report.latitude is None or report.longitude is None:
        return
    if exact is None:
        change.hides_place = is_of_home(report.category, at=at)
        change.kinds += Counter([PLACE] if change.hides_place else [])
        return
    latitude, longitude = map(float, exact.point.split(","))
    change.point = coarser_point(Point(latitude, longitude), Point(report.latitude, report.longitude))
    change.kinds += Counter([COARSER] if change.point else [])
