"""Pages of the inbox: translation only."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from balai.engine.notices import topics, views
from balai.engine.notices.opting import stop_url
from balai.engine.notices.public import Notice, Recipient, notify, unread_count
from balai.engine.notices.queries import chosen_modes
from balai.engine.notices.topics import topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(wati, client: Client) -> Client:
    """A browser in which Wati is signed in."""
    client.force_login(wati)
    return client


def tell(user, at, event: str, url: str = "/laporan/1/") -> Notice:
    notify(
        event_key=event,
        recipient=Recipient(user_id=user.pk),
        template="tests/answered",
        context={"number": event, "words": "<b>isi</b>", "url": url},
        at=at,
    )
    return Notice.objects.get(event_key=event, user=user, channel="INBOX")


def token_of(notice: Notice) -> str:
    return stop_url(notice).rstrip("/").rpartition("/")[2]


@pytest.mark.parametrize("name", ["inbox", "choose"])
def test_visitors_are_asked_to_sign_in(name: str, client: Client) -> None:
    answer = client.get(reverse(f"notices:{name}"))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/")


def test_an_empty_inbox_says_so(seen: Client) -> None:
    text = seen.get(reverse("notices:inbox")).content.decode()
    assert "Belum ada pemberitahuan" in text
    assert "Tandai semua" not in text


def test_the_inbox_shows_own_notices_unread_first_and_escaped(seen, wati, budi, at) -> None:
    read = tell(wati, at, "A1")
    tell(wati, at, "A2")
    tell(budi, at, "B1")
    Notice.objects.filter(pk=read.pk).update(read_at=at)
    text = seen.get(reverse("notices:inbox")).content.decode()
    assert 0 < text.index("Laporan A2") < text.index("Laporan A1")
    assert "Laporan B1" not in text
    assert "&lt;b&gt;isi&lt;/b&gt;" in text and "<b>isi</b>" not in text
    assert "Tandai semua sudah dibaca" in text and "1 belum dibaca" in text


@pytest.mark.parametrize("count", [1, 30])
def test_the_inbox_asks_a_bounded_number_of_questions(
    count, seen, wati, at, django_assert_max_num_queries
) -> None:
    for number in range(count):
        tell(wati, at + timedelta(seconds=number), f"A{number}")
    seen.get(reverse("notices:choose"))  # reference data is read once a process
    with django_assert_max_num_queries(7):
        text = seen.get(reverse("notices:inbox")).content.decode()
    assert ("?halaman=2" in text) == (count > 20)


@pytest.mark.parametrize(
    ("url", "leads_to"),
    [
        ("/laporan/1/", "/laporan/1/"),
        ("", "/pemberitahuan/"),
        ("https://tempat-lain.example/", "/pemberitahuan/"),
    ],
)
def test_opening_marks_as_read_and_leads_inside(url: str, leads_to: str, seen, wati, at) -> None:
    notice = tell(wati, at, "A1", url)
    answer = seen.post(reverse("notices:read", args=[notice.pk]))
    assert (answer.status_code, answer["Location"]) == (302, leads_to)
    assert unread_count(wati) == 0


def test_somebody_elses_notice_is_not_there(seen, budi, at) -> None:
    notice = tell(budi, at, "B1")
    assert seen.post(reverse("notices:read", args=[notice.pk]))["Location"] == reverse("notices:inbox")
    assert unread_count(budi) == 1


def test_all_are_read_by_one_button(seen, wati, at) -> None:
    for event in ("A1", "A2"):
        tell(wati, at, event)
    seen.post(reverse("notices:read_all"))
    assert unread_count(wati) == 0


def test_choices_are_shown_and_kept(seen, wati, monkeypatch) -> None:
    monkeypatch.setattr(topics, "_topics", {})
    topic("tests/answered", "Jawaban laporan")
    assert "Jawaban laporan" in seen.get(reverse("notices:choose")).content.decode()
    answer = seen.post(reverse("notices:choose"), {"all": "DIGEST", "tests/answered": "OFF"})
    assert answer.status_code == 302
    assert chosen_modes(wati) == {"": "DIGEST", "tests/answered": "OFF"}
    seen.post(reverse("notices:choose"), {"all": "DIGEST", "tests/answered": ""})
    assert chosen_modes(wati) == {"": "DIGEST"}
    assert seen.post(reverse("notices:choose"), {"all": "KADANG"}).status_code == 200


def test_one_click_stops_without_a_page_and_looking_does_not(wati, at) -> None:
    tell(wati, at, "A1")
    mail = Notice.objects.get(channel="EMAIL")
    address = reverse("notices:stop", args=[token_of(mail)])
    program = Client(enforce_csrf_checks=True)
    assert program.get(address).status_code == 200
    tell(wati, at, "A2")
    assert program.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    tell(wati, at, "A3")
    assert list(
        Notice.objects.filter(channel="EMAIL").order_by("pk").values_list("event_key", flat=True)
    ) == [
        "A1",
        "A2",
    ]
    program.post(address, {"lanjutkan": "1"})
    tell(wati, at, "A4")
    assert Notice.objects.filter(channel="EMAIL", event_key="A4").exists()


def test_a_forged_link_is_not_found(client: Client) -> None:
    answer = client.post(reverse("notices:stop", args=["palsu"]))
    assert answer.status_code == 404
    assert "tidak lengkap" in answer.content.decode()


def test_every_view_names_its_permission() -> None:
    named = [views.show_inbox, views.read_one, views.read_all, views.choose, views.stop]
    assert [view.permission for view in named] == ["notices.own"] * 4 + ["public"]
