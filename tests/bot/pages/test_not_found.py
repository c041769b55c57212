"""An address at which there is nothing: a page for people, the problem as JSON for programs."""

from __future__ import annotations

import pytest

from bot.texts import LANGUAGES
from tests.support.front import Front
from tests.support.html import Page
from tests.support.texts import phrase

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_people_get_a_page_in_their_language(front: Front, language: str) -> None:
    asked = {"Accept": BROWSER, "Accept-Language": f"{language}-XX,{language};q=0.9"}
    for address in ("/nothing-here", "/sign-in", "/privacy/x?lang=" + language):
        found = await front.http.get(address, headers=asked)
        assert found.status_code == 404
        assert found.headers["content-type"].startswith("text/html")
        assert "style-src 'self'" in found.headers["content-security-policy"]
        page = Page(found.text)
        assert phrase("page.not_found.title", language) in page.texts("h1")
        assert page.texts("[role=alert]") == [phrase("problem.not_found", language)]
        assert f"/?lang={language}" in found.text


@pytest.mark.parametrize("path", ["/nothing-here", "/api/chat/nothing", "/health/nothing", "/static/nothing.css"])
async def test_programs_get_the_problem(front: Front, path: str) -> None:
    found = await front.http.get(path, headers={"Accept": "*/*"} if path == "/nothing-here" else {"Accept": BROWSER})
    assert found.status_code == 404
    assert found.json()["error"] == "not_found"
