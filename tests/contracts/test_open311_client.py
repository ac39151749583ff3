"""A client that others wrote, against a running server."""

import pytest
from georeport.georeport import GeoReport

from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.tests.factories import file, make_category

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.mark.parametrize("form", ["json", "xml"])
def test_georeport(live_server, form):
    make_category("JLN01", questions=[{"code": "DEPTH", "label": "Sedalam apa?", "type": "number"}])
    make_category("SMP01")
    first, second = file(category_code="JLN01"), file(category_code="SMP01")
    city = GeoReport(f"{live_server.url}/open311/v2", jurisdiction="99.01", output_format=form)
    assert [row["service_code"] for row in city.get_service_list()] == ["JLN01", "SMP01"]
    assert city.get_service_definition("JLN01")["service_code"] == "JLN01"
    found = city.get_service_requests(status="open")
    assert [row["service_request_id"] for row in found] == [number_of(second), number_of(first)]
    assert city.get_service_request(number_of(first))["service_code"] == "JLN01"
