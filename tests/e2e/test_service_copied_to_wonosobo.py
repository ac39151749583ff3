"""An empty hall in Wonosobo copies Batang's death grant from a signed file, and pays the first family; all on screen.

What an installation needs anyway is typed at the console: `balai run --region wonosobo` and the account of the first operator.
"""

import email
import email.policy
import re
import time

import pytest

from . import halls, hands
from .services import DEATH_PAPERS, answer, attach, begin, deceased, offered, press, unfold

SERVICE = "santunan-kematian"
DOMAIN, PASSWORD = "wonosobo.example", "sungai-kertas-lampu-42"
VILLAGE = "Kaligowong"
RULE = "Perbup Wonosobo (rekaan) 1/2026 Pasal"
OWN_ANSWERS = {"agency": "DINSOS", "account": "5.3.01", "amount_rupiah": "750000", "deadline_days": "45"}
# Account name: (role, agency, village) as the operator enters them.
STAFF = {
    "koordinator": ("COORDINATOR", "DISKOMINFO", ""),
    "bendahara": ("OPD_ADMIN", "BPKAD", ""),
    "verifikator": ("OPD_ADMIN", "DINSOS", ""),
    "perangkat": ("VILLAGE_OFFICER", "", VILLAGE),
}


@pytest.fixture
def from_batang(tmp_path, shared):
    """What Batang hands over: the signed file, and the key that it reads out on the telephone."""
    batang, file = tmp_path / "batang", tmp_path / "e-sakti.zip"
    halls.prepared(shared, batang, region="batang", reports=0)
    halls.balai(batang, "pack", "keys", "--new", str(batang / "pack-key"))
    halls.balai(batang, "pack", "export", SERVICE, "--out", str(file))
    return file, re.search(r"Kunci sendiri: (\w{64})", halls.balai(batang, "pack", "keys"))[1]


@pytest.fixture
def wonosobo(tmp_path):
    """A hall that knows its villages and agencies, one operator, and nothing else."""
    folder = tmp_path / "wonosobo"
    folder.mkdir()
    with halls.running(folder, "--region", "wonosobo", "--reports", "0") as where:
        who = ("--email", f"operator@{DOMAIN}", "--full_name", "Operator Rekaan")
        halls.balai(folder, "createsuperuser", "--noinput", *who, DJANGO_SUPERUSER_PASSWORD=PASSWORD)
        yield where, folder


def test_wonosobo_copies_the_death_grant_and_pays_the_first_family(
    wonosobo, from_batang, open_page, tmp_path, record_property
):
    (address, folder), (file, key) = wonosobo, from_batang
    _accounts_are_given(open_page, address, folder)

    began = time.monotonic()
    coordinator = open_page(**hands.DESK)
    _sign_in(coordinator, address, "koordinator")
    _a_changed_file_is_refused(coordinator, address, file, tmp_path / "bent.zip")
    _pack_is_installed(coordinator, address, file, key)
    _questions_are_answered(coordinator, address)
    _differences_are_explained(coordinator, address)
    _invented_case_reaches_its_end(coordinator, address)
    _everybody_is_trained(coordinator, address)
    page = _checklist(coordinator, address)
    assert "Belum lengkap: Rekening anggaran dibuka." in page.inner_text("#buka >> xpath=..")
    _treasury_opens_the_account(open_page(**hands.DESK), address)
    assert "Kesiapan 100%" in _checklist(coordinator, address).inner_text("main")
    press(coordinator, "Buka layanan")
    assert "Dibuka" in coordinator.inner_text(".page-head")
    record_property(
        "adoption of e-Sakti in Wonosobo, from the file to open s", round(time.monotonic() - began, 1)
    )

    code, about = _village_files(open_page(**hands.PHONE), address, tmp_path)
    _agency_approves(open_page(**hands.DESK), address, code)
    _cashier_pays(open_page(**hands.PHONE), address, code, tmp_path)
    family = open_page(**hands.PHONE)
    family.goto(f"{address}/layanan/lacak/{code}/")
    assert "Dibayar" in family.inner_text("main")
    assert about["deceased_nik"] not in family.content()
    record_property("until the first family is paid s", round(time.monotonic() - began, 1))

    treasury = open_page(**hands.DESK)
    _sign_in(treasury, address, "bendahara")
    treasury.goto(f"{address}/kas/")
    assert re.search(r"Rp\s2\.000\.000.*Rp\s750\.000.*Rp\s1\.250\.000", treasury.inner_text("tbody"), re.S)


