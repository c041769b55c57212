"""What an intent is: traits read once from intents.yml, with defaults for the intents that staff add."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from protocol import plain_yaml

__all__ = ["IntentSet", "IntentTraits", "UnfitTrait", "intents_with", "known_intents", "read_traits", "traits_of"]

FILE = Path(__file__).with_name("intents.yml")


class UnfitTrait(ValueError):
    """The file names a trait that there is none of, or gives one a value of another kind."""


@dataclass(frozen=True)
class IntentTraits:
    """The traits of one intent; intents.yml says what each means."""

    social: bool
    declined: bool
    discontent: bool
    untaught: bool
    may_be_second: bool
    last_only: bool
    one_request_with: tuple[str, ...]
    names_things: bool
    takes_title: bool
    bare_title: bool
    chooses: bool
    timeless: bool
    scores: bool
    free_words: bool
    chosen_with: bool
    branch_named_with: bool
    never_given: bool
    ruled: bool
    settles_question: bool
    answers_a_question: bool
    offered_as_button: bool
    told: bool
    about_case: bool
    about: str
    acts_on: tuple[str, ...]
    note_then: tuple[str, ...] | None

    @property
    def is_topic(self) -> bool:
        """Whether what is said next may belong to it: not where that would do once more what was told or called for."""
        return self.may_be_second and not self.is_passing

    @property
    def is_passing(self) -> bool:
        """Whether the topic before it goes on after it."""
        return self.social or self.declined or self.untaught


class IntentSet(Collection[str]):
    """The intents with a trait, or without it: `in` knows those that staff add, iteration gives those of the file."""

    def __init__(self, trait: str, wanted: bool = True) -> None:
        if trait not in {field.name for field in fields(IntentTraits) if field.type == "bool"}:
            raise UnfitTrait(f"no trait {trait}, or none that is true or false")
        self._trait = trait
        self._wanted = wanted

    def __contains__(self, intent: object) -> bool:
        return getattr(traits_of(str(intent)), self._trait) is self._wanted

    def __iter__(self) -> Iterator[str]:
        return (intent for intent in known_intents() if intent in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def traits_of(intent: str) -> IntentTraits:
    """Give the traits of an intent; those that staff add have the defaults."""
    defaults, known = _read()
    return known.get(intent, defaults)


def intents_with(trait: str, wanted: bool = True) -> IntentSet:
    """Give the intents of which a trait is true, or false where that is wanted. Raises UnfitTrait for no such trait."""
    return IntentSet(trait, wanted)


def known_intents() -> tuple[str, ...]:
    """Give the intents that the file names, in its order."""
    return tuple(_read()[1])


def read_traits(file: Path) -> tuple[IntentTraits, dict[str, IntentTraits]]:
    """Read the defaults and the traits of each intent of a file. Raises UnfitTrait."""
    document = plain_yaml.load(file.read_text(encoding="utf-8"))
    defaults = _traits("defaults", {}, document["defaults"])
    return defaults, {name: _traits(name, document["defaults"], own) for name, own in document["intents"].items()}


@cache
def _read() -> tuple[IntentTraits, dict[str, IntentTraits]]:
    return read_traits(FILE)


def _traits(intent: str, defaults: dict[str, Any], own: dict[str, Any]) -> IntentTraits:
    kinds = {field.name: str(field.type) for field in fields(IntentTraits)}
    if strange := (set(defaults) | set(own)) - set(kinds):
        raise UnfitTrait(f"{intent}: no trait {', '.join(sorted(strange))}")
    given = {**defaults, **own}
    if lacking := set(kinds) - set(given):
        raise UnfitTrait(f"{intent}: lacks {', '.join(sorted(lacking))}")
    return IntentTraits(**{name: _value(intent, name, kind, given[name]) for name, kind in kinds.items()})


def _value(intent: str, trait: str, kind: str, value: Any) -> Any:
    if kind == "bool":
        fits = isinstance(value, bool)
    elif kind == "str":
        fits = isinstance(value, str)
    else:
        fits = (value is None and "None" in kind) or (
            isinstance(value, list) and all(isinstance(one, str) for one in value)
        )
    if not fits:
        raise UnfitTrait(f"{intent}: {trait} cannot be {value!r}")
    return tuple(value) if isinstance(value, list) else value
