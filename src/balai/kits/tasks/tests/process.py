"""A worker as a process of its own, for the tests: `process.py DATABASE_NAME LEASE_SECONDS`."""

import os
import signal
import sys
import threading
from datetime import timedelta

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.test")
settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.INSTALLED_APPS = ["balai.kits.tasks"]  # a worker of these tests is at work sooner without the rooms
django.setup()

from balai.kits.tasks import periodic as module  # noqa: E402
from balai.kits.tasks.tests.samples import write_line_now  # noqa: E402
from balai.kits.tasks.worker import run_worker  # noqa: E402

module._registered.clear()
if len(sys.argv) > 3:
    module.periodic("test.marks", every=timedelta(seconds=float(sys.argv[3])), task=write_line_now)
stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
run_worker(stop, lease=timedelta(seconds=float(sys.argv[2])))
