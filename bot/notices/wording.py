"""Notices in words: one message for everything that falls together, in the patron's language and calendar."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from bot.texts import text
from crm.notices.sending import Digest, Worded
from crm.notices.things import Item
from language.calendars import format_date
from language.digits import to_persian
from language.payloads import LONGEST_VALUE

__all__ = ["CHATS", "word"]

# Channels on which a button can be pressed.
CHATS = frozenset({"telegram", "web_chat"})
ORDER = ("overdue", "due_soon", "hold_ready", "card_expiring", "case_answered")
# The wording of what can be told without a day.
WITHOUT_DAY = {"hold_ready": "hold_ready_open"}
LOANS = ("overdue", "due_soon")
# What a line of its own names; more of a kind are counted.
MOST_NAMED = 10


def word(digest: Digest) -> Worded:
    """Write what a digest tells, most urgent first; titles only where it may name them."""
    lines = [text(digest.language, "notice.head")]
    for kind in ORDER:
        lines += _lines(digest, kind)
    return Worded("\n".join(lines), _buttons(digest) if digest.channel in CHATS else [])


def _lines(digest: Digest, kind: str) -> list[str]:
    items = [item for item in digest.items if item.kind == kind]
    language = digest.language
    if kind == "case_answered":
        return [text(language, "notice.case_answered", number=item.ref) for item in items]
    # A title can be named where there is one, and where there are few.
    named = [item for item in items if item.title] if digest.names_titles and len(items) <= MOST_NAMED else []
    lines = [
        text(language, f"notice.{_wording(item)}_named", title=item.title, **_where(item, language)) for item in named
    ]
    return lines + [
        text(
            language,
            f"notice.{_wording(some[0])}",
            len(some),
            n=_number(len(some), language),
            **_where(some[0], language),
        )
        for some in _together(item for item in items if item not in named)
    ]


def _together(items: Iterable[Item]) -> list[list[Item]]:
    """Put together what is of one day and one place, in order of the days."""
    groups: dict[tuple[date, str], list[Item]] = {}
    for item in items:
        # What has no last day comes after what has one.
        groups.setdefault((item.day or date.max, str(item.branch)), []).append(item)
    return [groups[key] for key in sorted(groups)]


def _wording(item: Item) -> str:
    """Give which wording a thing has: without a day, there is none to be told."""
    return item.kind if item.day is not None else WITHOUT_DAY[item.kind]


def _where(item: Item, language: str) -> dict[str, str]:
    place = text(language, "notice.library") if item.branch is None else item.branch[language]
    if item.day is None:
        return {"branch": place}
    return {"day": format_date(item.day, language, year=False), "branch": place}


def _buttons(digest: Digest) -> list[dict[str, str]]:
    language, buttons = digest.language, []
    loans = [item.ref for item in digest.items if item.kind in LOANS]
    ref = f"loan:{','.join(loans)}"
    if loans and len(ref) <= LONGEST_VALUE:
        title = text(language, "notice.button.renew", len(loans), n=_number(len(loans), language))
        if len(loans) == 2:
            title = text(language, "notice.button.renew_both")
        buttons.append(_button(title, "renew", ref))
    if loans:
        buttons.append(_button(text(language, "notice.button.loans"), "loans"))
    if any(item.kind == "hold_ready" for item in digest.items):
        buttons.append(_button(text(language, "notice.button.holds"), "hold_status"))
    return [*buttons, _button(text(language, "notice.button.stop"), "unsubscribe")]


def _button(title: str, intent: str, ref: str | None = None) -> dict[str, str]:
    return {"title": title, "payload": f"/{intent}" + (json.dumps({"ref": ref}) if ref else "")}


def _number(value: int, language: str) -> str:
    return to_persian(str(value)) if language == "fa" else str(value)
