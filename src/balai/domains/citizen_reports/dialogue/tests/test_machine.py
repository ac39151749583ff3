"""The dialogue without a house around it: every order of telling gives the same report."""

from itertools import permutations

import pytest

from balai.domains.citizen_reports.dialogue.machine import hear
from balai.domains.citizen_reports.dialogue.terms import Do, Said, Step
from balai.domains.citizen_reports.dialogue.told import Message, Own, Told, World
from balai.domains.citizen_reports.rules.addresses import Place

PLACES = (
    Place("1.1", "Sidodadi", "1", "Kayumanis"),
    Place("1.2", "Wringin", "1", "Kayumanis"),
    Place("2.1", "Sidodadi", "2", "Randurejo"),
    Place("2.2", "Randurejo", "2", "Randurejo"),
)
WORLD = World(
    places=PLACES,
    categories={"JLN": "Jalan rusak", "LMP": "Lampu mati"},
    propose=lambda text: [
        code for code, word in (("JLN", "jalan"), ("LMP", "lampu")) if word in text.lower()
    ],
    locate=lambda latitude, longitude: ("1.2", "") if latitude < 0 else ("", "Sampaikan ke tetangga."),
)
SMS = World(places=PLACES, categories=WORLD.categories, propose=WORLD.propose, takes_photos=False)


def talk(*texts: str, told: Told | None = None, world: World = WORLD) -> tuple[Told, list[Said], list[Do]]:
    """The whole exchange: what was told, the last things said, and every deed."""
    told, said, deeds = told or Told(), [], []
    for number, text in enumerate(texts, 1):
        says, deed = hear(told, Message(number, text), world)
        said = [say.what for say in says]
        deeds += [deed.do] if deed else []
    return told, said, deeds


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["halo"], [Said.GREETING]),
        (["rusak"], [Said.TEXT_SHORT]),
        (["lapor"], [Said.ASK_TEXT]),
        (["Jalan rusak parah"], [Said.ASK_PLACE]),
        (["Jalan rusak parah", "depan pasar"], [Said.ASK_VILLAGE]),
        (["Jalan rusak parah", "depan pasar", "entahlah"], [Said.ASK_PHOTO]),
        (["Jalan rusak parah", "tidak tahu"], [Said.ASK_PHOTO]),
        (["Jalan rusak parah", "sidodadi"], [Said.CHOOSE_PLACE]),
        (["Jalan rusak parah", "sidodadi", "7"], [Said.CHOOSE_AGAIN]),
        (["Jalan rusak parah", "sidodadi", "2"], [Said.ASK_PHOTO]),
        (["Jalan rusak parah", "sidodadi kayumanis"], [Said.ASK_PHOTO]),
        (["Jalan rusak parah", "kecamatan kayumanis"], [Said.ASK_VILLAGE_OF]),
        (["Jalan rusak parah", "kecamatan kayumanis", "sidodadi"], [Said.ASK_PHOTO]),
        (["Jalan rusak di desa Wringin"], [Said.ASK_PHOTO]),
        (["Jalan rusak di desa Sidodadi"], [Said.CHOOSE_PLACE]),
        (["Jalan rusak di desa Wringin", "lewati"], [Said.SUMMARY]),
        (["Jalan rusak di desa Wringin", "lewati", "kategori"], [Said.CHOOSE_CATEGORY]),
        (["Jalan rusak di desa Wringin", "lewati", "kategori", "lampu"], [Said.SUMMARY]),
        (["Jalan rusak di desa Wringin", "lewati", "tempat"], [Said.ASK_PLACE]),
        (["Jalan rusak di desa Wringin", "lewati", "Tolong segera"], [Said.SUMMARY]),
        (["Jalan rusak di desa Wringin", "batal"], [Said.CANCELLED]),
        (["Jalan rusak di desa Wringin", "bantuan"], [Said.HELP, Said.ASK_PHOTO]),
        (["batal"], [Said.NOTHING_TO_CANCEL]),
        (["rahasia"], [Said.CONFIDENTIAL]),
        (["status"], [Said.NO_REPORTS]),
        (["tambah k7m4q2xpd"], [Said.ADD_HOW]),
        (["1"], [Said.NOTHING_TO_CONFIRM]),
        (["english"], [Said.LANGUAGE, Said.GREETING]),
    ],
)
def test_what_is_asked(texts, said):
    assert talk(*texts)[1] == said


