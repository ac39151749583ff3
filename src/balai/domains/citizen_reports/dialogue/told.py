"""What the dialogue knows, hears, remembers, says and does: the values that its steps work on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from balai.domains.citizen_reports.dialogue.terms import Do, Said, Step
from balai.domains.citizen_reports.rules.addresses import Place


@dataclass(frozen=True, slots=True)
class Own:
    """A report of this conversation."""

    case_id: int
    number: str
    state: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """What the machine may know: the region's places and categories, and the reports of this conversation.

    `propose(text)` gives category codes, the likeliest first; `locate(latitude, longitude)` the code of the desa, or ""
    and the advice for places elsewhere.
    """

    places: Sequence[Place] = ()
    categories: Mapping[str, str] = field(default_factory=dict)
    propose: Callable[[str], Sequence[str]] = lambda text: ()
    locate: Callable[[float, float], tuple[str, str]] = lambda latitude, longitude: ("", "")
    own: Sequence[Own] = ()
    takes_photos: bool = True
    most_photos: int = 4
    longest: int = 4000


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the machine sees it."""

    number: int
    text: str = ""
    latitude: float | None = None
    longitude: float | None = None
    photos: tuple[int, ...] = ()
    is_late: bool = False
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence to be said, with what stands in it. `choices` are numbered from one."""

    what: Said
    values: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done; its outcome is said by whoever does it."""

    do: Do
    case_id: int = 0
    code: str = ""
    text: str = ""
    first: int = 0


@dataclass(slots=True)
class Told:
    """What was told so far. `choices` are the codes behind the numbers that were offered."""

    step: str = Step.IDLE
    key: int = 0
    text: str = ""
    latitude: float | None = None
    longitude: float | None = None
    area: str = ""
    landmark: str = ""
    category: str = ""
    photos: list[int] = field(default_factory=list)
    wants_photo: bool = True
    place_tries: int = 0
    no_place: bool = False
    choices: list[str] = field(default_factory=list)
    case_id: int = 0
    # The last report that was filed here.
    filed: int = 0

    def put_down(self) -> dict[str, Any]:
        """What is remembered, as JSON."""
        blank = asdict(Told())
        return {name: value for name, value in asdict(self).items() if value != blank[name]}

    def start_over(self) -> None:
        """Nothing is being told; the last report stays known."""
        blank = Told(filed=self.filed)
        for name in asdict(blank):
            setattr(self, name, getattr(blank, name))

    @property
    def has_place(self) -> bool:
        return self.latitude is not None or bool(self.area) or self.no_place

    def category_in(self, world: World) -> str:
        """The chosen category, else the one that the words speak of, else ""."""
        return self.category or next(iter(world.propose(self.text)), "")

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.photos or self.latitude is not None or self.area)


Outcome = tuple[list[Say], Deed | None]
