"""What a first visit weighs on the line, as the browser counts it: everything compressed, nothing kept from before."""

import pytest

from . import hands

KB = 1024
FIRST_VIEW, WHOLE_PATH = 60 * KB, 150 * KB


class Scales:
    """Bytes that arrived: headers and bodies as they travelled."""

    def __init__(self, page):
        self.total = 0
        self._session = page.context.new_cdp_session(page)
        self._session.send("Network.enable")
        self._session.on("Network.loadingFinished", self._arrived)

    def _arrived(self, event):
        self.total += int(event["encodedDataLength"])

    def without_cache(self):
        """Every request goes over the line again."""
        self._session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        return self


@pytest.fixture
def latest_with_photos(address, open_page, tmp_path):
    """The newest reports, those that the first page shows, all have a photo."""
    for seed in range(4):
        page = open_page(java_script_enabled=False, **hands.elsewhere())
        page.goto(f"{address}/lapor/")
        page.fill("#id_text", f"{hands.ROAD} Titik {seed}.")
        page.set_input_files("#id_photos", str(hands.photograph(tmp_path, seed=30 + seed)))
        page.select_option("#id_area", label=hands.PLACE)
        page.get_by_role("button", name="Kirim laporan").click()


@pytest.mark.parametrize("path", ["/", "/lapor/"])
def test_first_view(address, phone, path, record_property, latest_with_photos):
    scales = Scales(phone).without_cache()
    phone.goto(address + path)
    hands.quiet(phone)
    record_property(f"first view of {path} KB", round(scales.total / KB, 1))
    assert 0 < scales.total <= FIRST_VIEW


def test_reporting_from_the_first_page_to_the_receipt(address, phone, record_property):
    scales = Scales(phone)  # a new visitor with an ordinary cache
    phone.goto(address)
    phone.get_by_role("link", name="Buat laporan").click()
    hands.quiet(phone)
    hands.write(phone)
    hands.go_on(phone)
    phone.select_option("#id_area", label=hands.PLACE)
    hands.go_on(phone)
    phone.locator("[data-category]").first.click()
    hands.go_on(phone)
    phone.get_by_role("button", name="Kirim laporan").click()
    phone.wait_for_selector(".tracking-code")
    hands.quiet(phone)
    record_property("reporting, first page to receipt KB", round(scales.total / KB, 1))
    assert 0 < scales.total <= WHOLE_PATH


def test_pages_and_scripts_travel_compressed(address, phone):
    answers = []
    phone.on("response", lambda answer: answers.append(answer))  # playwright marks the function it is given
    phone.goto(f"{address}/lapor/")
    hands.quiet(phone)
    plain = [
        answer.url
        for answer in answers
        if answer.header_value("content-type").startswith(("text/", "application/javascript", "image/svg"))
        and answer.header_value("content-encoding") not in {"gzip", "br"}
        and int(answer.header_value("content-length") or 0) > KB
    ]
    assert plain == []
