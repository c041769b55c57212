"""Every route with values that nobody means: it is refused or not found on a page, never an error of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from sqlalchemy import Connection, text

from bot.console.frame.pages import TEMPLATES
from tests.bot.console.test_access import routes
from tests.support.console_people import chat
from tests.support.databases import Postgres
from tests.support.desk import Client, Desk, fill, serve, settings_for
from tests.support.html import Page, is_whole

PLACEHOLDER = re.compile(r"\{([a-z_]+):([a-z]+)\}")
HUGE = "9" * 30
# What stands in an address in place of a number or a name.
NUMBERS = (HUGE, str(2**63), str(2**63 - 1), str(2**31), "-1", "0", "١", "1e3", "9" * 5000)
NAMES = ("a%00b", "%FF%FE", "x" * 3000, "%ED%A0%80", "..%2f..", HUGE, "%D9%83", "'\"<&")
# What one database takes and the other does not is asked of both: numbers beyond one of their ranges, and signs
# that are none. The rest never gets to either, or is looked for there in vain in the same way: on SQLite alone.
BEYOND = (HUGE, str(2**63), str(2**63 - 1), str(2**31), "-1")
FOR_POSTGRESQL = frozenset((*BEYOND, "a%00b", "%FF%FE", "x" * 3000, "%ED%A0%80"))
# In place of what addresses ask with and forms send; what is read is the same for both databases, what is kept is not.
VALUES = {"sqlite": (HUGE, "9" * 5000, "9999-12-31"), "postgresql": ("4000000000",)}
FIELD = re.compile(r"""(?:name="|ui\.(?:field|select|checkbox|day_field)\(")([a-z_]+)""")
NUMBERED = ("undo", "after", "before", "from_question", "month", "page", "branch")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# Begun by a single form, or never ending.
LEFT_OUT = ("/console/models/train", "/console/events", "/console/sign-out")


def field_names() -> list[str]:
    """Give the names of all fields that the console's pages have, and of what addresses ask with."""
    found = {name for file in TEMPLATES.rglob("*.html") for name in FIELD.findall(file.read_text(encoding="utf-8"))}
    return sorted(
        (found | {"after", "before", "month", "format", "undo", "from_question", "lang", "next", "page"}) - {"csrf"}
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, demo_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """A running console on either database."""
    if request.param == "sqlite":
        yield request.getfixturevalue("console")
        return
    import asyncio

    cluster: Postgres = request.getfixturevalue("postgres")
    name = asyncio.run(cluster.create())
    url = cluster.url(name).render_as_string(hide_password=False)
    fill(url, settings_for(url, tmp_path, 1, 5))
    yield from serve(url, tmp_path, {})
    asyncio.run(cluster.drop(name))


def real(desk: Desk) -> dict[str, str]:
    """Give what is there, by the names of the addresses' parts."""
    chat(desk).say("سلام")

    def look(connection: Connection) -> dict[str, str]:
        def first(query: str) -> str:
            return str(connection.scalar(text(query)))

        return {
            "branch_id": first("SELECT min(id) FROM branch"),
            "staff_id": first("SELECT id FROM staff_user WHERE role = 'auditor'"),
            "public_id": first("SELECT public_id FROM interaction"),
            "name": "utter_greet",
            # Not one's own, which would be the end of it.
            "session_id": "987654",
            "code": first("SELECT min(code) FROM canned_answer"),
        }

    return desk.run(desk.store.look(look))


def ask(client: Client, method: str, path: str, **options: object) -> tuple[int, str]:
    try:
        answer = client.http.request(method, path, **options)  # type: ignore[arg-type]
    except httpx.RemoteProtocolError as error:
        return 599, f"{path}: {error}"
    return answer.status_code, answer.text


def told(status: int, page: str) -> bool:
    """Tell whether an answer is none of an error of ours, and a refusal is on a page in Persian."""
    return status < 400 or (status < 500 and (not is_whole(page) or Page(page).has("html[lang=fa]")))


def test_no_route_fails_at_an_odd_address(desk: Desk) -> None:
    client = desk.client("admin")
    wrong = []
    for method, path, _ in routes(desk):
        kinds = PLACEHOLDER.findall(path)
        for values in (NUMBERS, NAMES) if kinds else ():
            for value in values:
                if not desk.store.is_sqlite and value not in FOR_POSTGRESQL:
                    continue
                if (values is NUMBERS) != any(kind == "int" for _, kind in kinds):
                    continue
                asked = PLACEHOLDER.sub(lambda _, value=value: value, path)  # type: ignore[misc]
                form = {"data": {"csrf": client.csrf}} if method == "POST" else {}
                status, page = ask(client, method, asked, **form)
                if not told(status, page):
                    wrong.append((method, path, value[:20], status))
    assert wrong == []


def test_no_route_fails_at_odd_questions_and_forms(desk: Desk) -> None:
    client, there, names = desk.client("admin"), real(desk), field_names()
    values = VALUES["sqlite" if desk.store.is_sqlite else "postgresql"]
    # Written once for all routes: a form is two megabytes.
    forms, questions = {}, {}
    for value in values:
        pairs = dict.fromkeys(names, value)
        forms[value] = urlencode({**pairs, "csrf": client.csrf})
        # As long as an address may be.
        short = {name: each[:50] for name, each in pairs.items()}
        short.update({name: pairs[name] for name in NUMBERED})
        questions[value] = urlencode({**short, "format": ""})
    wrong = []
    for method, path, _ in routes(desk):
        if path in LEFT_OUT:
            continue
        asked = PLACEHOLDER.sub(lambda found: there.get(found[1], "1"), path)
        for value in values:
            if method == "GET":
                status, page = ask(client, method, f"{asked}?{questions[value]}")
            else:
                status, page = ask(client, method, asked, content=forms[value], headers=FORM)
            if not told(status, page):
                wrong.append((method, path, value[:20], status, page[:200] if status == 599 else ""))
    assert wrong == []
    assert client.get("/console").status_code == 200
