"""The engine's answers put into words, as the library says them when a turn is closed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TypeVar

import yaml

from bot.content.answers import FileAnswer, response_of
from bot.content.errors import ContentRefused
from bot.content.project import Project
from bot.content.saying import sound
from bot.conversation.cards import cards_of
from bot.engine_client import EngineMessage
from crm.content.in_force import Chosen, InForce, Part
from crm.conversations.closing import Reply
from crm.database.store import Store
from language.answers import Answers
from protocol.clock import Clock
from protocol.turns import status_of

__all__ = ["CARDS", "AnswersNow", "reply_of"]

# In a message's `custom`: its lists as cards.
CARDS = "cards"

log = logging.getLogger(__name__)

T = TypeVar("T")


class AnswersNow:
    """All answers as patrons get them now: what staff have published, then the content's own, then domain.yml's."""

    def __init__(self, domain: Answers, content: Project, clock: Clock) -> None:
        self._domain = domain
        self._content = content
        self._in_force = InForce(clock)
        self._own: Mapping[str, FileAnswer] = {}
        self._is_unreadable = False
        self._made_of: tuple[Chosen, Mapping[str, FileAnswer]] | None = None
        #: As they were when they were last read.
        self.book = domain

    def then(self, word: Callable[[Answers], T]) -> Part[T]:
        """Make a part of a transaction that words something; it costs one small read while nothing has changed."""
        return self._in_force.then(lambda chosen: word(self._book(chosen)))

    async def refresh(self, store: Store) -> None:
        """Read what is in force, for what is said outside of a turn."""
        await store.look(self.then(lambda _: None))

    def _book(self, chosen: Chosen) -> Answers:
        own = self._content_answers()
        if self._made_of is None or self._made_of[0] is not chosen or self._made_of[1] is not own:
            said = sound({name: version.content.response() for name, version in chosen.items()}, own)
            self.book = self._domain.replaced(response_of(own)).replaced(said)
            self._made_of = (chosen, own)
        return self.book

    def _content_answers(self) -> Mapping[str, FileAnswer]:
        try:
            self._own = self._content.answers()
        except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError, ContentRefused) as error:
            if not self._is_unreadable:
                log.error("the content's answers cannot be read and stay what they were (%s)", type(error).__name__)
            self._is_unreadable = True
        else:
            self._is_unreadable = False
        return self._own


def reply_of(message: EngineMessage, language: str, book: Answers, *, with_cards: bool = False) -> Reply:
    """Word a message of the engine; `with_cards`, for a channel that shows them, its lists thing by thing as well.

    An answer that the book does not have, as of a model of another content, is said as the model's own domain has it.
    """
    text, buttons = message.text, [{"title": each.title, "payload": each.payload} for each in message.buttons]
    custom = message.custom or {}
    if message.answer is not None and message.facts is not None and message.answer in book:
        rendered = book.render(message.answer, message.language or language, message.facts)
        text, buttons = rendered.text, rendered.buttons
        spoken = message.language or language
        if with_cards and (cards := cards_of(message.answer, message.facts, text, buttons, spoken, book)):
            custom = {**custom, CARDS: cards}
    return Reply(
        text=text,
        buttons=buttons,
        custom=custom or None,
        answer_name=message.answer,
        status=status_of(message.status),
        language=language,
    )
