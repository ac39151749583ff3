"""An invented pack for tests: a small grant with six values of the region, in `tests/bantuan-rekaan`."""

from pathlib import Path

from .archive import load_folder

INVENTED = "bantuan-rekaan"
FOLDER = Path(__file__).parent / "tests" / INVENTED


def invented_files(**edits: tuple[str, str]) -> dict[str, str]:
    """The files of the invented pack. `edits`: file without its ending -> (written there, to be replaced by)."""
    files = load_folder(FOLDER)
    for name, (old, new) in edits.items():
        path = f"{name}.yaml"
        assert old in files[path], f"{old!r} is not in {path}"
        files[path] = files[path].replace(old, new)
    return files
