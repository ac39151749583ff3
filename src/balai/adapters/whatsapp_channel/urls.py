"""The address that is told to Meta."""

from django.urls import path

from balai.adapters.whatsapp_channel.views import webhook

app_name = "whatsapp"
urlpatterns = [path("", webhook, name="webhook")]
