"""The words of readiness, strategy and decrees."""

from dataclasses import dataclass
from enum import StrEnum

RUBRIC, ROLES = "masterplan.readiness_rubric", "masterplan.roles"
TEXT_LIMIT, LINE_LIMIT, SOURCE_LIMIT = 4000, 300, 300


class Element(StrEnum):
    """The five elements of readiness; masterplans usually score the middle three."""

    NATURE = "NATURE"
    STRUCTURE = "STRUCTURE"
    INFRASTRUCTURE = "INFRASTRUCTURE"
    SUPERSTRUCTURE = "SUPERSTRUCTURE"
    CULTURE = "CULTURE"


class Mark(StrEnum):
    """What a criterion of readiness is given."""

    GOOD = "GOOD"
    MEDIUM = "MEDIUM"
    POOR = "POOR"


class Quadrant(StrEnum):
    """Where an entry of the SWOT stands: two are inside the house, two outside."""

    STRENGTH = "STRENGTH"
    WEAKNESS = "WEAKNESS"
    OPPORTUNITY = "OPPORTUNITY"
    THREAT = "THREAT"


class DecreeKind(StrEnum):
    """What kind of rule it is."""

    PERBUP = "PERBUP"
    PERDA = "PERDA"
    KEPBUP = "KEPBUP"
    SE = "SE"
    NATIONAL = "NATIONAL"


class DecreeState(StrEnum):
    """Whether a decree binds."""

    IN_FORCE = "IN_FORCE"
    AMENDED = "AMENDED"
    REVOKED = "REVOKED"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an element."""

    code: str
    element: Element
    label: str


PARTS = (
    Part("POTENTIAL", Element.NATURE, "Potensi alam dan letak"),
    Part("HAZARD", Element.NATURE, "Kerentanan"),
    Part("PEOPLE", Element.STRUCTURE, "SDM pelaksana dan penerima manfaat"),
    Part("BUDGET", Element.STRUCTURE, "Anggaran"),
    Part("GOVERNANCE", Element.STRUCTURE, "Tata kelola dan tata pamong"),
    Part("PHYSICAL", Element.INFRASTRUCTURE, "Fisik"),
    Part("DIGITAL", Element.INFRASTRUCTURE, "Digital/TIK"),
    Part("SOCIAL", Element.INFRASTRUCTURE, "Sosial"),
    Part("RULES", Element.SUPERSTRUCTURE, "Kebijakan dan peraturan daerah"),
    Part("INSTITUTIONS", Element.SUPERSTRUCTURE, "Kelembagaan"),
    Part("PROCEDURES", Element.SUPERSTRUCTURE, "Tata laksana"),
    Part("HABITS", Element.CULTURE, "Kebiasaan"),
    Part("LOCAL_WISDOM", Element.CULTURE, "Kearifan lokal"),
)
PART_OF = {part.code: part for part in PARTS}
PART_LABELS = {part.code: part.label for part in PARTS}
ELEMENT_LABELS = {
    Element.NATURE: "Alam (nature)",
    Element.STRUCTURE: "Struktur (structure)",
    Element.INFRASTRUCTURE: "Infrastruktur (infrastructure)",
    Element.SUPERSTRUCTURE: "Suprastruktur (superstructure)",
    Element.CULTURE: "Budaya (culture)",
}
MARK_LABELS = {Mark.GOOD: "Baik", Mark.MEDIUM: "Sedang", Mark.POOR: "Buruk"}
MARK_TONES = {Mark.GOOD: "ok", Mark.MEDIUM: "warn", Mark.POOR: "late"}
QUADRANT_LABELS = {
    Quadrant.STRENGTH: "Kekuatan",
    Quadrant.WEAKNESS: "Kelemahan",
    Quadrant.OPPORTUNITY: "Peluang",
    Quadrant.THREAT: "Ancaman",
}
INNER, OUTER = (Quadrant.STRENGTH, Quadrant.WEAKNESS), (Quadrant.OPPORTUNITY, Quadrant.THREAT)
# What a pair of an inner and an outer entry makes of itself.
PAIR_LABELS = {
    "SO": "Kekuatan meraih peluang",
    "WO": "Peluang menutup kelemahan",
    "ST": "Kekuatan menahan ancaman",
    "WT": "Kelemahan dan ancaman dikurangi",
}
DECREE_KIND_LABELS = {
    DecreeKind.PERBUP: "Peraturan Bupati",
    DecreeKind.PERDA: "Peraturan Daerah",
    DecreeKind.KEPBUP: "Keputusan Bupati",
    DecreeKind.SE: "Surat Edaran",
    DecreeKind.NATIONAL: "Peraturan pusat",
}
DECREE_STATE_LABELS = {
    DecreeState.IN_FORCE: "Berlaku",
    DecreeState.AMENDED: "Berlaku, sudah diubah",
    DecreeState.REVOKED: "Dicabut",
}
DECREE_STATE_TONES = {DecreeState.IN_FORCE: "ok", DecreeState.AMENDED: "warn", DecreeState.REVOKED: "muted"}
OBLIGATION = "OBLIGATION"
DECREE_LOADER = "masterplan-decrees"


class Thing(StrEnum):
    """What of the strategy is written and keeps all its versions."""

    READINESS = "READINESS"
    SWOT = "SWOT"
    TOWS = "TOWS"
    GAP = "GAP"
    VISION = "VISION"
    MISSION = "MISSION"
    KEYWORD = "KEYWORD"


THING_LABELS = {
    Thing.READINESS: "Nilai kesiapan",
    Thing.SWOT: "Butir SWOT",
    Thing.TOWS: "Strategi TOWS",
    Thing.GAP: "Kesenjangan",
    Thing.VISION: "Visi",
    Thing.MISSION: "Misi",
    Thing.KEYWORD: "Kata kunci visi",
}


class StrategyAct(StrEnum):
    """What the journal says about strategy and decrees."""

    WRITTEN = "STRATEGY_WRITTEN"
    REMOVED = "STRATEGY_REMOVED"
    DECREE_WRITTEN = "DECREE_WRITTEN"
    DECREE_AMENDED = "DECREE_AMENDED"
    DECREE_REVOKED = "DECREE_REVOKED"
    OBLIGATION_READ = "OBLIGATION_READ"
    OBLIGATION_OWED = "OBLIGATION_OWED"
    OBLIGATION_ENDED = "OBLIGATION_ENDED"
    OBLIGATION_MOVED = "OBLIGATION_MOVED"
