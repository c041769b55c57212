"""What the audit trail says was done, and to what, is said in words in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.console.audit.field_names import FIELD_TEXTS, field_name
from bot.console.frame.locale import Locale
from bot.settings import ROOT
from bot.texts import has_text
from crm.records import Base
from protocol.clock import FixedClock
from protocol.values import LANGUAGES

# By what name the trail is written in the code.
WRITES = {"append", "audited", "_audited", "put_case", "note", "read_once"}
ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
# Texts of pages, which a call of one of these names takes too.
NOT_DONE = ("patrons.did_renew", "patrons.did_reserve")


def written() -> Iterator[tuple[str, str]]:
    """Give the actions and the things that calls name in so many words, as (prefix, name)."""
    for folder in ("actions", "bot", "crm", "library"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                said = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                if name in WRITES:
                    yield from (("did.", one) for one in said if ACTION.fullmatch(one) and one not in NOT_DONE)
                elif name == "Subject" and said and node.args[0] is not None:
                    yield "thing.", said[0]


def test_every_event_of_the_trail_is_said_in_words() -> None:
    found = set(written())
    assert len(found) > 90, "the code writes the trail"
    assert [f"{prefix}{name}" for prefix, name in sorted(found) if not has_text(f"{prefix}{name}")] == []


# Tables whose columns are told by name when staff change them.
TABLES = (
    "branch", "canned_answer", "chat_look", "closing", "document", "fact", "guardianship", "label", "library_event",
    "library_profile", "loan_rule", "staff_user",
)  # fmt: skip
# Lists of fields that a call of the trail names.
NAMED_LISTS = {"SEEN", "EMPTY", "fields"}
FIELD = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
CLOCK = FixedClock(datetime(2026, 11, 27, tzinfo=UTC))


def fields_of(node: ast.AST) -> Iterator[str]:
    """Give the names of fields in so many words: those of a list that a call or a named list has."""
    lists: list[ast.AST] = []
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in WRITES and any(
            isinstance(one, ast.Constant) and ACTION.fullmatch(str(one.value)) for one in node.args
        ):
            lists = [*node.args, *(one.value for one in node.keywords)]
    elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in NAMED_LISTS:
        lists = [node.value]
    for each in lists:
        if isinstance(each, (ast.Tuple, ast.List)):
            yield from (one.value for one in each.elts if isinstance(one, ast.Constant) and isinstance(one.value, str))


def told_fields() -> set[str]:
    """Give the names of fields that the trail tells."""
    found = {
        field
        for folder in ("actions", "bot", "crm", "library")
        for file in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for field in fields_of(node)
        if FIELD.fullmatch(field)
    }
    tables = Base.metadata.tables
    return found | {column.name for name in TABLES for column in tables[name].columns if column.name != "id"}


def test_every_field_of_the_trail_is_said_in_words() -> None:
    for language in LANGUAGES:
        locale = Locale(language, "gregorian", "Asia/Tehran", CLOCK)
        said = {field: field_name(locale, field) for field in told_fields()}
        assert [field for field, words in said.items() if words == field] == []
        assert all("{" not in words and words for words in said.values())


def test_no_text_for_a_field_is_missing() -> None:
    assert [key for key in FIELD_TEXTS.values() if not has_text(key)] == []
