"""Messages to phones (WhatsApp gateways, SMS, Telegram, …) through the library Apprise.

`BALAI_APPRISE_URLS` names one or more services; `{phone}` in an address stands for the digits of the
number: `json://gateway.example/send/{phone}`, `twilio://SID:TOKEN@FROM/{phone}`.
"""
