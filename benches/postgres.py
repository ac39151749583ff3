"""A private PostgreSQL for the measurements: durable as in production, on a port and in a folder of its own."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

import psycopg

PORT = 15440
USER = "balai"
# What differs from PostgreSQL's defaults. fsync, full_page_writes and synchronous_commit stay on: a commit is on disk.
SETTINGS = {
    "shared_buffers": "512MB",
    "effective_cache_size": "2GB",
    "max_connections": "60",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "jit": "off",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
}


class Cluster:
    """One server process with its data in `folder`; stopped by `stop()`, its data stay for the next run."""

    def __init__(self, folder: Path, *, port: int = PORT) -> None:
        self.folder, self.port = folder, port
        self.is_ours = False  # a server that somebody else started is left running
        self.programs = _programs()

    def start(self) -> None:
        """Make the cluster if there is none, and start it. Raises CalledProcessError with the server's words."""
        if not (self.folder / "data" / "PG_VERSION").exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            if os.geteuid() == 0:
                owner = pwd.getpwnam("postgres")
                os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self._run("initdb", "-D", self.data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        if (self.folder / "data" / "postmaster.pid").exists() and self._answers():
            return
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        options += (
            f" -c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self.folder}"
        )
        self._run("pg_ctl", "-D", self.data, "-w", "-l", str(self.folder / "log"), "-o", options, "start")
        self.is_ours = True

    def _answers(self) -> bool:
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        if self.is_ours:
            self._run("pg_ctl", "-D", self.data, "-w", "-m", "fast", "stop")

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def url(self, name: str) -> str:
        """The database as BALAI_DATABASE_URL takes it; through the socket, as on one server."""
        return f"postgresql://{USER}@/{name}?host={self.folder}&port={self.port}"

    def connect(self, name: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), port=self.port, user=USER, dbname=name, autocommit=True)

    def has(self, name: str) -> bool:
        with self.connect() as connection:
            return bool(connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())

    def create(self, name: str, *, template: str = "template0") -> None:
        with self.connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def drop(self, name: str) -> None:
        with self.connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def version(self) -> str:
        with self.connect() as connection:
            return connection.execute("SHOW server_version").fetchone()[0]

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    if found:
        return found[-1]
    program = shutil.which("pg_ctl")
    if program is None:
        raise SystemExit("Program PostgreSQL tidak ditemukan. Pasang dahulu: apt-get install postgresql")
    return Path(program).parent
