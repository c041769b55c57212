"""Notices in words: one message for everything that falls together, in the patron's language and calendar."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from bot.texts import text
from bot.texts.numbers import number
from crm.notices.rules import ASKED_ALONE
from crm.notices.sending import Digest, Worded
from crm.notices.things import NoticeItem
from crm.records.values import CHATS
from language.calendars import format_date, format_time
from language.payloads import LONGEST_VALUE

__all__ = ["word"]

EVENT = "event"
# By what is told of it: without the title, and with it.
OF_EVENTS = {
    "coming": ("notice.event_coming", "notice.event_coming_named"),
    "moved": ("notice.event_moved", "notice.event_moved_named"),
    "called_off": ("notice.event_called_off", "notice.event_called_off_named"),
}
ORDER = ("overdue", "due_soon", "hold_ready", "card_expiring", "case_answered")
# The wording of what can be told without a day.
WITHOUT_DAY = {"hold_ready": "hold_ready_open"}
LOANS = ("overdue", "due_soon")
# So many new titles are named in one message, by channel; the others stand behind a button, or are asked for.
FEW_NEW = 8
MOST_NEW = {"email": 50, "sms": 3}
# What a line of its own names; more of a kind are counted.
MOST_NAMED = 10


def word(digest: Digest) -> Worded:
    """Write what a digest tells, most urgent first; titles only where it may name them."""
    campaign = next((item for item in digest.items if item.texts is not None), None)
    if campaign is not None and campaign.texts is not None:
        # In the library's own words; it is never told together with anything else.
        return Worded(campaign.texts[digest.language], _buttons(digest) if digest.channel in CHATS else [])
    lines = [text(digest.language, "notice.head")] if any(item.kind in (*ORDER, EVENT) for item in digest.items) else []
    if any(item.kind == "welcome" for item in digest.items):
        lines.insert(0, text(digest.language, "notice.welcome"))
    for kind in ORDER:
        lines += _lines(digest, kind)
        lines += _childrens(digest, kind)
    lines += _events(digest)
    if digest.as_of is not None:
        lines.append(text(digest.language, "notice.as_of", time=format_time(digest.as_of, digest.language)))
    lines += _new_titles(digest)
    return Worded("\n".join(lines), _buttons(digest) if digest.channel in CHATS else [])


def _childrens(digest: Digest, kind: str) -> list[str]:
    """Tell a guardian of children's loans: each child's by their first name, where only the guardian reads."""
    language = digest.language
    items = [item for item in digest.items if item.kind == kind and item.ward]
    titled = digest.names_titles and len(items) <= MOST_NAMED
    groups: dict[tuple[int, str, str], list[NoticeItem]] = {}
    for item in items:
        groups.setdefault((item.ward, str(item.day), item.title or "" if titled else ""), []).append(item)
    lines = []
    for (_, _, title), some in groups.items():
        name = some[0].whose if digest.is_signed_in else ""
        who = name or text(language, "notice.your_child")
        if title:
            lines.append(
                text(language, f"notice.{kind}_child_named", name=who, title=title, **_where(some[0], language))
            )
        else:
            count = number(len(some), language)
            lines.append(
                text(language, f"notice.{kind}_child", len(some), n=count, name=who, **_where(some[0], language))
            )
    return lines


def _lines(digest: Digest, kind: str) -> list[str]:
    items = [item for item in digest.items if item.kind == kind and not item.ward]
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
            n=number(len(some), language),
            **_where(some[0], language),
        )
        for some in _together(item for item in items if item not in named)
    ]


def _events(digest: Digest) -> list[str]:
    """Tell of each event that is followed when and where it is, or that it is called off."""
    language = digest.language
    lines = []
    for item in sorted((one for one in digest.items if one.kind == EVENT), key=lambda one: (one.day, one.at)):
        facts = {**_where(item, language), "time": "" if item.at is None else format_time(item.at, language)}
        unnamed, named = OF_EVENTS[item.news]
        if digest.names_titles and item.names is not None:
            lines.append(text(language, named, title=item.names[language], **facts))
        else:
            lines.append(text(language, unnamed, **facts))
    return lines


def _new_titles(digest: Digest) -> list[str]:
    """Name new titles with the reason; what is not named is counted, with where it is told."""
    language, items = digest.language, _new(digest)
    if not items:
        return []
    if not digest.is_signed_in:
        # Somebody else may hold the chat by now: what a patron likes is not for them.
        return [text(language, "notice.new_title", len(items), n=number(len(items), language))]
    named = items[: MOST_NEW.get(digest.channel, FEW_NEW)]
    lines = [text(language, "notice.new_title_head")]
    for item in named:
        key = "notice.new_title_named" if item.author else "notice.new_title_named_alone"
        lines.append(text(language, key, title=item.title, author=item.author, why=item.why))
    if more := len(items) - len(named):
        key = "notice.new_title_more" if digest.channel in CHATS else "notice.new_title_elsewhere"
        lines.append(text(language, key, more, n=number(more, language)))
    return lines


def _new(digest: Digest) -> list[NoticeItem]:
    return sorted((item for item in digest.items if item.kind == "new_title"), key=lambda item: int(item.ref))


def _together(items: Iterable[NoticeItem]) -> list[list[NoticeItem]]:
    """Put together what is of one day and one place, in order of the days."""
    groups: dict[tuple[date, str], list[NoticeItem]] = {}
    for item in items:
        # What has no last day comes after what has one.
        groups.setdefault((item.day or date.max, str(item.branch)), []).append(item)
    return [groups[key] for key in sorted(groups)]


def _wording(item: NoticeItem) -> str:
    """Give which wording a thing has: without a day, there is none to be told."""
    return item.kind if item.day is not None else WITHOUT_DAY[item.kind]


def _where(item: NoticeItem, language: str) -> dict[str, str]:
    place = text(language, "notice.library") if item.branch is None else item.branch[language]
    if item.day is None:
        return {"branch": place}
    return {"day": format_date(item.day, language, year=False), "branch": place}


def _buttons(digest: Digest) -> list[dict[str, str]]:
    language, buttons = digest.language, []
    loans = [item.ref for item in digest.items if item.kind in LOANS and not item.ward]
    ref = f"loan:{','.join(loans)}"
    if loans and len(ref) <= LONGEST_VALUE:
        title = text(language, "notice.button.renew", len(loans), n=number(len(loans), language))
        if len(loans) == 2:
            title = text(language, "notice.button.renew_both")
        buttons.append(_button(title, "renew", ref))
    if loans:
        buttons.append(_button(text(language, "notice.button.loans"), "loans"))
    for ward, whose in dict.fromkeys((item.ward, item.whose) for item in digest.items if item.ward):
        name = whose if digest.is_signed_in else ""
        name = name or text(language, "notice.your_child")
        buttons.append(
            _button(text(language, "notice.button.childs_loans", name=name), "others_loans", f"child:{ward}")
        )
    if any(item.kind == "hold_ready" for item in digest.items):
        buttons.append(_button(text(language, "notice.button.holds"), "hold_status"))
    events = [item.ref for item in digest.items if item.kind == EVENT]
    if len(events) == 1 and events[0] and digest.is_signed_in:
        buttons.append(_button(text(language, "notice.button.event"), "events", f"event:{events[0]}"))
    elif events:
        buttons.append(_button(text(language, "notice.button.events"), "events", "followed"))
    new = _new(digest)
    if new and not digest.is_signed_in:
        buttons.append(_button(text(language, "notice.button.new_titles"), "new_arrivals", f"match:{new[0].ref}"))
    elif len(new) > FEW_NEW:
        buttons.append(_button(text(language, "notice.button.more_new"), "new_arrivals", f"match:{new[FEW_NEW].ref}"))
    kinds = {item.kind for item in digest.items}
    if "welcome" in kinds:
        buttons.append(_button(text(language, "notice.button.welcome"), "help"))
    if kinds == {"welcome"}:
        # It comes once.
        return buttons
    # What came alone is stopped alone.
    alone = next(iter(kinds)) if len(kinds) == 1 and kinds <= ASKED_ALONE else None
    stop = "notice.button.stop" if alone is None else f"notice.button.stop_{alone}"
    return [*buttons, _button(text(language, stop), "unsubscribe", alone)]


def _button(title: str, intent: str, ref: str | None = None) -> dict[str, str]:
    return {"title": title, "payload": f"/{intent}" + (json.dumps({"ref": ref}) if ref else "")}
