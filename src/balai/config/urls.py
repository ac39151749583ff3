"""The addresses of the whole house. Each room keeps its own list; this one says where it stands."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from balai.kits.http.access import public
from balai.kits.http.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("bahasa/", public(set_language), name="set_language"),
    path("", include("balai.domains.citizen_reports.urls")),
    path("", include("balai.domains.citizen_reports.relay.urls")),
    path("petugas/", include("balai.engine.cases.urls")),
    path("arahan/", include("balai.domains.instructions.urls")),
    path("", include("balai.domains.public_services.urls")),
    path("penduduk/", include("balai.domains.residents.urls")),
    path("petugas/paket/", include("balai.domains.service_adoption.urls")),
    path("kebutuhan/", include("balai.domains.needs.urls")),
    path("rencana/", include("balai.domains.masterplan.urls")),
    path("inovasi/", include("balai.domains.innovations.urls")),
    path("gagasan/", include("balai.domains.ideas.urls")),
    path("evaluasi/", include("balai.domains.evaluation.urls")),
    path("privasi/", include("balai.domains.data_protection.urls")),
    path("risiko/", include("balai.domains.risks.urls")),
    path("indikator/", include("balai.engine.indicators.urls")),
    path("benang/", include("balai.engine.threads.urls")),
    path("terbitan/", include("balai.engine.publications.urls")),
    path("kewajiban/", include("balai.engine.duties.urls")),
    path("bukti/", include("balai.engine.evidence.urls")),
    path("kas/", include("balai.engine.ledger.urls")),
    path("", include("balai.engine.journal.urls")),
    path("api/", include(("balai.config.api", "api"))),
    path("open311/v2/", include("balai.domains.citizen_reports.open311.urls")),
    # The same for FixMyStreet, with what it wants beyond the specification.
    path(
        "open311/fixmystreet/",
        include("balai.domains.citizen_reports.open311.urls", namespace="fixmystreet"),
        {"dialect": "fixmystreet"},
    ),
    path("berkas/", include("balai.engine.documents.urls")),
    path("", include("balai.engine.documents.letter_urls")),
    path("", include("balai.engine.gate.urls")),
    path("petugas/percakapan/", include("balai.engine.conversations.urls")),
    path("kanal/telegram/", include("balai.adapters.telegram_channel.urls")),
    path("kanal/sms/", include("balai.adapters.sms_channel.urls")),
    path("kanal/whatsapp/", include("balai.adapters.whatsapp_channel.urls")),
    path("pemberitahuan/", include("balai.engine.notices.urls")),
    path("", include("balai.engine.people.urls")),
    path("kelola/", admin.site.urls),
    # The accessibility statement is for everybody; the gallery beside it answers 404 where UI_GALLERY is off.
    path("ui/", include("balai.kits.ui.urls")),
    # The public pages as an app: /manifest.webmanifest, /sw.js.
    path("", include("balai.kits.ui.app")),
]
