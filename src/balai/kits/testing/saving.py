"""Two who save at once: the helper that the test of every form with a version calls."""

from typing import Any

from django.test import Client


def assert_saved_when_sent_again(
    client: Client, url: str, stale: dict[str, Any], *, form: str = "form"
) -> None:
    """POST `stale`, which holds a former version: it comes back saying so, with what was typed. The form as it came back,
    sent once more, goes through."""
    refused = client.post(url, stale)
    assert refused.status_code == 422, f"{url}: {refused.status_code} though somebody else was quicker"
    back = refused.context[form]
    told = "".join(back.non_field_errors())
    assert "baru saja di" in told, f"{url}: {told or back.errors}"
    page = refused.content.decode()
    assert f'name="version" value="{back["version"].value()}"' in page, (
        f"{url}: the page does not send its version"
    )
    again = {name: back[name].value() for name in back.fields}
    kept = {name: str(again[name]) for name in stale if name != "version"}
    assert kept == {name: str(value) for name, value in stale.items() if name != "version"}
    again = {name: value for name, value in again.items() if value is not None and value is not False}
    saved = client.post(url, again)
    assert saved.status_code == 302, f"{url}: {saved.context[form].errors}"
