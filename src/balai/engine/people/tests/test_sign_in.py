"""The one door: who gets in, how often one may guess, and what a session is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from balai.engine.people.attempts import begin_attempt, succeed
from balai.engine.people.middleware import SEEN
from balai.engine.people.models import SignInAttempt
from balai.engine.people.terms import MOST_FOR_ACCOUNT_FROM_STRANGERS, WINDOW, Role
from balai.engine.people.testing import PASSWORD, make_user
from balai.foundation.errors import TooOften

pytestmark = pytest.mark.django_db
HOME, OFFICE = "192.0.2.1", "198.51.100.7"
ADDRESS = "field_officer@contoh.invalid"


def sign_in(client, password, *, place=HOME, email=ADDRESS):
    return client.post("/masuk/", {"login": email, "password": password}, REMOTE_ADDR=place)


def prove_again(client, page):
    """Changing what protects an account asks for the password once more."""
    asked = client.get(page)
    assert asked.url.startswith("/akun/konfirmasi/")
    assert client.post(asked.url, {"password": PASSWORD}).url == page


def test_the_right_password_opens_and_the_session_gets_a_new_key(client):
    make_user(password=PASSWORD)
    client.get("/masuk/")
    client.session["something"] = 1
    before = client.session.session_key
    assert sign_in(client, PASSWORD).status_code == 302
    assert client.session.session_key not in {None, before}
    assert client.get("/akun/").status_code == 200


def test_upper_case_addresses_are_the_same_account(client):
    make_user(password=PASSWORD)
    assert sign_in(client, PASSWORD, email=ADDRESS.upper()).status_code == 302


def test_the_sixth_attempt_waits_even_with_the_right_password(client):
    make_user(password=PASSWORD)
    for _ in range(5):
        assert "tidak cocok" in sign_in(client, "salah sekali").content.decode()
    refused = sign_in(client, PASSWORD)
    assert refused.status_code == 200
    assert "Tunggu 15 menit" in refused.content.decode()
    # from another place the owner gets in at once
    assert sign_in(client, PASSWORD, place=OFFICE).status_code == 302


def test_who_waits_gets_in_however_often_others_knock():
    start = timezone.now()
    for second in range(5):
        begin_attempt(email=ADDRESS, place=HOME, at=start + timedelta(seconds=second))
    for minute in range(1, 15):
        with pytest.raises(TooOften):
            begin_attempt(email=ADDRESS, place=HOME, at=start + timedelta(minutes=minute))
    begin_attempt(email=ADDRESS, place=HOME, at=start + WINDOW + timedelta(seconds=1))


def test_guesses_from_everywhere_do_not_keep_the_owner_out():
    start = timezone.now()
    succeed(begin_attempt(email=ADDRESS, place=OFFICE, at=start - timedelta(days=30)))
    for number in range(MOST_FOR_ACCOUNT_FROM_STRANGERS):
        begin_attempt(email=ADDRESS, place=f"203.0.113.{number}", at=start)
    with pytest.raises(TooOften):
        begin_attempt(email=ADDRESS, place="203.0.113.99", at=start)
    begin_attempt(email=ADDRESS, place=OFFICE, at=start)


def test_success_forgets_the_slips_before_it(client):
    make_user(password=PASSWORD)
    for _ in range(2):
        for _ in range(4):
            sign_in(client, "salah sekali")
        assert sign_in(client, PASSWORD).status_code == 302
        client.logout()


def test_attempts_tell_neither_address_nor_place(client):
    sign_in(client, "salah sekali")
    [row] = SignInAttempt.objects.values_list("account_key", "place_key")
    assert {len(value) for value in row} == {64}


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_many_guesses_at_one_instant_are_not_all_looked_at():
    if connection.vendor == "sqlite":
        pytest.skip("the database of the suite is in memory and cannot be shared by threads")
    now = timezone.now()

    def guess(_):
        try:
            begin_attempt(email=ADDRESS, place=HOME, at=now)
            return True
        except TooOften:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(40))) <= 5


def test_closed_and_unknown_accounts_hear_the_same(client):
    make_user(password=PASSWORD, is_active=False, email="tutup@contoh.invalid")
    closed = sign_in(client, "salah sekali", email="tutup@contoh.invalid").content.decode()
    unknown = sign_in(client, "salah sekali", email="tiada@contoh.invalid").content.decode()
    assert "Surel atau kata sandi tidak cocok" in closed
    assert "Surel atau kata sandi tidak cocok" in unknown


def test_nobody_signs_up(client):
    assert client.get("/akun/daftar/").status_code == 404
    assert "/daftar" not in client.get("/masuk/").content.decode()


def test_a_forgotten_password_is_mailed_to_accounts_only(client, settings):
    settings.PUBLIC_URL = "https://balai.contoh.invalid"
    make_user(password=PASSWORD)
    for email in (ADDRESS, "tiada@contoh.invalid"):
        answer = client.post("/akun/lupa/", {"email": email}, HTTP_HOST="jahat.invalid")
        assert answer.url == "/akun/lupa/terkirim/"
    [letter] = mail.outbox
    assert letter.to == [ADDRESS]
    assert "https://balai.contoh.invalid/akun/lupa/" in letter.body
    assert "jahat" not in letter.body


def test_a_weak_password_is_refused_with_a_reason(client):
    client.force_login(make_user(password=PASSWORD))
    answer = client.post(
        "/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": "rahasia2026", "password2": "rahasia2026"}
    )
    assert "terlalu mudah ditebak" in answer.content.decode()


def test_an_unused_session_ends_and_a_used_one_goes_on(client, settings):
    client.force_login(make_user())
    client.get("/akun/")
    seen = client.session[SEEN]
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE == 12 * 3600
    session = client.session
    session[SEEN] = seen - 3600
    session.save()
    client.get("/akun/")
    assert client.session[SEEN] >= seen


def test_secrets_of_second_factors_are_encrypted(client):
    from allauth.mfa.adapter import get_adapter  # noqa: PLC0415

    kept = get_adapter().encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in kept
    assert get_adapter().decrypt(kept) == "JBSWY3DPEHPK3PXP"


PAGES = [
    "/masuk/", "/keluar/", "/akun/", "/akun/lupa/", "/akun/lupa/terkirim/", "/akun/lupa/selesai/", "/akun/lupa/1-salah/",
    "/akun/kata-sandi/", "/akun/konfirmasi/", "/akun/aplikasi/", "/akun/kunci/", "/akun/kunci/tambah/", "/masuk/nonaktif/",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_account_is_ours(client, page):
    user = make_user(Role.OPD_ADMIN, password=PASSWORD)
    if page.startswith(("/akun/", "/keluar/")) and "lupa" not in page:
        sign_in(client, PASSWORD, email=user.email)
        if page in {"/akun/aplikasi/", "/akun/kunci/tambah/"}:
            prove_again(client, page)
    answer = client.get(page)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="id">' in html
    assert 'id="isi"' in html


def test_a_second_factor_is_asked_for_and_a_backup_code_opens_once(client):
    user = make_user(password=PASSWORD)
    sign_in(client, PASSWORD)
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time  # noqa: PLC0415

    prove_again(client, "/akun/aplikasi/")
    page = client.get("/akun/aplikasi/")
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    answer = client.post("/akun/aplikasi/", {"code": code})
    assert answer.url == "/akun/kode-cadangan/"
    [backup, *_] = client.get(answer.url).context["unused_codes"]
    client.logout()
    assert sign_in(client, PASSWORD).url.startswith("/masuk/kode/")
    assert client.get("/akun/").status_code == 302
    assert "tidak cocok" in client.post("/masuk/kode/", {"code": "000000"}).content.decode()
    assert client.post("/masuk/kode/", {"code": backup}).status_code == 302
    assert client.get("/akun/").status_code == 200
    client.logout()
    sign_in(client, PASSWORD, email=user.email)
    assert "tidak cocok" in client.post("/masuk/kode/", {"code": backup}).content.decode()
