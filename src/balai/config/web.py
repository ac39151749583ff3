"""The web process: granian in front of the WSGI application. `python -m balai.config.web --port 8000`."""

import os
import signal
from argparse import ArgumentParser
from collections.abc import Callable

from balai.config.supervise import die_with_parent

BLOCKING_THREADS = 4
# Requests in hand per worker; beyond it connections wait in the kernel instead of piling up in memory.
BACKPRESSURE = 64


def load() -> Callable:
    """Called by granian in each of its workers. A worker whose server was killed must not keep the port."""
    die_with_parent(signal.SIGKILL)
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(
            sign, signal.SIG_DFL
        )  # the server's own handler, inherited by fork, would swallow it until we serve
    from django.urls import get_resolver

    from balai.config.wsgi import application

    get_resolver().url_patterns  # noqa: B018  (the first visitor should not wait for imports)
    return application


def main() -> None:
    """Serve until asked to stop."""
    parser = ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.dev")
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "balai.config.web:load",
        factory=True,
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=BLOCKING_THREADS,
        backpressure=BACKPRESSURE,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=8,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
