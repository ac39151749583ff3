"""The operator's words: help, keys, refusals, and the examination of an installation."""

import socket

import pytest
from cryptography.fernet import Fernet

from balai.config import cli, doctor
from balai.config.assets import fingerprint


def test_help_names_every_word_of_ours(capsys) -> None:
    cli.main([])
    out = capsys.readouterr().out
    assert all(f"balai {name}" in out for name in cli.COMMANDS)


def test_new_keys_fit_the_settings(capsys) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["new-keys"])
    lines = dict(line.split("=", 1) for line in capsys.readouterr().out.split())
    assert end.value.code == 0
    assert len(lines["BALAI_SECRET_KEY"]) >= 50
    Fernet(lines["BALAI_DATA_KEYS"])


@pytest.mark.enable_socket
def test_a_taken_port_is_told_plainly(capsys) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert cli.serve(["--port", str(port)]) == 1
    assert f"Porta {port} sudah dipakai" in capsys.readouterr().out


def test_journal_knows_one_verb(capsys) -> None:
    assert cli.journal(["erase"]) == 2


@pytest.mark.django_db
def test_the_doctor_tells_ill_from_well(capsys, settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    assert doctor.examine() == 1
    out = capsys.readouterr().out
    assert "✗ Berkas tampilan: belum dikumpulkan" in out
    assert "✓ Tabel: 0 langkah tertunda" in out
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").touch()
    assert doctor.examine() == 0


def test_a_check_that_fails_itself_is_a_finding(settings) -> None:
    settings.DATA_KEYS = []
    finding = doctor._examined(doctor.keys)
    assert finding.grave
    assert "BALAI_DATA_KEYS" in finding.fact


def test_the_fingerprint_of_sources_is_stable() -> None:
    assert fingerprint() == fingerprint()
