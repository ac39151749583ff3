"""The three books and the chapters that this room writes into them; other rooms add theirs."""

from collections.abc import Sequence

from balai.domains.masterplan.books import action_plan, analysis, plan, summary
from balai.domains.masterplan.permissions import PLAN, may_plan
from balai.domains.masterplan.queries.programmes import plans
from balai.domains.masterplan.terms_books import BOOK_I, BOOK_II, BOOK_III, BOOK_TITLE_LABELS, BOOKS
from balai.engine.publications.public import Chapter, Publication, add_chapter, register_publication

# book, code, title, order, who writes it
CHAPTERS = (
    (BOOK_I, "VISION", "Visi pembangunan dan RPJMD", 10, analysis.vision_and_targets),
    (BOOK_I, "FUTURE", "Analisis masa depan per dimensi", 30, analysis.future),
    (BOOK_I, "READINESS", "Kesiapan daerah", 40, analysis.ready),
    (BOOK_I, "SWOT", "Analisis SWOT dan strategi", 50, analysis.swot),
    (BOOK_I, "GAPS", "Analisis kesenjangan", 60, analysis.gap_analysis),
    (BOOK_I, "KEYWORDS", "Kata kunci visi", 70, analysis.words),
    (BOOK_II, "VISION", "Visi dan misi", 10, plan.vision_and_missions),
    (BOOK_II, "GOALS", "Sasaran dan strategi per dimensi", 20, plan.goals),
    (BOOK_II, "ACTIONS", "Rencana aksi", 30, action_plan.action_plan),
    (BOOK_II, "ROADMAP", "Peta jalan", 40, plan.roadmap),
    (BOOK_II, "QUICK_WINS", "Quick win", 50, plan.quick_wins),
    (BOOK_II, "ORGANISATION", "Kelembagaan", 60, plan.organisation),
    (BOOK_II, "MONITORING", "Monitoring dan evaluasi", 80, plan.monitoring),
    (BOOK_III, "GLANCE", "Rencana dalam angka", 10, summary.at_a_glance),
    (BOOK_III, "WHY", "Mengapa demikian", 20, summary.why),
    (BOOK_III, "WHAT", "Yang dikerjakan dan yang tercapai", 30, summary.what),
)


def editions() -> Sequence[tuple[str, str]]:
    """A book is issued for a plan."""
    return [(one.code, one.title) for one in plans()]


def register_books() -> None:
    """Make the books and their chapters known."""
    for order, (code, short) in enumerate(BOOKS.items(), 10):
        register_publication(
            Publication(
                code=code,
                title=f"{short}: {BOOK_TITLE_LABELS[code]}",
                subtitle="Masterplan Kota Cerdas",
                permission=PLAN,
                # An admin has the permission for what his office leads; the books are of whoever plans for the whole region.
                may=may_plan,
                editions=editions,
                order=order,
            )
        )
    for book, code, title, order, write in CHAPTERS:
        add_chapter(Chapter(publication=book, code=code, title=title, order=order, write=write))
