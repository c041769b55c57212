"""The cases that a conversation may become: one of its own, or one that whoever talks has open."""

from __future__ import annotations

from bot.console.frame.visit import Visit
from bot.texts import has_text
from crm.cases.own import OwnCase, own_cases
from crm.conversations.transcript import Talk
from crm.handoff.filing import NEW, meant_now

__all__ = ["case_choices"]


async def case_choices(visit: Visit, talk: Talk) -> tuple[list[tuple[str, str]], str]:
    """Give the cases to choose from, and which it would be; nothing where there is no choice.

    While no case holds the very matter, the first choice leaves it to what is known when the conversation is closed.
    """
    known = await own_cases(visit.store, talk.public_id)
    meant = await meant_now(visit.store, talk.id)
    fits = [
        (case.number, visit.t("desk.into.meant", case=_named(visit, case))) for case in known if case.number == meant
    ]
    others = [(case.number, _named(visit, case)) for case in known if case.is_open and case.number != meant]
    if not fits and not others:
        return [], ""
    own = (NEW if fits else "", visit.t("desk.into.new"))
    return [*fits, own, *others], fits[0][0] if fits else ""


def _named(visit: Visit, case: OwnCase) -> str:
    key = f"cases.subject.{case.subject}"
    return f"{case.number} – {visit.t(key) if has_text(key) else case.subject}"
