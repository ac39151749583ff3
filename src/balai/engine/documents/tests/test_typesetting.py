"""Templates become PDF/A-2b, the same bytes each time; what is broken or reaches out is refused with its line."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest

from balai.engine.documents.public import typeset
from balai.foundation.errors import Refused

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
HEAD = '#import "surat.typ": *\n#show: letter\n'


def made(body: str = '#title("Surat Rekaan")\n#signature()', **options) -> bytes:
    return typeset(**{"source": HEAD + body, "data": {}, "title": "Surat Rekaan", "at": AT, **options})


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def words(pdf: bytes) -> int:
    return sum(len(page.Contents.read_bytes()) for page in opened(pdf).pages)


def test_the_same_input_and_moment_give_the_same_bytes() -> None:
    assert made() == made()
    assert made() != made(at=datetime(2026, 11, 23, tzinfo=UTC))


def test_it_is_archival_without_anything_that_runs() -> None:
    book = opened(made(data={"name": "Émile Ñandú – “Rekaan”"}, body='#title("X")\n#field("name")'))
    assert book.open_metadata().pdfa_status == "2B"
    assert book.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert book.docinfo.Title == "Surat Rekaan"
    assert str(book.Root.Lang) == "id"
    fonts = [font for page in book.pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert any(key in descriptor for key in ("/FontFile2", "/FontFile3"))
    for thing in book.objects:
        if isinstance(thing, pikepdf.Dictionary):
            assert not {"/JS", "/JavaScript", "/Launch", "/EF", "/AA"} & set(thing.keys())


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("f4", (215, 330))])
def test_paper_is_a4_or_folio(paper: str, size: tuple[int, int]) -> None:
    for pdf in (made(letter={"paper": paper}), typeset_with(paper)):
        book = opened(pdf)
        box = book.pages[0].MediaBox
        assert (round(float(box[2]) / 72 * 25.4), round(float(box[3]) / 72 * 25.4)) == size


def typeset_with(paper: str) -> bytes:
    source = f'#import "surat.typ": *\n#show: letter.with(paper: "{paper}")\n#title("X")'
    return typeset(source=source, data={}, title="X")


def test_a_long_letter_has_several_pages_and_an_unbroken_signature() -> None:
    body = "#paragraph[" + "Kata rekaan yang panjang. " * 60 + "]\n"
    assert [len(opened(made(body * times + "#signature()")).pages) for times in (1, 4, 9)] == [1, 2, 5]


def test_what_people_typed_is_text_and_never_commands() -> None:
    spiteful = '#read("/etc/passwd") *tebal* $x^2$ \\ ] ") #eval("1")'
    assert words(made('#field("name")', data={"name": spiteful})) > words(made('#field("name")', data={}))


def test_missing_answers_are_a_dash_and_never_an_error() -> None:
    body = (
        '#field("a") #field("b", otherwise: "tidak ada") #date(field("a")) #weekday(field("a")) #rupiah(1000000)\n'
        '#if has("a") [ada]\n#rows(("Nama", field("a")), ("Tanggal", date("2026-02-29")))'
    )
    with pytest.raises(Refused):
        made(body)
    assert made(body.replace("02-29", "02-28"))


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        ("\n#tidak-ada", 4, "unknown variable"),
        ("#title(", 3, "unclosed delimiter"),
        ('#import "@preview/cetz:0.3.0": *', 3, '"import" tidak boleh dipakai'),
        ('#import "@" + "preview/cetz:0.3.0": *', 3, "tidak boleh dipakai"),
        ('\n\n#include "/etc/passwd"', 5, "tidak boleh dipakai"),
        ('#eval("1")', 3, '"eval" tidak boleh dipakai'),
        ('#dictionary(std).at("ev" + "al")("1")', 3, "tidak boleh dipakai"),
        ('#plugin("x.wasm")', 3, "tidak boleh dipakai"),
        ('#read("/etc/passwd")', 3, "keliru"),
        ('#read("../../../etc/passwd")', 3, "keliru"),
        ('#image("/srv/rahasia.png")', 3, "keliru"),
        ("#while true {}", 3, "keliru"),
        ("#let f(x) = f(x)\n#f(1)", 3, "keliru"),
    ],
)
def test_a_broken_template_is_told_with_file_and_line(body: str, line: int, says: str) -> None:
    with pytest.raises(Refused) as caught:
        made(body, name="letters/domisili.typ")
    assert caught.value.code == "TEMPLATE_BROKEN"
    assert f"letters/domisili.typ baris {line}" in caught.value.message
    assert says in caught.value.message


def test_a_template_is_not_endless() -> None:
    with pytest.raises(Refused) as caught:
        made("a" * 70_000)
    assert caught.value.code == "TEMPLATE_BROKEN"


def test_nothing_of_this_machine_stands_in_the_file() -> None:
    assert not re.search(rb"/(?:home|root|tmp|usr|work)/", made())
