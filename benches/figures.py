"""One measured number, the list of all of them, and how they are shown."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

OUTPUT = Path("build/bench.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`better` is "higher" or "lower". With `compared_with` the goal is for `ratio`, otherwise for `value`."""

    name: str
    value: float
    unit: str
    better: str = "higher"
    goal: float | None = None
    compared_with: str | None = None
    ratio: float | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        if self.goal is None:
            return None
        measured = self.value if self.ratio is None else self.ratio
        return (
            measured >= self.goal
            if self.better == "higher" or self.ratio is not None
            else measured <= self.goal
        )


def write(figures: list[Figure], path: Path = OUTPUT) -> None:
    """Put the figures into the file; those of the same name are replaced, others stay."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = json.loads(path.read_text()) if path.exists() else []
    new = {figure.name for figure in figures}
    rows = [row for row in kept if row["name"] not in new] + [asdict(figure) for figure in figures]
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")


def table(figures: list[Figure]) -> str:
    """The figures as aligned text, each with its goal and whether it was met."""
    lines = []
    for figure in figures:
        ratio = f"{figure.ratio:.2f} of {figure.compared_with}" if figure.ratio is not None else ""
        goal = ""
        if figure.goal is not None:
            sign = "≥" if figure.better == "higher" or figure.ratio is not None else "≤"
            goal = f"{sign} {figure.goal:g} {'met' if figure.is_met else 'NOT MET'}"
        lines.append((figure.name, f"{figure.value:,.2f}".rstrip("0").rstrip("."), figure.unit, ratio, goal))
    widths = [max((len(line[column]) for line in lines), default=0) for column in range(5)]
    return "\n".join(
        f"{name:<{widths[0]}}  {value:>{widths[1]}} {unit:<{widths[2]}}  {ratio:<{widths[3]}}  {goal}".rstrip()
        for name, value, unit, ratio, goal in lines
    )
