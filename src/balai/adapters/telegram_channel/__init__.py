"""Telegram by a bot: updates come to a webhook, answers go out by the Bot API.

Format: https://core.telegram.org/bots/api (Update, Message, CallbackQuery, sendMessage, getFile, setWebhook). Every call
of the webhook bears the secret token of `setWebhook` in the header X-Telegram-Bot-Api-Secret-Token.

`BALAI_TELEGRAM_TOKEN` (from @BotFather) and `BALAI_TELEGRAM_SECRET` (made by the operator, 16 letters at least).
"""
