"""`balai pack …`: what it prints, how it ends; checking and testing touch no database (none is allowed here)."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from balai.engine.packs import public as packs
from balai.engine.packs.testing import FOLDER, INVENTED, invented_files


def run(*arguments: str, **options: str) -> str:
    out = StringIO()
    call_command("pack", *arguments, stdout=out, **options)
    return out.getvalue()


def written(folder: Path, **edits: tuple[str, str]) -> str:
    for path, text in invented_files(**edits).items():
        (folder / path).write_text(text)
    return str(folder)


def test_a_sound_pack_is_described() -> None:
    assert "bantuan-rekaan 1.0.0 utuh: 3 isian" in run("check", str(FOLDER))


def test_every_fault_is_a_line_with_file_line_and_field(tmp_path: Path) -> None:
    folder = written(tmp_path, values=("maximum: 365", "maksimum: 365"), flow=("to: PAID", "to: LUNAS"))
    with pytest.raises(CommandError) as caught:
        run("check", folder)
    assert caught.value.returncode == 1
    assert str(caught.value).startswith("values.yaml:5: values.3.maksimum: ") or "values.yaml:5: " in str(
        caught.value
    )


def test_samples_run_as_tests_and_say_what_came_instead(tmp_path: Path) -> None:
    assert "Semua 11 contoh kasus lulus." in run("test", str(FOLDER))
    out = StringIO()
    folder = written(tmp_path, cases=("expect: {result: ELIGIBLE, state: PAID}", "expect: {state: REJECTED}"))
    with pytest.raises(CommandError, match="1 contoh kasus gagal"):
        call_command("pack", "test", folder, stdout=out)
    assert "GAGAL  Sampai dibayar" in out.getvalue()
    assert "state: diharapkan REJECTED, ternyata PAID" in out.getvalue()


def test_the_difference_between_two_packs(tmp_path: Path) -> None:
    folder = written(tmp_path, values=("default: 60", "default: 45"))
    found = run("diff", str(FOLDER), folder)
    assert f"--- {FOLDER}/values.yaml" in found and "default: 45" in found
    assert run("diff", str(FOLDER), str(FOLDER)) == "Tidak ada perbedaan.\n"


@pytest.mark.parametrize("arguments", [["check"], ["diff", "a"], ["keys", "x"]])
def test_too_few_words_show_how_it_is_used(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match="balai pack check") as caught:
        run(*arguments)
    assert caught.value.returncode == 2


@pytest.mark.parametrize("name", ["/tidak/ada", __file__])
def test_what_is_no_pack_is_refused(name: str) -> None:
    with pytest.raises(CommandError):
        run("check", name)


@pytest.mark.django_db
def test_from_one_house_to_another(tmp_path: Path, settings) -> None:
    settings.PACK_KEY_FILE = tmp_path / "kunci"
    assert "Belum ada kunci" in run("keys")
    public = run("keys", new=str(settings.PACK_KEY_FILE)).split()[-1]
    with pytest.raises(CommandError, match="tidak ditimpa"):
        run("keys", new=str(settings.PACK_KEY_FILE))
    assert "Terpasang: bantuan-rekaan 1.0.0" in run("install", str(FOLDER))
    target = tmp_path / "paket.zip"
    assert packs.fingerprint(public) in run("export", INVENTED, out=str(target))
    packs.Service.objects.all().delete()
    packs.PackVersion.objects.all().delete()
    with pytest.raises(CommandError, match="belum Anda percaya"):
        run("install", str(target))
    run("keys", trust=public, owner="Kabupaten Contoh", how="Dibacakan lewat telepon")
    assert "Terpasang: bantuan-rekaan 1.0.0" in run("install", str(target))
    assert public in run("keys")


@pytest.mark.django_db
def test_an_upgrade_says_what_was_kept(tmp_path: Path) -> None:
    run("install", str(FOLDER))
    folder = written(tmp_path, pack=("1.0.0", "1.1.0"))
    assert "balai pack upgrade bantuan-rekaan 1.1.0" in run("install", folder)
    assert "1.0.0 -> 1.1.0" in run("upgrade", INVENTED, "1.1.0")
    with pytest.raises(CommandError, match="tidak terpasang"):
        run("upgrade", INVENTED, "9.9.9")
