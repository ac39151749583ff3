"""What programmes, quick wins and the roadmap register when the program starts."""

from balai.domains.masterplan.chapters import CHAPTER
from balai.domains.masterplan.loading import load
from balai.domains.masterplan.permissions import KEEP, KEEPERS, PLAN
from balai.domains.masterplan.terms import PROGRAMME_TASK
from balai.domains.masterplan.threads import THREAD_KIND, owner, quick_wins, subjects
from balai.domains.masterplan.tiles import TILE
from balai.engine.duties.public import DutyKind, register_duty_kind
from balai.engine.indicators.public import tile
from balai.engine.organizations.public import region_loader
from balai.engine.people.public import SMART_CITY, Item, menu, permission
from balai.engine.publications.public import add_chapter
from balai.engine.threads.public import expect, register_thread_kind


def programmes_ready() -> None:
    """Register all of it."""

    region_loader("masterplan", load)
    permission(PLAN, roles=KEEPERS, label="Menyusun masterplan")
    permission(KEEP, roles=KEEPERS, label="Mengurus program masterplan")
    menu(Item("Rencana", "masterplan:home", "public", "flag", 52, group=SMART_CITY))
    tile(TILE)
    add_chapter(CHAPTER)
    register_thread_kind(THREAD_KIND)
    register_duty_kind(
        DutyKind(
            code=PROGRAMME_TASK,
            label="Tugas program",
            subject=subjects,
            about_kind="PROGRAMME",
            owner=owner,
        )
    )
    expect(
        code="program-tanpa-kebutuhan",
        label="Program tanpa kebutuhan",
        kind="PROGRAMME",
        towards={"NEED"},
        direction="BEFORE",
        advice="Hubungkan dengan kebutuhan yang dijawabnya; bila tidak ada, tanyakan mengapa program ini ada.",
    )
    expect(
        code="quick-win-tanpa-layanan",
        label="Quick win tanpa layanan",
        kind="PROGRAMME",
        towards={"SERVICE", "CASE", "INNOVATION", "INDICATOR"},
        direction="AFTER",
        advice="Hubungkan dengan layanan atau inovasi yang ditajamkannya.",
        among=quick_wins,
    )
