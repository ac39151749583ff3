"""The matrix and the appetite of a day, with the words that belong to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from balai.domains.risks.models import MatrixEdition
from balai.domains.risks.rules.matrix import Matrix
from balai.domains.risks.terms import APPETITE
from balai.engine.parameters import public as parameters
from balai.engine.parameters.public import Parameter
from balai.foundation.errors import NotFound
from balai.kits.ui.words import own_word


@dataclass(frozen=True, slots=True)
class Reference:
    """An edition as it is used: the matrix and the words of its file."""

    edition: MatrixEdition
    matrix: Matrix

    def label(self, table: str, code: str) -> str:
        """The label of a category, an area or a level; the code itself when the edition no longer has it."""
        return self.labels(table).get(code, code)

    def labels(self, table: str) -> dict[str, str]:
        """Code and label of `categories`, `areas` or `levels`."""
        return {row["code"]: own_word(row, "label") for row in self.edition.body[table]}

    def steps(self, table: str) -> list[tuple[int, str, str]]:
        """(number, label, example) of `likelihoods` or `impacts`, from 1 to 5."""
        examples = self.edition.body.get(f"{table[:-1]}_criteria", [""] * 5)
        return [
            (n, own_word(row, "label"), examples[n - 1]) for n, row in enumerate(self.edition.body[table], 1)
        ]

    def colour(self, level: str) -> str:
        """The colour of a level; "" for one that the edition does not know."""
        return next((one.colour for one in self.matrix.levels if one.code == level), "")


def reference(*, on: date) -> Reference:
    """The edition that holds on that day. Raises NotFound MATRIX_MISSING before one was loaded."""
    row = MatrixEdition.objects.filter(valid_from__lte=on).order_by("-valid_from", "-pk").first()
    if row is None:
        raise NotFound("MATRIX_MISSING", "Matriks risiko belum dimuat. Jalankan: balai load-region FOLDER")
    return Reference(row, Matrix.read(row.body))


def appetite(*, on: date) -> tuple[Mapping[str, Any], bool]:
    """What must be treated on that day, and whether somebody checked it against the regulation."""
    value = parameters.value(APPETITE, on=on, default={"NEGATIVE": 16, "POSITIVE": 16})
    rows = Parameter.objects.filter(code=APPETITE, valid_from__lte=on).order_by("-valid_from")
    return value, bool(rows.values_list("verified", flat=True).first())
