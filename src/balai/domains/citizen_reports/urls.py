"""Addresses of the room."""

from django.urls import path

from balai.domains.citizen_reports.views import intake, tracking

app_name = "citizen_reports"
urlpatterns = [
    path("lapor/", intake.intake, name="intake"),
    path("lapor/saran/", intake.suggestions, name="suggestions"),
    path("lapor/terima/<str:code>/", intake.receipt, name="receipt"),
    path("lacak/", tracking.track, name="track"),
    path("lacak/<str:code>/", tracking.tracked, name="tracked"),
    path("lacak/<str:code>/<slug:what>/", tracking.respond, name="respond"),
]
