"""The answer book: answers in both languages, rendered with facts.

Answers are Rasa's conditional variations (`condition: [{type: slot, name: language, value: fa}]`); of
several variations of one language the first is used, so that an answer is the same every time.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import Any

from language.bidi import plain
from language.facts import Facts, value_text
from protocol.values import LANGUAGES

__all__ = ["RESERVED", "Answers", "Rendered", "plain"]

_log = logging.getLogger(__name__)

#: Facts that steer the conversation and are no part of a text.
RESERVED = frozenset({"status", "custom", "choices"})

_VARIABLE = re.compile(r"\{([A-Za-z_]\w*)\}")
_DEPTH = 5
# What one answer may be made of: far more than any of ours, and still put together in some hundredths of a second.
_MOST_PARTS = 1000
_MOST_CHARACTERS = 100_000
_NOTHING = {
    "fa": "ببخشید، الان پاسخی برای این ندارم. لطفاً از کتابدار بپرسید.",
    "en": "Sorry, I have no answer for this just now. Please ask a librarian.",
}


@dataclass(frozen=True)
class Rendered:
    """What the patron sees: a text, and quick replies as {"title", "payload"}."""

    text: str
    buttons: list[dict[str, str]] = field(default_factory=list)


class _TooMuch(Exception):
    """An answer quotes so much that it is not put together."""


@dataclass
class _Course:
    """How much rendering an answer, with everything that it quotes, has cost so far."""

    parts: int = 0
    characters: int = 0
    too_deep: str | None = None

    def take(self, text: str) -> str:
        """Count a part; raises _TooMuch."""
        self.parts += 1
        self.characters += len(text)
        if self.parts > _MOST_PARTS or self.characters > _MOST_CHARACTERS:
            raise _TooMuch
        return text


@dataclass(frozen=True)
class _Variation:
    text: str
    buttons: tuple[Mapping[str, Any], ...]

    def variables(self) -> frozenset[str]:
        titles = " ".join(str(button.get("title", "")) for button in self.buttons)
        return frozenset(_VARIABLE.findall(self.text)) | frozenset(_VARIABLE.findall(titles))


class Answers:
    """All answers by name and language, with their rendering."""

    def __init__(
        self,
        book: Mapping[str, Mapping[str, _Variation]],
        *,
        time_zone: str | tzinfo = "Asia/Tehran",
        instead: Answers | None = None,
    ) -> None:
        self._book = book
        self._zone = time_zone
        self._instead = instead

    @classmethod
    def from_domain(cls, domain: Mapping[str, Any], *, time_zone: str | tzinfo = "Asia/Tehran") -> Answers:
        """Read the answers of a loaded domain, or of its `responses` alone."""
        responses = domain.get("responses", domain)
        book: dict[str, dict[str, _Variation]] = {}
        for name, variations in (responses or {}).items():
            if isinstance(variations, Sequence) and not isinstance(variations, str):
                book[name] = _by_language(variations)
        return cls(book, time_zone=time_zone)

    @classmethod
    def from_file(cls, path: str | Path, *, time_zone: str | tzinfo = "Asia/Tehran") -> Answers:
        """Read the answers of a domain file, or of every YAML file in a folder. Needs PyYAML."""
        from protocol import plain_yaml  # only here: the engine hands over a domain that Rasa has read

        place = Path(path)
        files = sorted(place.rglob("*.yml")) if place.is_dir() else [place]
        responses: dict[str, Any] = {}
        for file in files:
            loaded = plain_yaml.load(file.read_text(encoding="utf-8")) or {}
            responses.update(loaded.get("responses") or {})
        return cls.from_domain({"responses": responses}, time_zone=time_zone)

    def names(self) -> list[str]:
        """Return the names of all answers, sorted."""
        return sorted(self._book)

    def __contains__(self, name: object) -> bool:
        return name in self._book

    def replaced(self, responses: Mapping[str, Any]) -> Answers:
        """Return a book with some answers in the place of its own, in the shape of a domain's `responses`.

        Where one of them quotes too much to be put together, the answer that it replaces is given.
        """
        book = Answers.from_domain({"responses": responses})._book
        return Answers({**self._book, **book}, time_zone=self._zone, instead=self)

    def variables(self, name: str, lang: str) -> frozenset[str]:
        """Return the variables of an answer in one language; empty when there is none."""
        variation = self._book.get(name, {}).get(lang)
        return variation.variables() if variation else frozenset()

    def render(self, name: str, lang: str, facts: Mapping[str, Any] | None = None) -> Rendered:
        """Render an answer with facts. Never raises, and never returns nothing for a patron to read.

        A missing language falls back to the other one, a missing fact to nothing; both are logged. So is an answer
        that quotes too much, itself perhaps; what it replaces is given in its place, or else an apology.
        """
        given: Mapping[str, Any] = facts or {}
        language = "fa" if lang == "fa" else "en"
        try:
            return self._rendered(name, language, given)
        except _TooMuch:
            _log.error("the answer %s quotes too much to be put together", name)
        if self._instead is not None:
            return self._instead.render(name, language, given)
        return Rendered(_NOTHING[language])

    def _rendered(self, name: str, language: str, given: Mapping[str, Any]) -> Rendered:
        course = _Course()
        variation = self._variation(name, language)
        if variation is None:
            _log.error("there is no answer named %s", name)
            return Rendered(_NOTHING[language], self._buttons(given.get("choices"), language, course))
        text = self._fill(name, variation.text, language, given, course, _DEPTH)
        if not text:
            _log.error("the answer %s came out empty", name)
            text = _NOTHING[language]
        static = [self._static(name, button, language, given, course) for button in variation.buttons]
        buttons = static + self._buttons(given.get("choices"), language, course)
        if course.too_deep is not None:
            _log.warning("the answer %s quotes %s too deeply", name, course.too_deep)
        return Rendered(text, buttons)

    def problems(self) -> list[str]:
        """Return what is wrong with the book, one line each, sorted; empty when nothing is."""
        found: list[str] = []
        for name, variations in self._book.items():
            for lang in LANGUAGES:
                if not (lang in variations or "" in variations):
                    found.append(f"{name}: no text in {lang}")
            for lang, variation in variations.items():
                found.extend(f"{name}: {problem}" for problem in self._problems_of(variation, lang))
            if all(lang in variations for lang in LANGUAGES):
                different = variations["fa"].variables() ^ variations["en"].variables()
                if different:
                    found.append(f"{name}: only in one language: {', '.join(sorted(different))}")
        return sorted(found)

    def _problems_of(self, variation: _Variation, lang: str) -> Iterable[str]:
        where = f" in {lang}" if lang else ""
        if not variation.text.strip():
            yield f"empty text{where}"
        for variable in sorted(variation.variables()):
            if variable.startswith("utter_") and variable not in self._book:
                yield f"unknown answer {variable}{where}"
        for button in variation.buttons:
            title = button.get("title")
            if not title or not button.get("payload"):
                yield f"a button without title or payload{where}"
            elif str(title).startswith("utter_") and title not in self._book:
                yield f"unknown answer {title}{where}"

    def _variation(self, name: str, lang: str) -> _Variation | None:
        variations = self._book.get(name)
        if not variations:
            return None
        if lang in variations:
            return variations[lang]
        if "" in variations:
            return variations[""]
        _log.warning("the answer %s has no text in %s", name, lang)
        return next(iter(variations.values()))

    def _text(self, name: str, lang: str, facts: Mapping[str, Any], course: _Course, depth: int) -> str:
        """Render an answer inside another; nothing when it is unknown or nested too deeply."""
        if depth <= 0:
            course.too_deep = name
            return course.take("")
        variation = self._variation(name, lang)
        if variation is None:
            _log.warning("the nested answer %s is unknown", name)
            return course.take("")
        return self._fill(name, variation.text, lang, facts, course, depth)

    def _fill(self, name: str, template: str, lang: str, facts: Mapping[str, Any], course: _Course, depth: int) -> str:
        """Put the facts into a template, once: braces inside facts stay as they are."""
        context = Facts(lang, self._zone, lambda other, given: self._text(other, lang, given, course, depth - 1))

        def put(match: re.Match[str]) -> str:
            variable = match.group(1)
            if variable in facts and variable not in RESERVED:
                return value_text(facts[variable], context)
            if variable.startswith("utter_"):
                return self._text(variable, lang, facts, course, depth - 1)
            _log.warning("the answer %s was given no %s", name, variable)
            return ""

        lines = []
        for line in template.split("\n"):
            filled = _VARIABLE.sub(put, line)
            if filled == line:
                lines.append(line)
            elif filled.strip(" \t-•*–:،,.()«»\"'"):  # a line whose facts are all missing goes
                lines.append(filled if "  " in line else re.sub("(?<=\\S) {2,}", " ", filled).rstrip())
        return course.take("\n".join(lines).strip())

    def _static(
        self, name: str, button: Mapping[str, Any], lang: str, facts: Mapping[str, Any], course: _Course
    ) -> dict[str, str]:
        title = str(button.get("title", ""))
        filled = (
            self._text(title, lang, facts, course, _DEPTH)
            if title in self._book
            else self._fill(name, title, lang, facts, course, _DEPTH)
        )
        return {"title": plain(filled), "payload": str(button.get("payload", ""))}

    def _buttons(self, choices: Any, lang: str, course: _Course) -> list[dict[str, str]]:
        """Render the quick replies that an action asked for; one without a title is left out."""
        buttons: list[dict[str, str]] = []
        for choice in choices if isinstance(choices, (list, tuple)) else ():
            if not isinstance(choice, Mapping):
                continue
            title = choice.get("title")
            if isinstance(title, str) and (title in self._book or title.startswith("utter_")):
                # The button's own keys are no facts; {title} of a book goes into "facts".
                facts = {key: fact for key, fact in choice.items() if key not in ("title", "payload", "facts")}
                more = choice.get("facts")
                facts = {**facts, **more} if isinstance(more, Mapping) else facts
                text = self._text(title, lang, facts, course, _DEPTH)
            else:
                text = value_text(
                    title, Facts(lang, self._zone, lambda other, given: self._text(other, lang, given, course, 1))
                )
            if text:
                buttons.append({"title": plain(text), "payload": str(choice.get("payload", ""))})
        return buttons


def _by_language(variations: Iterable[Any]) -> dict[str, _Variation]:
    """Sort variations by the language in their condition; "" stands for any."""
    found: dict[str, _Variation] = {}
    for variation in variations:
        if not isinstance(variation, Mapping) or variation.get("channel"):
            continue
        lang = ""
        for condition in variation.get("condition") or ():
            if isinstance(condition, Mapping) and condition.get("name") == "language":
                lang = str(condition.get("value", ""))
        buttons = tuple(button for button in variation.get("buttons") or () if isinstance(button, Mapping))
        found.setdefault(lang, _Variation(str(variation.get("text") or ""), buttons))
    return found
