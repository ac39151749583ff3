"""The address that is told to Telegram by setWebhook."""

from django.urls import path

from balai.adapters.telegram_channel.views import webhook

app_name = "telegram"
urlpatterns = [path("", webhook, name="webhook")]
