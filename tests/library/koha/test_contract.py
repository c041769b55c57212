"""The contract that the fake Koha is held to, and what a Koha's own description says."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.koha.contract import Broken, blank, check_answer, document, wrong_question
from tests.support.koha.handlers import HANDLERS

# Of a Koha of your own: its /api/v1/, saved to a file.
DESCRIPTION = os.environ.get("KOHA_OPENAPI", "")


def test_the_fake_serves_exactly_what_is_in_the_contract() -> None:
    assert set(HANDLERS) == set(document()["operations"])


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, ""),
        ({"allows_renewal": True, "max_renewals": 2, "error": None}, ""),
        ({"allows_renewal": True, "max_renewals": "2"}, "integer"),
        ({"allows_renewal": None}, "boolean"),
        ({"renewable": True}, "renewable"),
    ],
)
def test_an_answer_that_koha_never_gives_is_found(body: object, wrong: str) -> None:
    operation = "GET /checkouts/{checkout_id}/allows_renewal"
    if not wrong:
        check_answer(operation, 200, body)
        return
    with pytest.raises(Broken, match=wrong):
        check_answer(operation, 200, body)
    with pytest.raises(Broken):
        check_answer(operation, 418, {})


@pytest.mark.parametrize("moment", ["2026-11-26T23:59:00", "2026-11-26", "yesterday"])
def test_a_moment_has_an_offset(moment: str) -> None:
    with pytest.raises(Broken):
        check_answer("GET /checkouts/{checkout_id}", 200, {**blank("checkout"), "due_date": moment})


def test_a_question_that_koha_calls_malformed_is_found() -> None:
    hold = {"patron_id": 1, "biblio_id": 2, "pickup_library_id": "MAIN"}
    assert wrong_question("POST /holds", {}, hold) == ""
    assert "pickup_library_id" in wrong_question("POST /holds", {}, {"patron_id": 1})
    assert "title" in wrong_question("POST /holds", {}, {**hold, "title": "x"})
    assert "patron_id" in wrong_question("GET /biblios/{biblio_id}/pickup_locations", {}, None)
    assert "page" in wrong_question("GET /items", {"page": "1"}, None)


@pytest.mark.skipif(not DESCRIPTION, reason="KOHA_OPENAPI names no description of a Koha")
def test_the_contract_says_what_koha_says() -> None:
    described = yaml.safe_load(Path(DESCRIPTION).read_text(encoding="utf-8"))
    for operation, ours in document()["operations"].items():
        method, path = operation.split(" ")
        theirs = described["paths"][path][method.lower()]
        assert {str(status) for status in ours["answers"]} == set(theirs["responses"]), operation
        query = {one["name"] for one in theirs.get("parameters", []) if one["in"] == "query"}
        assert {name.rstrip("!") for name in ours.get("query", ())} == query, operation
        answer = next(theirs["responses"][status] for status in ("200", "201", "204") if status in theirs["responses"])
        schema = answer.get("content", {}).get("application/json", {}).get("schema")
        kind = next(ours["answers"][status] for status in (200, 201, 204) if status in ours["answers"])
        if schema is not None:
            _compare(kind.strip("[]"), _resolved(schema, described), described, operation)


def _resolved(schema: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema or schema.get("type") == "array":
        if "$ref" in schema:
            schema = described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        else:
            schema = schema["items"]
    return schema


def _compare(thing: str, schema: dict[str, Any], described: dict[str, Any], where: str) -> None:
    fields = document()["things"][thing]["fields"]
    assert set(fields) == set(schema["properties"]), where
    for name, kind in fields.items():
        said = schema["properties"][name].get("type")
        types = set(said if isinstance(said, list) else [said]) - {None}
        assert ("null" in types) is kind.endswith("?"), f"{where}: {name}"
        plain = kind.rstrip("?")
        if types - {"null"} and plain[0] != "[" and plain not in document()["things"]:
            assert {"date": "string", "date-time": "string"}.get(plain, plain) in types, f"{where}: {name}"