def _sign_in(page, address, name):
    hands.sign_in(page, address, f"{name}@{DOMAIN}", PASSWORD)


def _accounts_are_given(open_page, address, folder):
    """The operator names people, the agency names its own; each chooses a password by the link in their letter."""
    operator = open_page(**hands.DESK)
    _sign_in(operator, address, "operator")
    for name, (role, agency, village) in STAFF.items():
        operator.goto(f"{address}/kelola/people/user/add/")
        operator.fill("[name=email]", f"{name}@{DOMAIN}")
        operator.fill("[name=full_name]", f"{name.title()} Rekaan")
        operator.select_option("[name=role]", role)
        _choose(operator, "opd", agency)
        _choose(operator, "area", village)
        with operator.expect_navigation():
            operator.locator("[name=_save]").click()
        assert operator.url.endswith("/people/user/"), operator.inner_text("main")
        _password_is_chosen(open_page(), folder, f"{name}@{DOMAIN}")
    agency = open_page(**hands.DESK)
    _sign_in(agency, address, "verifikator")
    agency.goto(f"{address}/akun/petugas/tambah/")
    agency.fill("[name=email]", f"juru.bayar@{DOMAIN}")
    agency.fill("[name=full_name]", "Juru Bayar Rekaan")
    agency.select_option("[name=role]", "FIELD_OFFICER")
    press(agency, "Buat akun")
    _password_is_chosen(open_page(), folder, f"juru.bayar@{DOMAIN}")


def _choose(page, field, words):
    """In a list of the back office that is searched by typing."""
    if not words:
        return
    page.locator(f"#id_{field} + .select2 .select2-selection").click()
    page.fill(".select2-search__field", words)
    found = ".select2-results__option:not(.loading-results)"
    page.wait_for_function(f"document.querySelectorAll('{found}').length === 1")
    page.locator(found).click()


def _password_is_chosen(page, folder, address):
    """By the link in the letter that the worker sends."""
    until = time.monotonic() + 60
    while not (link := _link_for(folder, address)):
        assert time.monotonic() < until, f"no letter for {address}"
        page.wait_for_timeout(100)
    page.goto(link)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    press(page, "Simpan kata sandi")
    assert page.locator("#error-summary").count() == 0, page.inner_text("main")


def _link_for(folder, address):
    for path in (folder / "mail").glob("*.log"):
        for letter in path.read_text().split("-" * 79):
            found = email.message_from_string(letter.strip(), policy=email.policy.default)
            if found["To"] == address and (link := re.search(r"http\S+", found.get_content())):
                return link[0]
    return ""


def _checklist(page, address):
    page.goto(f"{address}/petugas/paket/layanan/{SERVICE}/")
    return page


def _a_changed_file_is_refused(page, address, file, bent):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    bent.write_bytes(data)
    page.goto(f"{address}/petugas/paket/")
    assert "Belum ada layanan" in page.inner_text("main")
    page.get_by_role("link", name="Pasang paket").click()
    page.set_input_files("[name=file]", str(bent))
    press(page, "Periksa paket")
    assert page.locator("#error-summary").count() == 1


def _pack_is_installed(page, address, file, key):
    """What the file is and who signed it is seen first; the key is compared, then it may be installed."""
    page.goto(f"{address}/petugas/paket/pasang/")
    page.set_input_files("[name=file]", str(file))
    press(page, "Periksa paket")
    shown = page.inner_text("main")
    assert "Kabupaten Batang" in shown and "kunci belum dipercaya" in shown and "lulus semua" in shown
    assert page.get_by_role("button", name="Pasang paket").is_disabled()
    page.get_by_role("link", name="percayai kuncinya").click()
    page.wait_for_url(re.compile("/kunci/"))
    assert page.input_value("[name=key]") == key
    page.fill("[name=owner]", "Kabupaten Batang")
    page.fill("[name=checked_how]", "Dibacakan lewat telepon Diskominfo Batang")
    press(page, "Percayai kunci")
    page.get_by_role("link", name="Lihat dan pasang").click()
    page.wait_for_url(re.compile("/tawaran/"))
    press(page, "Pasang paket")


