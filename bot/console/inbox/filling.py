"""Canned answers with their variables filled in, in the patron's language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.channels.telegram.commands import COMMANDS
from bot.console.frame.visit import Visit
from bot.texts import text
from crm.conversations.transcript import Talk
from crm.errors import NotFound
from crm.handoff import canned_answers
from crm.library_info import directory
from language.calendars import format_time, zone

__all__ = ["CannedChoice", "canned_choices", "expanded", "hours_today"]

# A code stands by itself between spaces: what is part of an address or of "and/or" is none.
_CODE = re.compile(r"(?<!\S)/([\w-]{1,40})(?!\S)")

_COMMANDS = frozenset(command.name for command in COMMANDS)


@dataclass(frozen=True, slots=True)
class CannedChoice:
    """One canned answer ready to be sent."""

    code: str
    title: str
    text: str


async def canned_choices(visit: Visit, talk: Talk) -> list[CannedChoice]:
    """Give the canned answers in use, filled in for this conversation; titles are in the reader's language."""
    known = await canned_answers.canned_list(visit.store, active=True)
    if not known:
        return []
    language = talk.language
    profile = await directory.profile(visit.store)
    values = {
        "patron": talk.patron_name or talk.chat_name or text(language, "canned.nobody"),
        "library": profile.name[language] if profile is not None else "",
        "hours_today": await hours_today(visit, language),
        "staff": visit.reader.display_name.said(language),
    }
    return [
        CannedChoice(each.code, each.title(visit.language), canned_answers.filled(each.text(language), values))
        for each in known
    ]


async def expanded(visit: Visit, talk: Talk, text: str) -> tuple[str, str | None]:
    """Put canned answers in the place of their codes, or say why not: one of the codes is none."""
    if _CODE.search(text) is None:
        return text, None
    known = {choice.code: choice.text for choice in await canned_choices(visit, talk)}
    # A patron is told of a messenger's command as it is typed there.
    if any(code.casefold() not in {*known, *_COMMANDS} for code in _CODE.findall(text)):
        return text, "desk.bad.code"
    return _CODE.sub(lambda found: known.get(found[1].casefold(), found[0]), text), None


async def hours_today(visit: Visit, language: str) -> str:
    """Say today's hours of the main branch."""
    day = visit.store.clock.now().astimezone(zone(visit.console.settings.time_zone)).date()
    try:
        hours = await directory.opening(visit.store, None, day)
    except NotFound:
        return text(language, "canned.closed")
    spans = [
        text(language, "canned.span", opens=format_time(opens, language), closes=format_time(closes, language))
        for opens, closes in hours.spans
    ]
    return text(language, "canned.and").join(spans) or text(language, "canned.closed")
