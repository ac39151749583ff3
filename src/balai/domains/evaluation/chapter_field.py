"""The chapter of field review in the yearly report."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from balai.domains.evaluation.models import Review, Site
from balai.domains.evaluation.queries import survey
from balai.domains.evaluation.queries.field import sheets_of, sites
from balai.domains.evaluation.queries.field_minutes import percent, share_text
from balai.domains.evaluation.queries.findings import FindingView, earlier, of_site
from balai.engine.publications.public import Block, Chapter, Facts, Heading, Note, Paragraph, Table


def write(edition: str, on: date) -> Sequence[Block]:
    """What was visited in the year of this edition, what recipients said, what was found. None: no review that year."""
    year = int(edition) if edition.isdecimal() else 0
    blocks: list[Block] = []
    for review in Review.objects.filter(year=year).order_by("pk"):
        blocks += _review(review)
    return blocks


def _review(review: Review) -> list[Block]:
    rows, at = sites(review), timezone.now()
    found = [view for site in rows for view in of_site(site, at=at)]
    blocks: list[Block] = [Heading(review.title)]
    if review.is_example:
        blocks.append(
            Note(
                "Contoh: lembar, jawaban, dan temuan pada tinjauan ini rekaan untuk memperlihatkan cara kerjanya."
            )
        )
    if review.note:
        blocks.append(Paragraph(review.note))
    blocks.append(
        Facts(
            (
                ("Lokasi yang direncanakan", str(len(rows))),
                ("Lokasi dengan lembar peninjau", str(sum(bool(site.sheets_count) for site in rows))),
                ("Temuan", str(len(found))),
                ("Temuan selesai", str(sum(view.tab == "done" for view in found))),
                ("Temuan lewat tanggal", str(sum(view.tab == "late" for view in found))),
                ("Temuan berulang", str(sum(view.is_repeated for view in found))),
            )
        )
    )
    blocks += [_site_table(rows), *_survey_table(rows), *_finding_table(found)]
    answered = [pair for site in rows for pair in earlier(site, at=at)]
    if answered:
        said = sum(row is not None for _, row in answered)
        blocks.append(
            Paragraph(
                f"Dari {len(answered)} temuan tahun sebelumnya di lokasi yang sama, {said} sudah dijawab."
            )
        )
    if review.source:
        blocks.append(Paragraph(f"Sumber: {review.source}"))
    return blocks


def _site_table(rows: Sequence[Site]) -> Table:
    lines = []
    for site in rows:
        sheets = sheets_of(site)
        mean = f"{sheets.mean:.2f}".replace(".", ",") if sheets.mean is not None else "–"
        lines.append(
            (site.name, site.opd.short_name, f"{site.visit_date:%d-%m-%Y}", str(len(sheets.rows)), mean)
        )
    return Table(
        headings=("Lokasi", "OPD", "Tanggal", "Lembar", "Skor (0 sampai 4)"),
        rows=tuple(lines),
        caption="Lokasi tinjauan lapangan",
        widths=(4, 2, 2, 1, 2),
        right=(3, 4),
    )


def _survey_table(rows: Sequence[Site]) -> list[Block]:
    lines = []
    for site in rows:
        found = survey.result(site)
        if found is None or not (found.drawn.n or found.met.n or found.draw):
            continue
        group = found.drawn if found.draw else found.met
        lines.append(
            (
                site.name,
                "undian acak" if found.draw else "ditemui di lokasi",
                str(group.n),
                percent(found.outcomes.rate),
                share_text(group.overall),
                f"{group.figure.index}".replace(".", ",") if group.figure else "–",
            )
        )
    if not lines:
        return []
    table = Table(
        headings=("Lokasi", "Cara memilih", "n", "Tingkat jawaban", "Puas (selang 95%)", "IKM"),
        rows=tuple(lines),
        caption="Suara penerima layanan",
        widths=(3, 2, 1, 2, 4, 1),
        right=(2, 3, 5),
    )
    note = Paragraph(
        "Hanya responden terundi yang mewakili pemakai layanan; orang yang ditemui di lokasi dihitung terpisah."
    )
    return [table, note]


def _finding_table(found: Sequence[FindingView]) -> list[Block]:
    if not found:
        return []
    lines = tuple(
        (
            view.row.title + (" (berulang)" if view.is_repeated else ""),
            view.row.site.name,
            view.severity,
            view.holder or "–",
            f"{view.due_date:%d-%m-%Y}" if view.due_date else "–",
            view.state,
        )
        for view in found
    )
    return [
        Table(
            headings=("Temuan", "Lokasi", "Bobot", "Pemegang", "Paling lambat", "Keadaan"),
            rows=lines,
            caption="Temuan dan tindak lanjutnya",
            widths=(4, 3, 1, 2, 2, 2),
        )
    ]


CHAPTER = Chapter(
    publication="EVALUATION.YEARLY", code="FIELD", title="Tinjauan lapangan", order=50, write=write
)