def _questions_are_answered(page, address):
    """One after the other; where Wonosobo has no rule of its own it confirms what the pack says."""
    _checklist(page, address).get_by_role("link", name="Lanjutkan: ").click()
    page.wait_for_url(re.compile("/nilai/$"))
    page.get_by_role("link", name="Lanjutkan").click()
    asked, count = 0, int(re.search(r"(?i)pertanyaan 1 dari (\d+)", page.inner_text("main"))[1])
    while code := re.search(r"/nilai/(\w+)/$", page.url):
        asked += 1
        if code[1] in OWN_ANSWERS:
            answer(page, value=OWN_ANSWERS[code[1]])
        page.fill("[name=legal_reference]", f"{RULE} {asked}")
        press(page, "Simpan dan lanjutkan")
        assert page.locator("#error-summary").count() == 0, page.inner_text("main")
    assert asked == count
    assert "belum" not in page.locator("tbody .pill").all_inner_texts()


def _differences_are_explained(page, address):
    """Wonosobo's deadline is shorter: cases of Batang that end otherwise here are so on purpose."""
    page.goto(f"{address}/petugas/paket/layanan/{SERVICE}/contoh/")
    while page.locator("[name=note]").count():
        page.locator("[name=note]").first.fill("Batas kami 45 hari menurut Perbup rekaan.")
        with page.expect_navigation():
            page.get_by_role("button", name="Memang berbeda menurut aturan kami").first.click()


def _invented_case_reaches_its_end(page, address):
    page.goto(f"{address}/petugas/paket/layanan/{SERVICE}/uji/")
    page.select_option("[name=sample]", "Daftar miskin, sampai dibayar tunai")
    press(page, "Mulai uji coba")
    while page.locator("button[name=move].btn-primary").count():
        with page.expect_navigation():
            page.locator("button[name=move].btn-primary").first.click()
    assert "bukti kesiapan" in page.inner_text("main")


def _everybody_is_trained(page, address):
    _checklist(page, address)
    while page.locator("[name=person]").count():
        page.locator("[name=person]").first.fill("Contoh Petugas Wonosobo")
        with page.expect_navigation():
            page.get_by_role("button", name="Sudah menjalani").first.click()


def _treasury_opens_the_account(page, address):
    """Nothing of the budget is in this hall yet: the account first, then its ceiling."""
    _sign_in(page, address, "bendahara")
    page.goto(f"{address}/kas/")
    page.get_by_role("link", name="Buka rekening").first.click()
    page.wait_for_url(re.compile("/rekening/baru/"))
    page.fill("[name=code]", OWN_ANSWERS["account"])
    page.fill("[name=name]", "Santunan kematian")
    press(page, "Buka rekening")
    page.fill("[name=amount]", "2.000.000")
    page.fill("input[name=description], textarea[name=description]", "Pagu rekaan tahun ini")
    press(page, "Catat perubahan")


def _village_files(page, address, tmp_path):
    """The village officer files for the family; returns the code that the family gets, and what was filled in."""
    mark = hands.rare_word()
    about = deceased(mark)
    _sign_in(page, address, "perangkat")
    page.goto(f"{address}/loket/")
    begin(page, SERVICE)
    answer(page, **offered(page, about))
    for seed, paper in enumerate(DEATH_PAPERS):
        attach(page, paper, hands.photograph(tmp_path, seed=seed + 1, name=f"{paper}.jpg"))
    press(page, "Kirim, lalu lihat")
    page.wait_for_url(re.compile(r"/petugas/layanan/\d+/"))
    return re.search(r"[0-9A-Z]{3}(-[0-9A-Z]{3}){2}", page.inner_text("main"))[0], about


def _agency_approves(page, address, code):
    _sign_in(page, address, "verifikator")
    _open_case(page, address, code)
    press(page, "Nyatakan lengkap dan benar")
    press(page, "Setujui dan cadangkan uang")
    assert "sudah disediakan" in page.inner_text("aside")


def _cashier_pays(page, address, code, tmp_path):
    _sign_in(page, address, "juru.bayar")
    _open_case(page, address, code)
    box = unfold(page, "pay")
    assert not box.locator("[name=channel]").count(), "Wonosobo pays in cash only: nothing to choose"
    box.locator("[name=receipt]").set_input_files(
        str(hands.photograph(tmp_path, seed=77, name="kuitansi.jpg"))
    )
    box.locator(".photo-list img").wait_for()
    with page.expect_navigation():
        box.get_by_role("button", name="Bayarkan").click()
    assert "sudah dibayar" in page.inner_text("aside")


def _open_case(page, address, code):
    page.goto(f"{address}/petugas/layanan/?q={code}")
    with page.expect_navigation():
        page.locator("[data-open]").first.click()
