"""Preview of an answer as patrons would see it: on the web and on Telegram, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.telegram.layout import rows_of
from bot.channels.telegram.splitting import split
from bot.console.answers.samples import sample_facts
from bot.console.frame.text_checks import variables_of
from bot.console.frame.visit import Visit
from bot.content.answers import FileAnswer, response_of
from crm.content.answer_versions import AnswerText
from crm.library_info import directory
from language.answers import Answers
from protocol.values import LANGUAGES

__all__ = ["AnswerPreview", "own_name", "preview"]

NAME = "utter_preview"


@dataclass(frozen=True, slots=True)
class AnswerPreview:
    """One language's view: the text whole, Telegram's messages, and the buttons as each lays them out."""

    language: str
    text: str
    parts: tuple[str, ...]
    buttons: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


async def own_name(visit: Visit) -> dict[str, object]:
    """Give the fact that is no sample: how the library is called, once it has said so."""
    profile = await directory.profile(visit.store)
    return {} if profile is None else {"library": dict(profile.name)}


def preview(
    content: AnswerText, answers: Mapping[str, FileAnswer], known: Mapping[str, object] | None = None
) -> list[AnswerPreview]:
    """Render an answer in both languages with sample facts, except what is `known`; it may quote `answers`."""
    facts = sample_facts(variables_of(content.text_fa) | variables_of(content.text_en))
    quoted = {name: answers[name] for name in answers if name in _quoted(content, answers)}
    for answer in quoted.values():
        for text in answer.texts.values():
            facts = {**sample_facts(variables_of(text)), **facts}
    facts |= {name: value for name, value in (known or {}).items() if name in facts}
    book = Answers.from_domain({"responses": {**response_of(quoted), NAME: content.response()}})
    views = []
    for language in LANGUAGES:
        if not content.text(language).strip():
            views.append(AnswerPreview(language, "", (), (), ()))
            continue
        shown = book.render(NAME, language, facts)
        views.append(
            AnswerPreview(
                language,
                shown.text,
                tuple(split(shown.text)),
                tuple(button["title"] for button in shown.buttons),
                tuple(tuple(title for _, title in row) for row in rows_of(shown.buttons)),
            )
        )
    return views


def _quoted(content: AnswerText, answers: Mapping[str, FileAnswer]) -> set[str]:
    """Give the answers that a text quotes, and those that they quote."""
    open_names = {name for name in variables_of(content.text_fa) | variables_of(content.text_en) if name in answers}
    found: set[str] = set()
    while open_names:
        name = open_names.pop()
        found.add(name)
        for text in answers[name].texts.values():
            open_names |= {other for other in variables_of(text) if other in answers} - found
    return found
