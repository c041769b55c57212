"""The widget as the gateway sends it."""

from __future__ import annotations

import gzip

import pytest

from bot.widget.script import script
from tests.support.front import Front
from tests.support.texts import phrase

# Nothing here depends on the database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_the_widget_is_sent_packed_and_only_when_changed(front: Front) -> None:
    plain = await front.http.get("/widget.js", headers={"Accept-Encoding": "identity"})
    assert plain.status_code == 200
    assert plain.headers["content-type"].startswith("text/javascript")
    assert plain.text == script()
    assert phrase("widget.name") in plain.text
    packed = await front.http.get("/widget.js", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert len(gzip.compress(plain.content)) >= int(packed.headers["content-length"]) - 50
    tag = plain.headers["etag"]
    again = await front.http.get("/widget.js", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert plain.headers["cross-origin-resource-policy"] == "cross-origin"
