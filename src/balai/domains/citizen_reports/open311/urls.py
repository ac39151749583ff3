"""Addresses of GeoReport v2. With or without suffix, with or without a slash at the end."""

from django.urls import re_path

from balai.domains.citizen_reports.open311 import updates, views

_FORM = r"(?:\.(?P<form>xml|json))?/?$"

app_name = "open311"
urlpatterns = [
    re_path(r"^discovery" + _FORM, views.discovery, name="discovery"),
    re_path(r"^services" + _FORM, views.services, name="services"),
    re_path(r"^services/(?P<code>[^/]+?)" + _FORM, views.service, name="service"),
    re_path(r"^requests" + _FORM, views.requests, name="requests"),
    re_path(r"^requests/(?P<number>[^/]+?)" + _FORM, views.one_request, name="request"),
    re_path(r"^tokens/(?P<token>[^/]+?)" + _FORM, views.token, name="token"),
    re_path(r"^servicerequestupdates" + _FORM, updates.updates, name="updates"),
]
