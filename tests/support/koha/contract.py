"""The contract of Koha's REST interface: what the fake may answer, and what it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker

FILE = Path(__file__).with_name("contract.yml")
FORMATS = FormatChecker(formats=())
TYPES = ("string", "integer", "number", "boolean", "object", "array")
# What every endpoint with a list takes.
EVERYWHERE = frozenset({"_page", "_per_page"})


@FORMATS.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or (len(value) == 10 and bool(date.fromisoformat(value)))


@FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


class Broken(AssertionError):
    """The fake, or our client, keeps the contract not."""


@cache
def document() -> dict[str, Any]:
    """Read the contract."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def check_answer(operation: str, status: int, body: object) -> None:
    """See that an answer is one that Koha may give; raises Broken."""
    answers = document()["operations"][operation]["answers"]
    if status not in answers:
        raise Broken(f"{operation} never answers {status}")
    kind = answers[status]
    if kind == "nothing":
        if body is not None and status < 400:
            raise Broken(f"{operation} has no body with {status}")
        return
    _check(kind, body, f"{operation} {status}")


def wrong_question(operation: str, query: Mapping[str, str], body: object) -> str:
    """Say what Koha would call malformed about a request; empty when nothing is."""
    asked = document()["operations"][operation]
    known = {name.rstrip("!") for name in asked.get("query", ())}
    for name in query:
        if name not in known:
            return f"unknown parameter {name}"
    for name in asked.get("query", ()):
        if name.endswith("!") and name[:-1] not in query:
            return f"missing parameter {name[:-1]}"
    if "body" in asked:
        errors = list(_validator(asked["body"]).iter_errors(body))
        if errors:
            return f"{errors[0].json_path}: {errors[0].message}"
    return ""


def blank(thing: str) -> dict[str, Any]:
    """Make a thing with every field that it always has, and nothing in it."""
    empty = {"string": "", "integer": 0, "number": 0, "boolean": False, "any": None, "[any]": []}
    fields = document()["things"][thing]["fields"]
    made = {name: None if kind.endswith("?") else empty.get(kind) for name, kind in fields.items()}
    return {name: value for name, value in made.items() if value is not None or fields[name].endswith("?")}


def _check(kind: str, body: object, where: str) -> None:
    for error in _validator(kind).iter_errors(body):
        raise Broken(f"{where}: {error.json_path}: {error.message}")


@cache
def _validator(kind: str) -> Draft202012Validator:
    things = {name: _thing(name) for name in document()["things"]}
    return Draft202012Validator({**_schema(kind), "$defs": things}, format_checker=FORMATS)


def _thing(name: str) -> dict[str, Any]:
    thing = document()["things"][name]
    return {
        "type": "object",
        "properties": {field: _schema(kind) for field, kind in thing["fields"].items()},
        "required": thing["required"],
        **({"additionalProperties": False} if thing["closed"] else {}),
    }


def _schema(kind: str) -> dict[str, Any]:
    if kind.endswith("?"):
        return {"anyOf": [{"type": "null"}, _schema(kind[:-1])]}
    if kind.startswith("["):
        return {"type": "array", "items": _schema(kind[1:-1])}
    if kind == "any":
        return {}
    if kind in ("date", "date-time"):
        return {"type": "string", "format": kind}
    return {"type": kind} if kind in TYPES else {"$ref": f"#/$defs/{kind}"}
