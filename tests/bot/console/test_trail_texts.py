"""What the audit trail says was done, and to what, is said in words in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from actions.dialogue.account_reads import OF_ACCOUNTS
from bot.console.audit.field_names import FIELD_TEXTS, field_name, name_of_subject
from bot.console.frame.locale import Locale
from bot.pages.copy_view import SHOWN
from bot.settings import ROOT
from bot.texts import has_text
from crm.people.unlinking import PERIODS
from crm.records import Base
from crm.records.values import CHANNELS, IMPORT_KINDS, RETENTIONS
from library.seed.document import Document
from protocol.clock import FixedClock
from protocol.values import LANGUAGES
from tests.support.texts import phrase

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


# What is told by the names of something else: requests to the library system, channels, retention periods, imports,
# parts of a seed file, what changes of a case, and the columns of files.
CASES = ("status", "due_at", "answered_at", "closed_at", "acknowledged_at", "reopen_count", "assignee_id", "priority")
FILES = ("conversation", "started_at", "since", "librarian", "last", "first_message", "fallbacks", "latency_ms")
BY_OTHERS = (
    *OF_ACCOUNTS, *CHANNELS, "all", *RETENTIONS, *IMPORT_KINDS, *CASES, *FILES, *Document.model_fields,
    *(f"not_theirs_{period}" for period in PERIODS), *SHOWN, "unsettled", "is_test", "days", "fees",
)  # fmt: skip


def locale_of(language: str) -> Locale:
    return Locale(language, "gregorian", "Asia/Tehran", CLOCK)  # type: ignore[arg-type]


def test_every_field_of_the_trail_is_said_in_words() -> None:
    for language in LANGUAGES:
        locale = locale_of(language)
        said = {field: field_name(locale, field) for field in {*told_fields(), *BY_OTHERS}}
        # In English a name may be a word: the Persian one tells whether there is a text.
        assert [field for field, words in said.items() if words == field and (language == "fa" or "_" in field)] == []
        assert all("{" not in words and words for words in said.values())


def test_no_text_for_a_field_is_missing() -> None:
    assert [key for key in FIELD_TEXTS.values() if not has_text(key)] == []


def test_what_an_event_is_about_is_said_in_words_where_it_is_a_word() -> None:
    persian, english = locale_of("fa"), locale_of("en")
    assert name_of_subject(persian, "interaction", "queue") == phrase("audit.about.queue")
    for what in RETENTIONS:
        assert name_of_subject(english, "retention_period", what) not in (None, what)
    assert str(name_of_subject(persian, "figures", "days 2026-11-01")).endswith(" 2026-11-01")
    assert name_of_subject(persian, "interaction", "0b9f6a52-0000-4000-8000-000000000000") is None
    assert name_of_subject(persian, "service_case", "K-000001") is None
    assert name_of_subject(persian, "patron", None) is None
