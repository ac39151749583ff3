"""The blind check: drawn by a stated seed, judged without index or life, closed with what it is worth."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.domains.innovations.actions import peers as acts
from balai.domains.innovations.actions import peers_closing as closing
from balai.domains.innovations.actions import peers_seating
from balai.domains.innovations.actions.measuring import MODEL_CODE
from balai.domains.innovations.models import Innovation, Liveness, PeerRound, PeerSeat, Steward
from balai.domains.innovations.terms_peers import ITEM_LABELS
from balai.domains.innovations.tests.paper import (
    citizen,
    coordinator,
    load_editions,
    make_innovation,
    make_model,
    next_month,
    officer,
    regent,
)
from balai.engine.journal.models import Entry
from balai.engine.notices.public import Notice
from balai.engine.parameters import public as parameters
from balai.engine.people.public import User, actor_of
from balai.engine.people.testing import make_opd
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.kits.testing.saving import assert_saved_when_sent_again

pytestmark = pytest.mark.django_db
SCORES = dict.fromkeys(ITEM_LABELS, 3)
TASKS = {
    "TRY": {"is_done": True, "found": None, "note": "Bisa"},
    "CALL_BACK": {"is_done": True, "found": 4, "note": ""},
}
WEIGHTS = {"USAGE": 40, "RESULT": 10, "CITIZENS": 15, "STEWARDSHIP": 15, "RESOURCES": 10, "EVIDENCE": 10}


def opened(number=4, *, fading=1, **change):
    """A round over invented innovations of agency SATU, judged by DUA, TIGA and two citizens."""
    make_model()
    for place in range(number):
        make_innovation(f"Rekaan {place}", life="WEAKENING" if place < fading else "ALIVE")
    people = [officer(opd).pk for opd in ("SATU", "DUA", "TIGA")]
    given = {
        "year": 2026, "seed": "benih rekaan", "sample": number, "closes_on": next_month(), "officers": people,
        "outsiders": [citizen(1).pk, citizen(2).pk], "by": coordinator(), "at": timezone.now(),
    }  # fmt: skip
    return peers_seating.open_round(**{**given, **change})


def judge(seat, verdict="ALIVE", *, is_final=True, **change):
    given = {
        "scores": SCORES, "tasks": TASKS, "verdict": verdict, "note": "", "version": seat.version, "is_final": is_final,
        "by": actor_of(seat.user), "at": timezone.now(),
    }  # fmt: skip
    return acts.judge(seat_id=seat.pk, **{**given, **change})


def test_a_round_is_drawn_seated_told_and_written_down():
    row = opened(6, fading=2, sample=3)
    subjects = list(row.subjects.order_by("place"))
    assert len(subjects) == 5 and sum(one.is_extra for one in subjects) == 2
    for subject in subjects:
        one, two, outside = subject.seats.order_by("number")
        assert {one.opd.code, two.opd.code} == {"DUA", "TIGA"} and outside.opd is None
    entry = Entry.objects.get(code="PEER_ROUND_OPENED")
    assert entry.data["seed"] == "benih rekaan" and entry.data["drawn"] == [
        one.innovation_id for one in subjects
    ]
    drawn = Notice.objects.filter(template="peer_drawn").values_list("user_id", flat=True).distinct()
    assert set(drawn) == set(PeerSeat.objects.values_list("user_id", flat=True))


@pytest.mark.parametrize(
    ("change", "error", "code"),
    [
        ({"by": actor_of(User(role="OPD_ADMIN", pk=9, is_active=True))}, Forbidden, "NOT_YOURS"),
        ({"sample": 0}, Refused, "SAMPLE_UNKNOWN"),
        ({"seed": "  "}, Refused, "TEXT_TOO_SHORT"),
        ({"closes_on": date(2020, 1, 1)}, Refused, "CLOSES_TOO_SOON"),
        ({"outsiders": []}, Refused, "PEERS_TOO_FEW"),
        ({"officers": []}, Refused, "PEERS_TOO_FEW"),
    ],
)
def test_a_round_that_cannot_be(change, error, code):
    with pytest.raises(error) as refusal:
        opened(**change)
    assert refusal.value.code == code and not PeerRound.objects.exists()


def test_one_round_a_year():
    opened()
    with pytest.raises(Conflict, match="2026"):
        peers_seating.open_round(
            year=2026, seed="x", sample=1, closes_on=next_month(), officers=[], outsiders=[], by=coordinator(), at=timezone.now()
        )  # fmt: skip


@pytest.mark.parametrize(
    ("verdict", "change", "code"),
    [
        ("", {}, "VERDICT_MISSING"),
        ("ALIVE", {"scores": SCORES | {"3": None}}, "ITEMS_MISSING"),
        ("ALIVE", {"scores": SCORES | {"3": 5}}, "SCORE_UNKNOWN"),
        ("ALIVE", {"scores": SCORES | {"11": 1}}, "SCORE_UNKNOWN"),
        ("ALIVE", {"tasks": {}}, "TASKS_MISSING"),
        ("ALIVE", {"tasks": {"CALL_BACK": {"is_done": True, "found": 6, "note": ""}}}, "FOUND_UNKNOWN"),
        ("UNABLE", {}, "NOTE_MISSING"),
        ("ALIVE", {"version": 7}, "SEAT_MOVED"),
    ],
)
def test_a_judgement_that_cannot_be_handed_in(verdict, change, code):
    seat = opened().subjects.first().seats.first()
    with pytest.raises(Refused) as refusal:
        judge(seat, verdict, **change)
    assert refusal.value.code == code
    seat.refresh_from_db()
    assert (seat.submitted_at, seat.verdict, seat.version) == (None, "", 1)


def test_a_draft_may_have_holes_and_what_is_handed_in_stands():
    seat = opened().subjects.first().seats.first()
    seat = judge(seat, "", is_final=False, scores={"1": 2}, tasks={})
    assert seat.scores == {"1": 2} and seat.submitted_at is None
    seat = judge(seat, "UNABLE", scores={}, tasks={}, note="Tutup saat didatangi.")
    for again in (
        lambda: judge(seat),
        lambda: acts.recuse(
            seat_id=seat.pk, reason="Sesuatu terjadi", by=actor_of(seat.user), at=timezone.now()
        ),
    ):
        with pytest.raises(Refused) as refusal:
            again()
        assert refusal.value.code == "SEAT_DONE"
    with pytest.raises(NotFound):
        judge(seat, by=actor_of(officer("SATU")))


def test_who_steps_aside_is_replaced_by_somebody_without_interest():
    row = opened(1, fading=0)
    seat = row.subjects.get().seats.get(number=1)
    acts.recuse(seat_id=seat.pk, reason="Saudara saya pengampunya", by=actor_of(seat.user), at=timezone.now())
    with pytest.raises(NotFound):
        judge(seat)
    steward = officer("EMPAT", number=2)
    Steward.objects.create(
        innovation=seat.subject.innovation, user=steward, since=date(2025, 1, 1), until=date(2025, 6, 1)
    )
    other = row.subjects.get().seats.get(number=2)
    cases = [
        (officer("SATU", number=3), "CONFLICT_SAME_OPD"),
        (steward, "CONFLICT_STEWARD"),
        (citizen(1), "CONFLICT_NOT_OFFICER"),
        (officer(other.opd.code, number=3), "CONFLICT_SAME_OFFICE"),
    ]
    for user, code in cases:
        with pytest.raises(Refused) as refusal:
            peers_seating.replace_peer(seat_id=seat.pk, user_id=user.pk, by=coordinator(), at=timezone.now())
        assert refusal.value.code == code
    fit = officer("EMPAT", number=1)
    made = peers_seating.replace_peer(seat_id=seat.pk, user_id=fit.pk, by=coordinator(), at=timezone.now())
    assert (made.user_id, made.opd, made.recused_at, made.recusal) == (fit.pk, make_opd("EMPAT"), None, "")
    assert Entry.objects.get(code="PEER_SEAT_REPLACED").data["former"] == seat.user_id


def test_peers_see_neither_index_nor_life_until_it_is_closed(client):
    load_editions()
    row = opened()
    fading = row.subjects.get(is_extra=True)
    seat = fading.seats.get(number=1)
    Innovation.objects.update(paper_maturity=77, paper_maturity_year=2021)
    client.force_login(seat.user)
    pages = [
        reverse("innovations:peers"),
        reverse("innovations:peer_seat", args=[seat.pk]),
        reverse("innovations:peer_recuse", args=[seat.pk]),
        reverse("innovations:maturity"),
        reverse("innovations:peer_results"),
    ]
    for address in pages:
        page = client.get(address).content.decode().split("<main", 1)[1]
        found = [
            secret
            for secret in ("8123", "81 ", "64%", "keyakinan", fading.innovation.name + "</a></th>")
            if secret in page
        ]
        assert found == [], address
    assert fading.innovation.name in client.get(pages[0]).content.decode()
    assert client.get(reverse("innovations:sheet", args=[fading.innovation_id])).status_code == 403
    # Somebody else's seat is not there.
    foreign = PeerSeat.objects.exclude(user=seat.user).first()
    assert client.get(reverse("innovations:peer_seat", args=[foreign.pk])).status_code == 404


def closed(row, verdicts):
    """Everybody hands in: per innovation the verdicts of seats 1, 2 and 3; the model says ALIVE of all but the fading one."""
    for subject, three in zip(row.subjects.order_by("place"), verdicts, strict=True):
        for seat, verdict in zip(subject.seats.select_related("user").order_by("number"), three, strict=True):
            if verdict:
                judge(seat, verdict)
    return closing.close_round(round_id=row.pk, by=coordinator(), at=timezone.now())


def test_a_closed_round_says_how_far_it_can_be_trusted(client):
    load_editions()
    row = opened(4, fading=0)
    Liveness.objects.filter(innovation=row.subjects.get(place=4).innovation).update(life="DORMANT")
    row = closed(
        row,
        [
            ("ALIVE", "ALIVE", "ALIVE"),
            ("ALIVE", "WEAKENING", "ALIVE"),
            ("WEAKENING", "WEAKENING", ""),
            ("DEAD", "DEAD", "DEAD"),
        ],
    )
    # By hand: one square of difference in four pairs; margins 2,1,1 and 1,2,1: expected (2·2 + 1·1 + 1·2 + 1·1·1) + 4·(2 + 1) = 8+12, over 4.
    assert row.result["between"] == {"kappa": 0.8, "n": 4}
    assert row.result["matrix"] == [[2, 1, 0], [0, 0, 0], [0, 0, 1]]
    assert (row.result["handed_in"], row.result["seats"], row.result["model"]["n"]) == (11, 12, 4)
    assert (
        closing.close_round(round_id=row.pk, by=coordinator(), at=timezone.now()).closed_at == row.closed_at
    )
    page = client.get(reverse("innovations:peer_results"))
    assert (
        page.context["is_enough"]
        and "n = 4" in page.content.decode()
        and "benih rekaan" in page.content.decode()
    )
    with pytest.raises(Refused, match="sudah ditutup"):
        judge(row.subjects.first().seats.first())


def test_peers_who_disagree_change_no_weights(client):
    load_editions()
    row = closed(opened(2, fading=0), [("ALIVE", "DEAD", ""), ("DEAD", "ALIVE", "")])
    assert row.result["between"]["kappa"] == -1 and row.result["model"] == {"kappa": None, "n": 0}
    assert "belum cukup sepakat" in client.get(reverse("innovations:peer_results")).content.decode()
    with pytest.raises(Refused) as refusal:
        closing.propose_weights(
            round_id=row.pk,
            weights=WEIGHTS,
            reason="Alasan rekaan panjang",
            by=coordinator(),
            at=timezone.now(),
        )
    assert refusal.value.code == "AGREEMENT_TOO_LOW"


def test_weights_change_once_a_year_as_a_new_version():
    row = closed(opened(2, fading=0), [("ALIVE", "ALIVE", "ALIVE"), ("DEAD", "DEAD", "DEAD")])
    about = {"round_id": row.pk, "at": timezone.now()}

    def propose(weights=WEIGHTS, by=None):
        return closing.propose_weights(
            **about, weights=weights, reason="Pemakaian lebih berat (rekaan)", by=by or coordinator()
        )

    for weights in (WEIGHTS | {"USAGE": 50}, {"USAGE": 100}):
        with pytest.raises(Refused):
            propose(weights)
    with pytest.raises(Refused, match="Belum ada usulan"):
        closing.adopt_weights(**about, by=regent())
    with pytest.raises(Forbidden):
        propose(by=regent())
    propose()
    with pytest.raises(Forbidden):
        closing.adopt_weights(**about, by=coordinator())
    closing.adopt_weights(**about, by=regent())
    before, after = (parameters.value(MODEL_CODE, on=day) for day in (date(2026, 12, 31), date(2027, 1, 1)))
    assert (before["version"], before["weights"]["USAGE"]) == (1, 35)
    assert (after["version"], after["weights"], after["windows"]) == (2, WEIGHTS, before["windows"])
    with pytest.raises(Refused) as refusal:
        propose()
    assert refusal.value.code == "WEIGHTS_THIS_YEAR"


def test_an_empty_round_is_not_closed():
    row = opened()
    with pytest.raises(Refused) as refusal:
        closing.close_round(round_id=row.pk, by=coordinator(), at=timezone.now() + timedelta(days=40))
    assert refusal.value.code == "ROUND_EMPTY" and not PeerRound.objects.get().closed_at


def test_the_form_of_a_round_keeps_what_was_typed(client):
    make_model()
    make_innovation()
    people = [officer(opd).pk for opd in ("DUA", "TIGA")]
    client.force_login(User.objects.get(pk=coordinator().user_id))
    data = {
        "year": 2026,
        "seed": "kata rapat",
        "sample": 1,
        "closes_on": next_month().isoformat(),
        "officers": people,
    }
    address = reverse("innovations:peer_rounds")
    answer = client.post(address, data | {"outsiders": "tidak.ada@contoh.invalid"})
    assert (
        answer.status_code == 422
        and "Akun ini tidak ada: tidak.ada@contoh.invalid." in answer.content.decode()
    )
    answer = client.post(address, data | {"outsiders": citizen().email})
    assert answer.headers["Location"] == reverse("innovations:peer_round", args=[PeerRound.objects.get().pk])


@pytest.mark.slow
def test_the_phone_form_saves_then_hands_in(client):
    seat = opened().subjects.first().seats.get(number=3)
    client.force_login(seat.user)
    address = reverse("innovations:peer_seat", args=[seat.pk])
    data = {"version": 1, "done_TRY": "on", "item_1": "4", "act": "simpan"}
    assert client.post(address, data).headers["Location"] == address
    again = {"version": 1, "done_TRY": True, "item_1": "2"}
    assert_saved_when_sent_again(client, address, again)
    assert PeerSeat.objects.get(pk=seat.pk).scores["1"] == 2
    answer = client.post(address, data | {"version": 3, "verdict": "ALIVE", "act": "serah"})
    assert answer.status_code == 422 and "Butir ini belum dinilai: 2, 3" in answer.content.decode()
    full = {f"item_{item}": "3" for item in ITEM_LABELS}
    answer = client.post(address, data | full | {"version": 3, "verdict": "ALIVE", "act": "serah"})
    assert answer.headers["Location"] == reverse("innovations:peers")
    assert PeerSeat.objects.get(pk=seat.pk).verdict == "ALIVE"
