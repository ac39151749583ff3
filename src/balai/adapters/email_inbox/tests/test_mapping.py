"""Mails as programs write them: words, photos, machines, threads."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from balai.adapters.email_inbox.mapping import arrival_of
from balai.adapters.email_inbox.marks import is_answer_to_us, message_id
from balai.adapters.email_inbox.wording import own_words, text_of_html

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


def arrived(made: EmailMessage):
    return arrival_of(bytes(made), own_address="balai@balai.example", now=NOW)


def mail(text: str = "Jalan berlubang", **headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"From": "wati@contoh.example", "Message_ID": "<1@contoh>", **headers}.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Ya\n\nPada Sen, 2 Mar 2026 pukul 10.00 Balai <b@c.d> menulis:\n> lama\n", "Ya"),
        ("Ya\n\nOn Mon, Mar 2, 2026 at 10:00 AM Balai <b@c.d> wrote:\n\n> old", "Ya"),
        ("Ya\n-----Original Message-----\nFrom: x", "Ya"),
        ("Ya\n\nDari: Balai\nDikirim: Senin\nKe: saya\n\nlama", "Ya"),
        ("Ya\n________________________________\nFrom: x", "Ya"),
        ("Lampu mati\n-- \nWati\n0800", "Lampu mati"),
        ("Lampu mati\n\nDikirim dari iPhone saya", "Lampu mati"),
        ("> kutipan\nLampu mati", "Lampu mati"),
        ("Dari: rumah saya jalannya rusak\nTolong", "Dari: rumah saya jalannya rusak\nTolong"),
    ],
)
def test_what_is_quoted_is_cut(text: str, own: str) -> None:
    assert own_words(text) == own


def test_html_is_read_as_words() -> None:
    html = (
        "<html><head><style>p{}</style></head><body><p>Lampu&nbsp;mati<br>di <b>pasar</b></p>"
        "<script>x</script><div class='gmail_quote'><p>lama</p><br><img src=x></div><p>Tolong</p></body></html>"
    )
    assert own_words(text_of_html(html)) == "Lampu mati\ndi pasar\n\nTolong"


def test_a_mail_with_html_only() -> None:
    made = mail()
    made.set_content("<p>Jalan rusak</p><blockquote>lama</blockquote>", subtype="html")
    assert arrived(made).text == "Jalan rusak"


@pytest.mark.parametrize(
    ("subject", "text", "words"),
    [
        ("Lampu padam", "Di desa Wringin", "Lampu padam\nDi desa Wringin"),
        ("Re: Laporan Anda", "ya", "ya"),
        ("Lampu padam", "Lampu padam di desa", "Lampu padam di desa"),
        ("Tanya", "STATUS K7M-4Q2-XPD", "STATUS K7M-4Q2-XPD"),
        ("STATUS K7M-4Q2-XPD", "", "STATUS K7M-4Q2-XPD"),
    ],
)
def test_the_subject_counts_where_it_tells_something(subject: str, text: str, words: str) -> None:
    assert arrived(mail(text, Subject=subject)).text == words


def test_photos_come_along_and_logos_do_not() -> None:
    made = mail()
    made.add_attachment(b"x" * 90, maintype="image", subtype="jpeg", filename="jalan.jpg")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="surat.pdf")
    logo = EmailMessage()
    logo.set_content(b"y" * 90, maintype="image", subtype="png")
    made.attach(logo)
    assert [(media.reference, media.content) for media in arrived(made).media] == [("jalan.jpg", b"x" * 90)]


def test_a_wrong_alphabet_is_read_as_far_as_it_can_be() -> None:
    raw = b"From: wati@contoh.example\r\nMessage-ID: <1@c>\r\nContent-Type: text/plain; charset=ngawur\r\n\r\nJalan rusak\xff"
    assert arrival_of(raw, own_address="b@b", now=NOW).text.startswith("Jalan rusak")


def test_a_mail_without_name_is_known_by_its_bytes() -> None:
    raw = b"From: wati@contoh.example\r\n\r\nJalan rusak"
    one, two = (arrival_of(raw, own_address="b@b", now=NOW) for _ in range(2))
    assert one.provider_id == two.provider_id
    assert one.sent_at == NOW


def test_only_a_thread_of_ours_makes_a_sender_sure() -> None:
    ours = message_id(reference="turn:7:0", address="Wati@contoh.example")
    assert arrived(mail(In_Reply_To=ours)).is_sure
    assert not arrived(mail(In_Reply_To=ours, From="lain@contoh.example")).is_sure
    assert not arrived(mail()).is_sure
    assert not is_answer_to_us(ours.replace("turn:7:0", "turn:8:0"), address="wati@contoh.example")
    assert arrived(mail(References=f"<x@y> {ours}")).is_sure
