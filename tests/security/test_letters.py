"""Letters: words of people stay words, templates reach no file, and nobody has us look for a hundred thousand codes."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from balai.engine.documents.letterpress.press import typeset
from balai.engine.documents.tests.letters import TEMPLATE
from balai.foundation.errors import Refused
from balai.foundation.ids import new_tracking_code

pytestmark = pytest.mark.django_db
WORDS = [
    '#panic("x")', '#read("/etc/passwd")', "$x^2$", "\\", "\\u{41}", "@tanda", "<label>", '"', "'", "`x`", "/* x", "// x",
    "= Judul", "#let x = 1", "]", "[", "{", "}", "*_~-+", "Siti\u202eRekaan", "a" * 4000, "#", "#(", "%s{0}",
]  # fmt: skip


@pytest.mark.parametrize("word", WORDS, ids=lambda word: ascii(word)[:20])
def test_what_people_type_is_never_read_as_typst(word):
    data = {"person_name": word, "person_birth_date": "1970-02-03"}
    assert typeset(source=TEMPLATE, data=data, title=word[:200]).startswith(b"%PDF-")


@pytest.mark.parametrize("sign", ["🦊", "漢", "ꦱ"])
def test_a_sign_that_no_font_has_is_named_and_no_fault_of_the_template(sign):
    data = {"person_name": f"Siti {sign}", "person_birth_date": "1970-02-03"}
    with pytest.raises(Refused) as refusal:
        typeset(source=TEMPLATE, data=data, title="Surat")
    assert refusal.value.code == "TEXT_UNPRINTABLE"


TEMPLATES = [
    '#read("/etc/passwd")',
    '#read("../../etc/passwd")',
    '#image("/etc/hostname")',
    '#json("/proc/self/environ")',
    '#import "@preview/cetz:0.2.0"',
    '#import "surat.typ/../../x.typ"',
    '#include "/etc/passwd"',
    '#eval("1")',
    "#let f = eval",
    "#std.eval",
    '#plugin("x.wasm")',
    "#while true {}",
    "#let f(x) = f(x);#f(1)",
]


@pytest.mark.parametrize("source", TEMPLATES)
def test_a_template_reaches_nothing_outside(source):
    with pytest.raises(Refused) as refusal:
        typeset(source=source, data={}, title="x")
    assert refusal.value.code == "TEMPLATE_BROKEN"


def test_a_file_that_names_many_codes_is_asked_for_few(client, django_assert_max_num_queries):
    """Each code that somebody writes into a file was a question to the database: eight megabytes took minutes."""
    cache.clear()
    codes = b"".join(b"kode periksa " + new_tracking_code(length=12).encode() for _ in range(500))
    file = SimpleUploadedFile("surat.pdf", b"%PDF-1.7\n" + codes + b"\n%%EOF")
    with django_assert_max_num_queries(20):
        page = client.post("/periksa/", {"file": file})
    assert page.status_code == 200


def test_codes_of_letters_are_guessed_twenty_times(client):
    cache.clear()
    for _ in range(20):
        assert client.get(f"/periksa/{new_tracking_code(length=12)}/").status_code == 404
    assert client.get(f"/periksa/{new_tracking_code(length=12)}/").status_code == 429
    assert client.post("/periksa/", {"code": new_tracking_code(length=12)}).status_code == 429


@pytest.mark.parametrize("code", ["\0", "9" * 9000, "٣" * 12, "<script>alert(1)</script>", "//evil.example"])
def test_what_is_no_code_comes_back_as_words(client, code):
    cache.clear()
    page = client.post("/periksa/", {"code": code})
    assert page.status_code in {404, 422} and "<script>alert" not in page.content.decode()
