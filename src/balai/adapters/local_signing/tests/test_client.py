"""Signatures by a key in a file, judged by somebody else: endesive for the signature, pikepdf for the archive marks."""

import stat
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificates
from django.core.exceptions import ImproperlyConfigured

from balai.adapters.local_signing.client import LocalSigning
from balai.adapters.local_signing.demo import demo_file
from balai.adapters.local_signing.tests.second_opinion import verify
from balai.engine.documents.public import Signer, SigningAway, SigningFailed, typeset
from balai.kits.testing.threads import at_once

AT = datetime.now(UTC)
HEAD = Signer("Wati Rekaan", "Kepala Desa Contohsari")
SOURCE = (
    '#import "surat.typ": *\n#show: letter\n#title("Surat Rekaan")\n#paragraph[Isi rekaan.]\n#signature()'
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> LocalSigning:
    return LocalSigning(folder=tmp_path_factory.mktemp("signing"))


@pytest.fixture(scope="module")
def plain() -> bytes:
    return typeset(source=SOURCE, data={}, title="Surat Rekaan", at=AT)


@pytest.fixture(scope="module")
def signed(service: LocalSigning, plain: bytes) -> bytes:
    return sign(service, plain)


def sign(service: LocalSigning, pdf: bytes, at: datetime = AT) -> bytes:
    return service.sign(pdf, signer=HEAD, reason="Surat nomor 1", location="Contohsari", at=at)


def judged(data: bytes, service: LocalSigning) -> tuple[bool, bool, bool, bool]:
    """endesive's answer: the hash is right, the signature fits, the certificate is trusted, nothing follows."""
    roots = [load_der_x509_certificate(root).public_bytes(Encoding.PEM) for root in service.trust_roots()]
    result, rest = verify(data, roots)
    return result.hashok, result.signatureok, result.certok, rest is None


def test_somebody_else_finds_the_signature_good(signed: bytes, service: LocalSigning) -> None:
    assert judged(signed, service) == (True, True, True, True)


def test_somebody_else_does_not_trust_another_authority(signed: bytes, tmp_path: Path) -> None:
    assert judged(signed, LocalSigning(folder=tmp_path)) == (True, True, False, True)


def test_somebody_else_notices_a_flipped_byte(signed: bytes, service: LocalSigning) -> None:
    changed = bytearray(signed)
    changed[5000] ^= 1
    assert judged(bytes(changed), service)[0] is False


def test_it_is_a_pades_signature_beside_the_unchanged_letter(signed: bytes, plain: bytes) -> None:
    assert signed.startswith(plain)
    with pikepdf.open(BytesIO(signed)) as book:
        (field,) = book.Root.AcroForm.Fields
        assert (str(field.FT), str(field.V.SubFilter)) == ("/Sig", "/ETSI.CAdES.detached")
        assert (str(field.V.Reason), str(field.V.Location)) == ("Surat nomor 1", "Contohsari")
        # Printable, not hidden, without a face of its own: what PDF/A asks of a field.
        assert (int(field.F) & 0b100, int(field.F) & 0b10) == (0b100, 0)
        assert [int(side) for side in field.Rect] == [0, 0, 0, 0]


def test_signing_keeps_the_letter_archival(signed: bytes) -> None:
    with pikepdf.open(BytesIO(signed)) as book:
        about = book.open_metadata()
        assert about.pdfa_status == "2B"
        # What the two descriptions say must agree.
        assert about["pdf:Producer"] == str(book.docinfo.Producer)
        assert about["dc:title"] == str(book.docinfo.Title) == "Surat Rekaan"
        assert about["xmp:CreateDate"].startswith(AT.strftime("%Y-%m-%dT%H:%M:%S"))
        assert str(book.Root.OutputIntents[0].S) == "/GTS_PDFA1"
        for page in book.pages:
            for font in page.Resources.Font.values():
                assert {"/FontFile2", "/FontFile3"} & set(font.DescendantFonts[0].FontDescriptor.keys())
        for thing in book.objects:
            if isinstance(thing, pikepdf.Dictionary):
                assert not {"/JS", "/JavaScript", "/Launch", "/EF", "/XFA"} & set(thing.keys())
        assert "/Encrypt" not in book.trailer


def test_a_demo_says_so_everywhere(service: LocalSigning, tmp_path: Path) -> None:
    assert (service.code, service.needs_credentials) == ("DEMO", False)
    assert service.statement.startswith("CONTOH")
    signer, root = load_pem_x509_certificates(demo_file(tmp_path).read_bytes())
    assert "O=CONTOH" in signer.subject.rfc4514_string()
    assert "CN=CONTOH" in root.subject.rfc4514_string()


def test_the_demo_key_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    path, *others = at_once(*[lambda: demo_file(tmp_path / "signing")] * 8)
    first = path.read_bytes()
    assert {*others} == {path}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [child.name for child in path.parent.iterdir()] == [path.name]
    assert demo_file(tmp_path / "signing").read_bytes() == first


def test_a_key_of_ones_own_signs_without_a_word_of_demo(tmp_path: Path, plain: bytes) -> None:
    path = str(demo_file(tmp_path))
    own = LocalSigning(key_file=path, chain_file=path, folder=tmp_path / "unused")
    assert judged(sign(own, plain), own) == (True, True, True, True)
    assert (own.code, "CONTOH" in own.statement) == ("LOCAL", False)
    assert not (tmp_path / "unused").exists()


@pytest.mark.parametrize(
    "at", [datetime(2019, 12, 31, tzinfo=UTC), AT + timedelta(days=3651)], ids=["too early", "too late"]
)
def test_an_expired_certificate_signs_nothing(at: datetime, service: LocalSigning, plain: bytes) -> None:
    with pytest.raises(SigningFailed) as caught:
        sign(service, plain, at)
    assert caught.value.code == "SIGNING_EXPIRED"


def test_half_a_setting_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured):
        LocalSigning(key_file="kunci.pem", folder=tmp_path)
    missing = LocalSigning(key_file="tiada.pem", chain_file="tiada.pem", folder=tmp_path)
    with pytest.raises(ImproperlyConfigured):
        missing.trust_roots()
    empty = tmp_path / "kosong.pem"
    empty.write_text("bukan PEM")
    with pytest.raises(ImproperlyConfigured):
        LocalSigning(key_file=str(empty), chain_file=str(empty), folder=tmp_path).trust_roots()


def test_without_a_key_a_real_office_signs_nothing(plain: bytes) -> None:
    nothing = LocalSigning()
    assert (nothing.code, "CONTOH" in nothing.statement) == ("LOCAL", False)
    with pytest.raises(SigningAway) as caught:
        sign(nothing, plain)
    assert caught.value.code == "SIGNING_AWAY"
