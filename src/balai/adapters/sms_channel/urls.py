"""The addresses that are told to a gateway."""

from django.urls import path

from balai.adapters.sms_channel.views import message, report

app_name = "sms"
urlpatterns = [path("", message, name="message"), path("kabar/", report, name="report")]
