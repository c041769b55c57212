"""Answers as the pages show them: the file's text, staff's versions, and the text in force."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.console.frame.visit import Visit
from bot.content.answers import FileAnswer
from crm.content.answer_versions import AnswerText, AnswerVersion, effective, latest_versions, published_now
from crm.errors import NotFound

__all__ = ["STATES", "AnswerRow", "file_text", "one_answer", "listing"]

STATES = ("changed", "draft", "scheduled")


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer of the list: `live` is the version that is said now (None: the file's text)."""

    answer: FileAnswer
    live: AnswerVersion | None
    newest: AnswerVersion | None
    coming: tuple[AnswerVersion, ...]

    @property
    def name(self) -> str:
        """Give the answer's name."""
        return self.answer.name

    @property
    def content(self) -> AnswerText:
        """Give what is said now."""
        return self.live.content if self.live is not None else file_text(self.answer)

    @property
    def states(self) -> tuple[str, ...]:
        """Give what is to be known of it."""
        found = []
        if self.live is not None:
            found.append("changed")
        if self.newest is not None and self.newest.state == "draft":
            found.append("draft")
        if self.coming or (self.live is not None and self.live.is_scheduled):
            found.append("scheduled")
        return tuple(found)


async def listing(visit: Visit) -> list[AnswerRow]:
    """List every answer in the file's order."""
    answers = await asyncio.to_thread(visit.content.answers)
    newest, published = await latest_versions(visit.store), await published_now(visit.store)
    return [_row(visit, answer, newest.get(name), published) for name, answer in answers.items()]


async def one_answer(visit: Visit, name: str) -> AnswerRow:
    """Give one answer; raises NotFound."""
    answers = await asyncio.to_thread(visit.content.answers)
    if name not in answers:
        raise NotFound("answer", name)
    newest, published = await latest_versions(visit.store), await published_now(visit.store)
    return _row(visit, answers[name], newest.get(name), published)


def file_text(answer: FileAnswer) -> AnswerText:
    """Give the file's text of an answer."""
    texts, buttons = answer.texts, answer.buttons
    return AnswerText(
        texts.get("fa", ""), texts.get("en", ""), tuple(buttons.get("fa", ())), tuple(buttons.get("en", ()))
    )


def _row(
    visit: Visit, answer: FileAnswer, newest: AnswerVersion | None, published: Sequence[AnswerVersion]
) -> AnswerRow:
    now = visit.store.clock.now()
    mine = [each for each in published if each.name == answer.name]
    coming = tuple(each for each in mine if each.starts_at is not None and each.starts_at > now)
    return AnswerRow(answer, effective(mine, now).get(answer.name), newest, coming)
