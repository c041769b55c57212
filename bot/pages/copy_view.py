"""A copy of somebody's data as people read it: sections, each with rows of labelled values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from bot.texts import has_text, text
from crm.trust.copying import DataCopy
from language.calendars import format_date, format_datetime
from language.money import format_money
from language.writing import in_digits

__all__ = ["SHOWN", "ShownSection", "as_file", "sections"]

# Rows of a section on the page; the file has all.
MOST = 300

# What the page shows of each table, in this order; all the rest is in the file.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "patron": (
        "display_name", "card_last4", "birth_year", "category", "home_branch", "lifecycle", "registered_at",
        "expires_at", "restriction_reason_fa", "restriction_reason_en", "history_opt_in", "last_engaged_at",
    ),
    "contact_point": ("kind", "value", "verified_at"),
    "lifecycle_event": ("from_state", "to_state", "occurred_at"),
    "consent_record": ("purpose", "channel", "action", "source", "occurred_at", "expires_at"),
    "data_request": ("kind", "status", "received_at", "refusal_reason"),
    "loan": ("item_title", "item", "branch", "loaned_at", "due_at", "returned_at", "renewal_count"),
    "renewal_attempt": ("loan", "result", "reason_code", "requested_at", "new_due_at"),
    "hold": ("title", "status", "pickup_branch", "placed_at", "ready_at", "closed_at"),
    "hold_attempt": ("title", "kind", "result", "reason_code", "requested_at"),
    "fine": ("kind", "amount_minor", "paid_minor", "waived_minor", "assessed_at", "closed_at"),
    "mirrored": ("kind", "due_at", "branch", "seen_at"),
    "mirror_read": ("read_at",),
    "application": ("status", "name", "birth_year", "contact", "address", "began_at", "sent_at", "decided_at"),
    "guardianship": (
        "role", "sees_loans", "sees_holds", "renews", "reminds", "child_allows", "made_at", "last_day", "ended_at",
    ),
    "subscription": ("kind", "channel", "fallback", "days_before", "asked_at", "ended_at"),
    "interest": ("words", "created_at"),
    "interest_term": ("interest", "kind", "value"),
    "title_match": ("title", "interest", "matched_at"),
    "followed_event": ("event", "followed_at", "ended_at", "called_off_at"),
    "segment_member": ("segment", "status", "since"),
    "campaign_recipient": ("campaign", "arm", "goal_met_at"),
    "notice": ("kind", "channel", "due_at", "status", "settled_at"),
    "service_case": (
        "number", "kind", "status", "subject", "description", "contact", "resolution", "opened_at", "closed_at",
    ),
    "case_event": ("case", "kind", "to_value", "note", "occurred_at"),
    "channel_identity": ("channel", "external_id", "display_name", "created_at", "last_seen_at"),
    "sign_in_link": ("created_at", "used_at"),
    "data_link": ("created_at", "opened_at"),
    "interaction": ("channel", "started_at", "ended_at", "outcome", "subject", "score"),
    "message": ("created_at", "sender", "body"),
    "interaction_event": ("kind", "occurred_at"),
    "interaction_label": ("label", "created_at"),
    "alarm": ("kind", "raised_at"),
    "seen_conversation": ("seen_at",),
    "feedback": ("value", "reason", "comment", "created_at"),
    "survey_invitation": ("sent_at",),
    "survey_response": ("submitted_at",),
    "survey_answer": ("question", "score", "comment"),
    "question_sighting": ("wording", "seen_at"),
    "review_item": ("created_at",),
    "review_verdict": ("is_right", "intent", "note", "created_at"),
    "example_proposal": ("text", "intent", "created_at"),
    "saved_test": ("name", "story", "created_at"),
    "journal": ("received_at",),
    "held_contact": ("contact", "expires_at"),
    "outbox": ("channel", "sent_at"),
    "case_heard": ("case",),
    "imported_record": ("kind", "key", "changed_at"),
    "import_change": ("table_name", "what"),
    "patron_merge": ("state", "reason", "decided_at", "undone_at"),
    "patron_merge_row": ("table_name",),
    "audit_event": ("occurred_at", "actor_kind", "action", "reason"),
}  # fmt: skip
# Kinds of contacts that are telephone numbers.
_DIALLED = frozenset({"phone", "whatsapp"})
# Columns whose values are words of the store's own, told in the reader's language.
_CODED = frozenset(
    "kind status channel action source sender outcome lifecycle from_state to_state resolution result "
    "actor_kind arm role child_allows fallback state what".split()
)
# Where such words are said already, by table and column.
_SAID_AS: Mapping[tuple[str, str], str] = {
    ("alarm", "kind"): "inbox.alarm.kind.",
    ("audit_event", "action"): "did.",
    ("hold_attempt", "reason_code"): "figures.reasons.",
    ("import_change", "table_name"): "my_data.table.",
    ("interaction_event", "kind"): "talk.event.",
    ("patron", "category"): "places.category.",
    ("patron_merge_row", "table_name"): "my_data.table.",
    ("renewal_attempt", "reason_code"): "figures.reasons.",
    ("service_case", "subject"): "cases.subject.",
}


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One table: its name, rows of (label, value), and how many rows there are in all."""

    title: str
    rows: list[list[tuple[str, str]]]
    total: int

    @property
    def left(self) -> int:
        """How many rows stand in the file only."""
        return self.total - len(self.rows)


def sections(copy: DataCopy, language: str, zone: tzinfo) -> list[ShownSection]:
    """Make the sections of a copy in which there is anything."""
    return [
        ShownSection(
            text(language, f"my_data.table.{table}"),
            [list(_row(table, row, language, zone)) for row in rows[:MOST]],
            len(rows),
        )
        for table, rows in copy.tables.items()
        if rows
    ]


def as_file(copy: DataCopy) -> bytes:
    """Write a copy as JSON, in which people can read letters of every script."""
    return json.dumps(copy.document(), ensure_ascii=False, indent=1, default=str).encode()


def _row(table: str, row: Mapping[str, Any], language: str, zone: tzinfo) -> list[tuple[str, str]]:
    if table == "followed_event" and not row["event"]:
        # Called off, it is no more in the calendar: what it was called then says which it was.
        row = {**row, "event": row[f"title_{language}"]}
    return [
        (text(language, f"my_data.field.{name}"), _said(table, name, row, language, zone))
        for name in SHOWN[table]
        if row[name] not in (None, "")
    ]


def _said(table: str, name: str, row: Mapping[str, Any], language: str, zone: tzinfo) -> str:
    value = row[name]
    if isinstance(value, bool):
        return text(language, "my_data.yes" if value else "my_data.no")
    if name.endswith("_at"):
        return format_datetime(datetime.fromisoformat(value), language, zone)
    if name.endswith("_day"):
        return format_date(date.fromisoformat(value), language)
    if (table, name) in _SAID_AS and has_text(f"{_SAID_AS[table, name]}{value}"):
        return text(language, f"{_SAID_AS[table, name]}{value}")
    if name in _CODED:
        key = next((key for key in (f"my_data.value.{value}", f"channel.{value}") if has_text(key)), None)
        return str(value) if key is None else text(language, key)
    if name.endswith("_minor"):
        return format_money(value, row["currency"], language)
    if isinstance(value, int) or (name == "value" and row.get("kind") in _DIALLED):
        return in_digits(value, language)
    if name == "contact":
        return "; ".join(one if "@" in one else in_digits(one, language) for one in str(value).split("; "))
    return str(value)
