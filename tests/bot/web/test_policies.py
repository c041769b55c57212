"""What pages may load: from elsewhere no more than the picture that the library has chosen."""

from __future__ import annotations

from typing import Any

import pytest

from bot.web.policies import console_policy, link_policy, page_policy, picture_origin
from bot.web.shell import Shell


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://library.example/logo.png?v=2", "https://library.example"),
        ("https://Library.Example:8443/logo.png", "https://library.example:8443"),
        ("https://کتابخانه.example/نشان.png", "https://xn--mgbacgw9lh19e.example"),
        ("http://library.example/logo.png", ""),
        ("https://library.example;script-src *", ""),
        ("https://*.example/logo.png", ""),
        ("https://library.example,*/logo.png", ""),
        ("https://library.example:port/logo.png", ""),
        ("https://[::1]/logo.png", ""),
        ("https:///logo.png", ""),
        ("data:image/png;base64,x", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_picture_comes_from_one_origin_or_none(address: str | None, origin: str) -> None:
    assert picture_origin(address) == origin
    pictures = f"img-src 'self' data: {origin}".rstrip()
    for policy in (page_policy(["https://library.example"], address), console_policy(address)):
        assert pictures in policy.split("; ")
        assert policy.count("script-src") == 1


def test_pages_of_links_show_no_picture_from_elsewhere_and_stand_where_the_sites_are() -> None:
    policy = link_policy(["https://a.example", "https://b.example"])
    assert "img-src 'self' data:" in policy.split("; ")
    assert policy.endswith("frame-ancestors 'self' https://a.example https://b.example")
    assert link_policy([]).endswith("frame-ancestors 'self'")


@pytest.mark.parametrize(("https", "told"), [(True, "max-age=31536000"), (False, None)])
async def test_production_is_told_to_browsers_as_https_alone(https: bool, told: str | None) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    for path in ("/", "/api/chat/session", "/console", "/static/pages.css", "/sign-in/x", "/metrics", "//odd"):
        sent.clear()
        await Shell(app, sites=(), https=https)({"type": "http", "path": path, "method": "GET"}, None, send)  # type: ignore[arg-type, typeddict-item]
        headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        assert headers.get("strict-transport-security") == told, path
