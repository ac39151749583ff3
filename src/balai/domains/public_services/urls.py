"""Addresses of the room: those of citizens, then those of officers."""

from balai.domains.public_services import citizen_urls, officer_urls

app_name = "public_services"
urlpatterns = [*citizen_urls.urlpatterns, *officer_urls.urlpatterns]
