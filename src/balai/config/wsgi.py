"""The WSGI door for granian."""

import os

from django.core.wsgi import get_wsgi_application

from balai.domains.citizen_reports.hot.door import HotDoor

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings.dev")
application = HotDoor(get_wsgi_application())
