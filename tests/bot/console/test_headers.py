"""What every answer of the console carries, and what none does."""

from __future__ import annotations

from tests.support.desk import PASSWORD, SITE, Desk
from tests.support.html import page_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def test_the_policy_is_on_every_answer(console: Desk) -> None:
    client, nobody = console.client("admin"), console.anonymous()
    answers = [
        nobody.get("/console"),
        nobody.get("/console/sign-in"),
        nobody.get("/console/none"),
        client.get("/console"),
        client.get("/console/none"),
        client.get("/console/staff?format=csv"),
        client.post("/console/me/preferences"),
        client.http.post("/console/me/preferences"),
    ]
    for answer in answers:
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["x-frame-options"] == "DENY"


def test_no_page_has_a_script_or_style_of_its_own(console: Desk) -> None:
    client = console.client("admin")
    pages = ["/console", "/console/me", "/console/staff", "/console/staff/new", "/console/audit"]
    for path in pages:
        assert page_of(client.get(path)).from_elsewhere() == [], path


def test_the_librarys_sites_may_not_read_it(console: Desk) -> None:
    client = console.client("librarian")
    for origin in (SITE, console.url, "https://elsewhere.example"):
        answer = client.http.get("/console", headers={"Origin": origin})
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]
    chat = client.http.get("/api/chat/session", headers={"Origin": SITE})
    assert chat.headers["access-control-allow-origin"] == SITE


def test_the_web_channel_is_as_it_was(console: Desk) -> None:
    nobody = console.anonymous()
    assert "frame-ancestors 'self'" in nobody.get("/?lang=fa").headers["content-security-policy"]
    answer = nobody.get("/api/chat/none")
    assert answer.status_code == 404
    assert answer.json()["error"] == "not_found"


def test_files_are_served(console: Desk) -> None:
    nobody = console.anonymous()
    for path in ("console/console.css", "console/console.js", "console/icons.svg", "console/mark.svg",
                 "vendor/htmx.min.js", "vendor/chart.umd.min.js", "vendor/Vazirmatn.woff2", "library.css"):  # fmt: skip
        answer = nobody.get(f"/static/{path}")
        assert answer.status_code == 200, path
        assert len(answer.content) > 300
    assert nobody.get("/static/console/../../pages.py").status_code == 404
    assert b"sourceMappingURL" not in nobody.get("/static/vendor/chart.umd.min.js").content


def test_nothing_typed_is_markup(console: Desk) -> None:
    client = console.client("admin")
    client.post("/console/me/preferences", {"name_fa": MARKUP, "language": "en", "calendar": ""})
    for path in (
        "/console",
        "/console/me",
        "/console/staff",
        f"/console/staff?q={MARKUP}&role={MARKUP}&sort={MARKUP}",
        f"/console/audit?actor={MARKUP}&from={MARKUP}",
        f"/console/none/{MARKUP}",
        f"/console/none?next={MARKUP}",
    ):
        text = client.get(path).text
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path
    refused = console.anonymous()
    assert "<script>alert" not in refused.sign_in(MARKUP, PASSWORD).text
    odd = refused.get("/console/sign-in", params={"next": "/console/me?x=" + MARKUP, "lang": MARKUP})
    assert "<script>alert" not in odd.text


def test_passwords_are_neither_shown_nor_logged(console: Desk, caplog) -> None:  # type: ignore[no-untyped-def]
    secret = "my very own secret"
    client = console.anonymous()
    with caplog.at_level("DEBUG"):
        answer = client.sign_in("librarian", secret)
    assert secret not in answer.text
    assert secret not in caplog.text
