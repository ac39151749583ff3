"""WhatsApp by Meta's Cloud API: messages come to a webhook, answers go out by the Graph API.

Format: developers.facebook.com/docs/whatsapp/cloud-api (webhooks: payload examples; messages; media; templates). The
address is verified by GET with hub.challenge; every POST is signed in X-Hub-Signature-256 over its bytes as they came.
Whoever has not written for 24 hours gets an approved template, or nothing.

`BALAI_WHATSAPP_PHONE_ID`, `BALAI_WHATSAPP_TOKEN`, `BALAI_WHATSAPP_APP_SECRET`, `BALAI_WHATSAPP_VERIFY_TOKEN`,
`BALAI_WHATSAPP_TEMPLATE` (one text parameter) and `BALAI_WHATSAPP_TEMPLATE_LANGUAGE`.
"""
