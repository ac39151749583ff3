"""PDF files as strangers send them: plain ones and spiteful ones. Made with pikepdf, which the product does not use."""

import re
import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String


def plain(pages: int = 1, *, text: str = "Halaman rekaan") -> bytes:
    """A PDF with empty pages; `text` makes it different from others."""
    return saved(_book(pages, text))


def _book(pages: int = 1, text: str = "Halaman rekaan") -> Pdf:
    book = Pdf.new()
    for _ in range(pages):
        book.add_blank_page(page_size=(595, 842))
    book.pages[0].Contents = Stream(book, f"% {text}".encode())
    return book


def saved(book: Pdf, **options: object) -> bytes:
    out = BytesIO()
    book.save(out, deterministic_id=not options.get("encryption"), **options)
    return out.getvalue()


def locked() -> bytes:
    return saved(_book(), encryption=pikepdf.Encryption(owner="rahasia", user="rahasia"))


def packed() -> bytes:
    """Its objects lie in a compressed stream, as most programs write them."""
    return saved(_book(3), object_stream_mode=pikepdf.ObjectStreamMode.generate)


def with_script(*, hidden: bool = False) -> bytes:
    """Runs a script when it is opened; `hidden` inside a compressed stream."""
    book = _book()
    book.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    mode = pikepdf.ObjectStreamMode.generate if hidden else pikepdf.ObjectStreamMode.disable
    return saved(book, object_stream_mode=mode)


def with_program() -> bytes:
    book = _book()
    book.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("cmd.exe")))
    return saved(book)


def with_attachment() -> bytes:
    book = _book()
    book.attachments["gaji.xlsm"] = b"PK rekaan"
    return saved(book)


def with_attached_note() -> bytes:
    book = _book()
    book.pages[0].Annots = Array(
        [book.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment))]
    )
    return saved(book)


def with_unmarked_form() -> bytes:
    book = _book()
    book.Root.AcroForm = Dictionary(Fields=Array(), XFA=Stream(book, b"<xdp/>"))
    return saved(book)


def with_link() -> bytes:
    """An ordinary link to a web page, as scanners' apps add them."""
    book = _book()
    action = Dictionary(S=Name.URI, URI=String("https://contoh.example"))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    book.pages[0].Annots = Array([book.make_indirect(note)])
    return saved(book)


def crowded() -> bytes:
    """More objects than any paper has."""
    book = _book()
    book.Root.Names = Array([book.make_indirect(Dictionary(N=number)) for number in range(4_100)])
    return saved(book)


def bomb() -> bytes:
    """A hundred megabytes of zeros where the table of objects should be."""
    raw = packed()
    start = raw.rindex(b"<<", 0, raw.index(b"/XRef"))
    begin = raw.index(b"stream", start) + len(b"stream\n")
    end = raw.index(b"\nendstream", begin)
    table = zlib.compress(b"\0" * 100_000_000, 9)
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(table), raw[start:begin])
    return raw[:start] + head + table + raw[end:]
