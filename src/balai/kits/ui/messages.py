"""Collects the words of templates and code, and compiles translations, with Babel alone (no gettext programs)."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LOCALE = Path(__file__).parent / "locale"
SOURCE = Path(__file__).parents[2]  # src/balai
HEADER = """# Words of Balai. Indonesian is the source language; an empty translation stays Indonesian."""
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
# Pure code may not call gettext. Its words are known by where they stand: values of tables of labels, and the
# arguments of these calls (by place, or by name).
LABELS = re.compile(r"^_?[A-Z_]*LABELS$")
SPOKEN: dict[str, tuple[int | str, ...]] = {
    **dict.fromkeys(("Refused", "Forbidden", "NotFound", "Conflict", "TooOften"), (1,)),
    **dict.fromkeys(("SigningFailed", "SigningAway"), (1,)),
    "Item": (0,),
    "topic": (1,),
    "permission": ("label",),
    "Permission": (2,),
    "NotSignedIn": (1,),
    "clean_text": ("label",),
    "add_remark": ("label",),
    "_column": (1,),
    "super().__init__": (1,),
    # What rooms register with the engine.
    "ThreadKind": ("label", "plural"),
    "expect": ("label", "advice"),
    "DutyKind": ("label",),
    "Tile": ("label",),
    "Reading": (1,),
    "Part": (2,),
    "SubDimension": (2,),
}
Found = tuple[str, int, str | tuple[str, ...], str | None]


def _as_python(path: Path) -> bytes:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    # Django turns a template into calls among filler; the filler's indentation means nothing.
    return "\n".join(line.lstrip() for line in templatize(text).splitlines()).encode()


def words_of(path: Path, *, name: str) -> Iterator[Found]:
    """Yield `(name, line, message or plural tuple, context)` for every translatable word of one file."""
    for line, message, _comments, context in extract(
        "python", io.BytesIO(_as_python(path)), keywords=KEYWORDS
    ):
        yield name, line, message, context


def plain_words_of(path: Path, *, name: str) -> Iterator[Found]:
    """Yield the words of one module that no gettext marks: labels, refusals, lines of the menu.

    A sentence that is put together from pieces (an f-string) cannot be found, and is not translated.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for word in _spoken(node):
            for said in _choices(word):
                if isinstance(said, ast.Constant) and isinstance(said.value, str) and said.value:
                    yield name, said.lineno, said.value, None


def _spoken(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions of a node that become words."""
    if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(target, ast.Name) and LABELS.match(target.id) for target in targets):
            yield from node.value.values
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
        named = {keyword.arg: keyword.value for keyword in node.keywords}
        for place in SPOKEN.get(_name(node.func), ()):
            if isinstance(place, int) and place < len(node.args):
                yield node.args[place]
            elif place in named:
                yield named[place]


def _name(func: ast.Name | ast.Attribute) -> str:
    """What is called, as `SPOKEN` writes it; only of the makers of a refusal is it more than a plain name."""
    if isinstance(func, ast.Name):
        return func.id
    return ast.unparse(func) if func.attr == "__init__" else ""


def _choices(word: ast.expr) -> list[ast.expr]:
    """The words that an expression can become: `a if x else b` and `x or b` have two."""
    if isinstance(word, ast.IfExp):
        return [word.body, word.orelse]
    return word.values if isinstance(word, ast.BoolOp) else [word]


def source_files(root: Path = SOURCE) -> list[Path]:
    """Return every template and module of the program that may hold words, tests left out."""
    found = [*root.rglob("templates/**/*.html"), *root.rglob("templates/**/*.txt"), *root.rglob("*.py")]
    hidden = {"tests", "migrations", "node_modules", "gallery", "samples.py"}
    return sorted(path for path in found if not hidden & set(path.relative_to(root).parts))


def collect(root: Path = SOURCE) -> Catalog:
    """Return the words of the whole program as a catalogue without translations."""
    catalog = Catalog(project="Balai", charset="utf-8")
    for path in source_files(root):
        name = path.relative_to(root).as_posix()
        for location, _line, message, context in words_of(path, name=name):
            catalog.add(message, None, [(location, 0)], context=context)
        if path.suffix == ".py":
            for location, _line, message, _context in plain_words_of(path, name=name):
                catalog.add(message, None, [(location, 0)])
    return catalog


def update(language: str = "en") -> tuple[int, int]:
    """Merge new words into the language's file, drop those gone; return (all, still without translation)."""
    path = po_file(language)
    catalog = (
        load(language)
        if path.exists()
        else Catalog(locale=language, project="Balai", version="1", charset="utf-8")
    )
    catalog.update(collect(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment, catalog.fuzzy = HEADER, False
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=110, sort_output=True, include_lineno=False)
    words = [message for message in catalog if message.id]
    return len(words), len([message for message in words if not translated(message.string)])


def translated(string: str | tuple[str | None, ...] | None) -> bool:
    """Tell whether a message, or every form of its plural, has a translation."""
    return all(string) if isinstance(string, list | tuple) else bool(string)


def po_file(language: str) -> Path:
    """Return where the translations of a language are kept."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> Catalog:
    """Read the translations of a language."""
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def compile_language(language: str) -> Path:
    """Write the `.mo` that Django reads; return its path. Messages without translation stay Indonesian."""
    target = po_file(language).with_suffix(".mo")
    with target.open("wb") as file:
        write_mo(file, load(language))
    return target


def languages() -> list[str]:
    """Return the languages that have a file."""
    return sorted(path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/django.po"))
