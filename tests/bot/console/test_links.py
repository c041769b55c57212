"""Every link and every form of the console's pages leads to a page that is there."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborHTMLParser

from tests.bot.console.test_access import routes
from tests.support.console_people import chat
from tests.support.desk import Desk

# Of links that differ in their values only, so many are followed.
ALIKE = 3
# Begins a stream that never ends.
ENDLESS = "/console/events"
# What the fake engine says is an answer of no file.
SAID = "/console/answers/utter_test"
_PART = re.compile(r"\{\w+:(\w+)\}")


def patterns(desk: Desk, method: str) -> dict[str, re.Pattern[str]]:
    """Give what the addresses of the routes look like, the plainer ones first."""
    found = sorted({path for kind, path, _ in routes(desk) if kind == method}, key=lambda path: path.count("{"))
    return {path: re.compile(_PART.sub(lambda part: r"\d+" if part[1] == "int" else "[^/]+", path)) for path in found}


def route_of(path: str, known: dict[str, re.Pattern[str]]) -> str | None:
    """Find the route that serves an address."""
    plain = path.rstrip("/") or path
    return next((name for name, pattern in known.items() if pattern.fullmatch(plain)), None)


def test_every_link_and_form_leads_somewhere(console: Desk) -> None:
    chat(console).say("سلام")
    client = console.client("admin")
    read, sent = patterns(console, "GET"), patterns(console, "POST")
    waiting, followed, seen, dead = ["/console"], Counter[object](), {"/console", SAID}, set()
    while waiting:
        at = waiting.pop()
        answer = client.get(at)
        if answer.status_code >= 400:
            dead.add((at, answer.status_code))
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        page = LexborHTMLParser(answer.text)
        for form in page.css("form[method=post]"):
            action = urlsplit(form.attributes.get("action") or at).path
            if route_of(action, sent) is None:
                dead.add((at, f"form to {action}"))
        for link in page.css('[href^="/console"]'):
            address = urlsplit(link.attributes["href"] or "")
            route = route_of(address.path, read)
            if route is None:
                dead.add((at, f"link to {address.path}"))
                continue
            alike = route, tuple(sorted(name for name, _ in parse_qsl(address.query)))
            target = address.path + (f"?{address.query}" if address.query else "")
            if target not in seen and route != ENDLESS and followed[alike] < ALIKE:
                seen.add(target)
                followed[alike] += 1
                waiting.append(target)
    assert dead == set()
    # The walk comes as far as pages that only their lists lead to.
    assert {route_of(urlsplit(one).path, read) for one in seen} >= {
        "/console/places/facts/{fact_id:int}",
        "/console/audit",
        "/console/answers/{name:str}",
    }
