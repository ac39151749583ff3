"""SMS by any gateway that speaks HTTP, in and out; names of fields and the shape of the call out are settings.

In: POST /kanal/sms/ with a form or JSON. Genuine is what bears HMAC-SHA256 of its bytes under the shared secret in a
header (`X-Signature`), or, for gateways that cannot sign, the secret itself in that header. Delivery reports come to
/kanal/sms/kabar/. Long messages may come in parts. Our own format where a gateway gives a choice:

    {"id": "a1", "from": "6281…", "text": "…", "time": "2026-03-02T08:00:00+07:00", "ref": "77", "parts": 2, "part": 1}
    {"id": "the name that was given back when sending", "status": "DELIVRD"}

`BALAI_SMS_SECRET`, `BALAI_SMS_HEADER`, `BALAI_SMS_FIELDS` (`from=msisdn,text=message,…`), `BALAI_SMS_URL`,
`BALAI_SMS_BODY` (`to={to}&message={text}` or JSON with the same marks), `BALAI_SMS_HEADERS` (JSON), `BALAI_SMS_ID`
(where the name stands in the answer, such as `data.id`).
"""
