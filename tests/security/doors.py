"""Every door at which something about a report can be read, and what stands behind it. One table for all who look for leaks."""

import json

from django.test import Client

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of

PLACE_BOX = "109.745,-6.955,109.755,-6.945"
# What a visitor without an account may ask for; {number} and {area} are the report's own.
PUBLIC = (
    "/", "/laporan/", "/laporan/?q=rekaan", "/laporan/?kelompok=INFRASTRUCTURE&wilayah=99.01.01", "/laporan.csv", "/laporan.atom",
    "/laporan/{number}/", "/peta/", f"/peta/titik.json?bbox={PLACE_BOX}", "/wilayah/{area}/", "/wilayah/{area}/laporan.atom", "/statistik/",
    "/api/reports", "/api/reports?q=rekaan", "/api/reports/{number}", "/api/reports/{number}/thread", f"/api/map?bbox={PLACE_BOX}",
    "/open311/v2/requests.json?extensions=true", "/open311/v2/requests.xml?extensions=true", "/open311/v2/requests/{number}.json?extensions=true",
    "/open311/v2/servicerequestupdates.json",
)  # fmt: skip


def read(client: Client, report: Report, addresses: tuple[str, ...] = PUBLIC) -> dict[str, tuple[int, str]]:
    """address -> (status, text), whatever the answer is made of."""
    area = report.area_id or "99.01.01.2001"
    return {
        address: body_of(client, address.format(number=number_of(report), area=area, key=report.pk))
        for address in addresses
    }


def body_of(client: Client, address: str) -> tuple[int, str]:
    answer = client.get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = content.decode("utf-8", "replace")
    if "json" in answer.get("Content-Type", ""):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return answer.status_code, text