def test_nothing_is_filed_without_a_yes():
    told, _, deeds = talk("Jalan rusak di desa Wringin", "lewati", "kategori", "2", "ya")
    assert deeds == [Do.FILE]
    assert (told.area, told.category, told.key) == ("1.2", "LMP", 1)
    assert talk("ya", "kirim", "1", "ok")[2] == []


@pytest.mark.parametrize(
    ("place", "area", "landmark"),
    [
        ("desa Wringin kecamatan Kayumanis", "1.2", ""),
        ("kecamatan Randurejo", "2", ""),
        ("depan pasar Wringin", "1.2", "depan pasar Wringin"),
        ("sidodadi randurejo", "2.1", ""),
    ],
)
def test_a_landmark_is_what_is_more_than_names(place: str, area: str, landmark: str):
    told, _, _ = talk("Jalan rusak parah", place)
    assert (told.area, told.landmark) == (area, landmark)


def test_sms_is_not_asked_for_photos():
    assert talk("Jalan rusak di desa Wringin", world=SMS)[1] == [Said.SUMMARY]


def test_every_order_of_telling_is_the_same_report():
    things = [
        Message(1, "Jalan rusak parah sekali"),
        Message(1, latitude=-7.0, longitude=109.0),
        Message(1, photos=(5,)),
        Message(1, "Lubangnya dalam sekali"),
    ]
    found = set()
    for order in permutations(things):
        told = Told()
        for message in order:
            says, deed = hear(told, message, WORLD)
            assert deed is None
        assert says[-1].what is Said.SUMMARY
        found.add(
            (
                frozenset(told.text.split("\n")),
                told.area,
                told.latitude,
                tuple(told.photos),
                told.category_in(WORLD),
            )
        )
    lines = frozenset({"Jalan rusak parah sekali", "Lubangnya dalam sekali"})
    assert found == {(lines, "1.2", -7.0, (5,), "JLN")}


def test_a_position_elsewhere_is_told_and_not_taken():
    told = Told()
    says, _ = hear(told, Message(1, "Jalan rusak parah", latitude=5.0, longitude=1.0), WORLD)
    assert [say.what for say in says] == [Said.OUTSIDE, Said.ASK_PLACE]
    assert told.latitude is None


def test_which_report_is_asked_when_several_wait():
    own = (Own(7, "R-7", "SOLVED"), Own(8, "R-8", "IN_PROGRESS"), Own(9, "R-9", "ANSWERED"))
    world = World(own=own)
    told = Told()
    says, deed = hear(told, Message(1, "sudah"), world)
    assert (says[0].what, says[0].choices, deed) == (Said.WHICH, ("R-7", "R-9"), None)
    _, deed = hear(told, Message(2, "2"), world)
    assert (deed.do, deed.case_id, told.step) == (Do.CONFIRM, 9, Step.IDLE)
    says, _ = hear(told, Message(3, "1", is_sure=False), world)
    assert says[0].what is Said.NEED_CODE


def test_words_that_were_overtaken_belong_to_the_report():
    told = Told(filed=7)
    says, deed = hear(told, Message(4, "Di sebelah timur pasar", is_late=True), WORLD)
    assert (says, deed.do, deed.case_id) == ([], Do.ADD, 7)


def test_what_is_remembered_is_the_same_again():
    told, _, _ = talk("Jalan rusak parah", "sidodadi")
    assert Told(**told.put_down()) == told
    assert Told().put_down() == {}
