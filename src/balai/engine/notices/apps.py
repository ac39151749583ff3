"""Django's registration of the engine part `notices`."""

from datetime import time, timedelta

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "balai.engine.notices"
    label = "notices"
    verbose_name = "Pemberitahuan"

    def ready(self) -> None:
        from balai.engine.notices import personal
        from balai.engine.notices.permissions import OWN_NOTICES
        from balai.engine.notices.queries import unread_count
        from balai.engine.notices.tasks import deliver_notices, forget_old_notices, send_digests, send_root
        from balai.engine.people.public import SIGNED_IN, badge, permission
        from balai.kits.tasks.periodic import periodic

        personal.register()
        permission(OWN_NOTICES, roles=SIGNED_IN, label="Pemberitahuan saya")
        badge("notices", unread_count)
        periodic("notices.deliver", every=timedelta(seconds=10), task=deliver_notices)
        periodic("notices.digest", at=time(7, 0), task=send_digests)
        periodic("notices.forget", at=time(3, 0), task=forget_old_notices)
        # Half an hour after the root is published; the letter waits for the end of the quiet hours.
        periodic("notices.root", at=time(0, 35), task=send_root)
