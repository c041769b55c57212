"""Checks of an answer while it is being typed, in both languages at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import permutations

from bot.console.frame.text_checks import TextRemark, check_text, variables_of
from bot.content.answers import FileAnswer
from crm.content.answer_versions import AnswerText
from protocol.values import LANGUAGES

__all__ = ["LONGEST_BUTTON", "check"]

LONGEST_BUTTON = 40


def check(content: AnswerText, original: FileAnswer, answers: Collection[str]) -> dict[str, list[TextRemark]]:
    """Look at an answer in both languages; give the problems by field: text_fa, text_en, buttons_fa, buttons_en."""
    own = {language: variables_of(original.texts.get(language, "")) for language in LANGUAGES}
    allowed = own["fa"] | own["en"]
    found = {
        f"text_{language}": check_text(language, content.text(language), allowed, answers, own[language])
        for language in LANGUAGES
    }
    known = allowed | {name for name in answers if name.startswith("utter_")}
    mine = {language: variables_of(content.text(language)) & known for language in LANGUAGES}
    for language, other in permutations(LANGUAGES, 2):
        for name in sorted(mine[other] - mine[language]):
            # A variable that only one language has would tell half of the patrons less.
            problems = found[f"text_{language}"]
            found[f"text_{language}"] = [p for p in problems if p.values.get("name") != "{" + name + "}"]
            found[f"text_{language}"].append(TextRemark("bad", "one_language", {"name": "{" + name + "}"}))
        found[f"buttons_{language}"] = _buttons(content.buttons(language))
    return found


def _buttons(buttons: Sequence[Mapping[str, str]]) -> list[TextRemark]:
    titles = [button["title"] for button in buttons]
    found = [TextRemark("bad", "button_empty")] if not all(title.strip() for title in titles) else []
    if any(len(title) > LONGEST_BUTTON for title in titles):
        found.append(TextRemark("bad", "button_long", {"most": LONGEST_BUTTON}))
    return found
