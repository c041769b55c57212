"""Check of the texts before they are merged, so that nobody reads a key in place of a sentence."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Message

from bot.settings import ROOT
from bot.texts import LANGUAGES
from bot.texts.catalogue import LOCALE, SOURCE, CatalogueDamaged, languages, sources
from bot.texts.files import forms_of, key_of, read
from bot.texts.update import updated
from bot.texts.uses import ANY, Uses, read_uses
from protocol.intents import known_intents

__all__ = ["faults", "file_faults", "use_faults"]

# The other rooms in which names stand that are put into keys: statuses, kinds, what is counted.
_ROOMS = ("crm", "library", "actions", "language", "protocol")
_LIKE_A_KEY = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+(?<!\.html)(?<!\.js)")
_VARIABLE = re.compile(r"\{(\w+)\}")

Texts = Mapping[str, tuple[str, Message]]


def faults() -> list[str]:
    """Give all that is wrong with the texts, a line each."""
    try:
        found = list(file_faults())
        keys = {key: domain for key, (domain, _) in _texts(SOURCE, LOCALE).items()}
    except CatalogueDamaged as error:
        return [str(error)]
    ours = Path(__file__).resolve().parent
    uses = read_uses([ROOT / "bot"], besides=ours)
    for key, who in _by_data():
        uses.named.setdefault(key, who)
    elsewhere = read_uses(ROOT / room for room in _ROOMS)
    # What the answers of the library may quote is described in the console.
    variables = _VARIABLE.findall((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return [*found, *use_faults(keys, uses, {*elsewhere.words, *variables, *known_intents()}, elsewhere.patterns)]


def file_faults(locale: Path = LOCALE, spoken: Sequence[str] = LANGUAGES) -> Iterator[str]:
    """Say what is wrong with the files by themselves; languages that nobody is spoken to in may lack texts.

    Raises CatalogueDamaged for a file that cannot be read and for a key that stands twice.
    """
    english = _texts(SOURCE, locale)
    homes: dict[str, str] = {}
    for key, (domain, _) in english.items():
        start = key.split(".")[0] if "." in key else ""
        if homes.setdefault(start, domain) != domain:
            yield f"{SOURCE}/{domain}.po: {key} belongs to {homes[start]}.po, with the others that begin so"
    for language in languages(locale):
        known = _texts(language, locale)
        for key, (domain, message) in known.items():
            if key not in english:
                yield f"{language}/{domain}.po: {key} is not in {SOURCE}"
            else:
                yield from (f"{language}/{domain}.po: {key} {what}" for what in _of_one(message, english[key][1]))
        if language in spoken:
            for key, (domain, _) in english.items():
                if key not in known or not all(forms_of(known[key][1])):
                    yield f"{language}/{domain}.po: {key} has no text"
    for file, content in updated(locale):
        if not file.exists() or file.read_text(encoding="utf-8") != content:
            yield f"{file.relative_to(locale)}: not in the form that `make texts` writes"


def use_faults(
    keys: Mapping[str, str], uses: Uses, words: Iterable[str] = (), patterns: Iterable[str] = ()
) -> Iterator[str]:
    """Say which keys code and templates ask for in vain, and which nobody asks for.

    A key that is put together counts as asked for when what is put in is a word of theirs, or of the `words` that
    stand elsewhere, or is itself put together so, or as one of the `patterns` of elsewhere.
    """
    yield from _asked_in_vain(keys, uses)
    parts = _Parts([*words, *uses.words], [*patterns, *uses.patterns])
    for key, domain in keys.items():
        if key not in uses.named and key not in uses.words and not parts.make(key, uses.patterns):
            yield f"{domain}.po: nobody asks for {key}"


def _asked_in_vain(keys: Mapping[str, str], uses: Uses) -> Iterator[str]:
    starts = {key.split(".")[0] for key in keys if "." in key}
    asked = dict(uses.named)
    for word, who in uses.words.items():
        # What begins like a key is one, or an action that the audit trail notes.
        if _LIKE_A_KEY.fullmatch(word) and word.split(".")[0] in starts and f"did.{word}" not in keys:
            asked.setdefault(word, who)
    for pattern, who in uses.patterns.items():
        if pattern.split(".")[0] in starts and not any(_expression(pattern).fullmatch(key) for key in keys):
            asked[pattern] = who
    yield from (f"{who}: there is no text {key}" for key, who in sorted(asked.items()) if key not in keys)


class _Parts:
    """What may be put into keys."""

    def __init__(self, parts: Iterable[str], patterns: Iterable[str]) -> None:
        self._parts, self._patterns = set(parts), list(patterns)

    def make(self, word: str, patterns: Iterable[str], deep: int = 2) -> bool:
        """Tell whether a word can be put together by one of the patterns."""
        hits = (_expression(pattern).fullmatch(word) for pattern in patterns)
        return any(all(self._is_part(part, deep) for part in hit.groups()) for hit in hits if hit is not None)

    def _is_part(self, word: str, deep: int) -> bool:
        return word.isdecimal() or word in self._parts or (deep > 0 and self.make(word, self._patterns, deep - 1))


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(re.escape(ANY), "(.+)"))


def _texts(language: str, locale: Path) -> Texts:
    found: dict[str, tuple[str, Message]] = {}
    for file in sources(language, locale):
        for message in read(file):
            if message.id and key_of(message) in found:
                raise CatalogueDamaged(
                    f"{language}/{file.name}: {key_of(message)} is in {found[key_of(message)][0]}.po too"
                )
            if message.id:
                found[key_of(message)] = file.stem, message
    return found


def _of_one(message: Message, english: Message) -> Iterator[str]:
    if message.fuzzy:
        yield "is marked as not sure (fuzzy)"
    if message.pluralizable != english.pluralizable or (message.pluralizable and message.id[0] != message.id[1]):
        yield "has not the plural forms that it should have"
    try:
        wanted = _placeholders(forms_of(english)[-1])
        *few, last = ((form, _placeholders(form)) for form in forms_of(message))
    except ValueError as error:
        yield f"has braces that are no placeholder ({error})"
        return
    # One of something may be said without its number.
    wrong = [form for form, there in few if form and there | {"n"} != wanted | {"n"}]
    wrong += [form for form, there in [last] if form and there != wanted]
    yield from (f"has other placeholders than the English text: {form}" for form in wrong)


def _placeholders(form: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(form) if name is not None}


def _by_data() -> Iterator[tuple[str, str]]:
    """Give the keys that are named by what the program knows of itself, and by what of it."""
    from bot.channels.telegram.commands import COMMANDS
    from bot.console.frame.features import features
    from bot.console.frame.navigation import GROUPS
    from bot.console.frame.roles import PERMISSIONS, Permission
    from bot.conversation.wording import TurnProblem
    from bot.widget.script import TEXTS

    yield from ((f"role.{role}", "the roles") for role in PERMISSIONS)
    yield from ((f"may.{one}", "the permissions") for one in Permission)
    yield from ((f"nav.group.{group}", "the navigation") for group in GROUPS)
    items = chain.from_iterable(feature.nav for feature in features())
    yield from ((f"nav.{item.key}", "the navigation") for item in items)
    yield from ((f"problem.{problem}", "the refusals") for problem in TurnProblem)
    yield from ((f"telegram.command.{command.name}", "the commands") for command in COMMANDS)
    yield from ((f"telegram.words.{command.name}", "the commands") for command in COMMANDS if command.takes_words)
    yield from ((f"widget.{name}", "the widget") for name in TEXTS)
