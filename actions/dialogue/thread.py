"""The thread of a conversation: what was done, told and offered in its last turns, kept in the tracker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from protocol.turns import whole_id

__all__ = ["TURNS", "Act", "Offer", "Thread", "bounded"]

# So many turns are remembered.
TURNS = 3
# Things kept of one act, and the last characters of the words that asked for it.
_THINGS = 12
_WORDS = 300
_ACTS = 4


@dataclass(frozen=True, slots=True)
class Act:
    """What a turn did or told.

    `act` is the intent whose handler does it again ("renew", "hours"); `kind` what its `things` are ("loan", "hold",
    "title", "case", "notice"); `things` their ids; `topic` what the answer was about, where the intent does not say it
    ("parking"); `branch` a branch's code; `days` first and last day as ISO dates; `language` and `format` what was
    asked of a copy; `words` the patron's words.
    `result` is "done", "refused", "told" or "asked". `undo` names what takes it back (`registry.undoes`) and what puts
    another value in (`registry.changes`), `before` the value that was there. `again` is the answer to the same request
    once more, with its facts.
    """

    act: str
    kind: str = ""
    things: tuple[str, ...] = ()
    title: str = ""
    topic: str = ""
    branch: str = ""
    days: tuple[str, ...] = ()
    language: str = ""
    format: str = ""
    words: str = ""
    result: str = "told"
    undo: str = ""
    before: str = ""
    again: Mapping[str, Any] | None = None

    @property
    def day_span(self) -> tuple[date, date] | None:
        """The first and the last of the days it was about."""
        return (date.fromisoformat(self.days[0]), date.fromisoformat(self.days[-1])) if self.days else None

    def packed(self) -> dict[str, Any]:
        """Give the act as a slot keeps it: what is empty is left out."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items() if value
        }

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> Act:
        """Read an act from a slot."""
        fields: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in kept.items()
            if name in cls.__dataclass_fields__
        }
        return cls(**fields)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a yes would do: an intent with its entities, as a button's payload carries them.

    `asked` tells that the answer's words asked for a yes; a button alone is not taken by a mere "ok".
    """

    intent: str
    entities: Mapping[str, str] = field(default_factory=dict)
    asked: bool = False

    def packed(self) -> dict[str, Any]:
        """Give the offer as a slot keeps it."""
        return {"intent": self.intent, "entities": dict(self.entities), "asked": self.asked}

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> Offer:
        """Read an offer from a slot."""
        return cls(str(kept["intent"]), dict(kept.get("entities") or {}), bool(kept.get("asked")))


@dataclass(slots=True)
class Thread:
    """The last turns, oldest first: of each its message's id, its acts, its offers, and the answers that were given."""

    turns: list[dict[str, Any]] = field(default_factory=list)
    _acts: list[Act] | None = field(default=None, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, kept: Any) -> Thread:
        """Read the slot; a thread without turns when nothing is kept."""
        return cls([dict(one) for one in kept or []])

    def before(self, message: str) -> Thread:
        """Give the thread as it was before a message."""
        return Thread([one for one in self.turns if one.get("message") != whole_id(message)])

    def with_turn(
        self,
        message: str,
        *,
        acts: Iterable[Act] = (),
        offers: Iterable[Offer] = (),
        answers: Sequence[str] = (),
        readings: Sequence[str] = (),
    ) -> list[dict[str, Any]]:
        """Give the slot's next value; what the same message has done before stays with it."""
        message = whole_id(message)
        same = next((one for one in self.turns if one.get("message") == message), {})
        now = {
            "message": message,
            "acts": [*same.get("acts", []), *(act.packed() for act in acts)][-_ACTS:],
            "offers": [offer.packed() for offer in offers],
            "answers": [*same.get("answers", []), *answers],
            "readings": list(readings) or same.get("readings", []),
        }
        before = [one for one in self.turns if one.get("message") != message]
        return [*before, {name: value for name, value in now.items() if value}][-TURNS:]

    @property
    def last(self) -> Act | None:
        """The newest act."""
        return next(self.acts(), None)

    def acts(self, *, kind: str | None = None, result: str | None = None) -> Iterator[Act]:
        """Give the acts, newest first: of a kind, with a result."""
        if self._acts is None:
            self._acts = [Act.unpacked(act) for turn in reversed(self.turns) for act in reversed(turn.get("acts", []))]
        return (
            act for act in self._acts if (kind is None or act.kind == kind) and (result is None or act.result == result)
        )

    def offers(self) -> list[Offer]:
        """Give what the last turn offered."""
        return [Offer.unpacked(offer) for offer in self.turns[-1].get("offers", [])] if self.turns else []

    def just_done(self) -> Act | None:
        """Give the act that the last turn has done, if it did one."""
        acts = self.turns[-1].get("acts", []) if self.turns else []
        return next((act for act in map(Act.unpacked, reversed(acts)) if act.result == "done"), None)

    def readings(self) -> list[str]:
        """Give the other readings of the last message, likeliest first."""
        return list(self.turns[-1].get("readings", [])) if self.turns else []

    def times_said(self, answer: str) -> int:
        """Give in how many of the last turns without a break an answer was given."""
        count = 0
        for turn in reversed(self.turns):
            if answer not in turn.get("answers", []):
                break
            count += 1
        return count


def bounded(things: Iterable[str], words: str) -> tuple[tuple[str, ...], str]:
    """Cut what is kept of an act to what a slot may hold."""
    return tuple(things)[:_THINGS], words[-_WORDS:]
