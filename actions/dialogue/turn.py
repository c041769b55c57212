"""The turn as an action sees it: the message, the facts, and the answers."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from actions.dialogue.account_reads import watched
from actions.dialogue.thread import Act, Offer, Thread, bounded
from crm.conversations.patron_guard import PatronRef
from crm.database.store import Store
from crm.notices.rules import NoticeRules
from crm.trust.periods import DEFAULTS
from language.requests.speech.phrases import words_of
from library.port import Library
from protocol.turns import whole_id

__all__ = [
    "ASIDE", "ASKED_BACK", "MAKING", "PLEADED", "Fact", "LookStep", "Rest", "Services", "Turn", "as_count", "as_date",
    "as_datetime", "as_money", "nested",
]  # fmt: skip

Fact = Any  # an answer's fact: language/answers.py says what it may be

# From here on a message may describe a work: measured by benchmarks/described.
_MAY_DESCRIBE = 0.1
# Waiting for these, a question is no hindrance to asking of another title; nor is none.
_LEAVE_ROOM = {None, "words", "one"}


@dataclass(frozen=True, slots=True)
class Services:
    """Shared services of every turn: the store, the library system, the library's time zone."""

    store: Store
    library: Library
    zone: ZoneInfo
    # Days that things about patrons are kept where staff have not chosen otherwise (crm.trust.periods).
    retention_defaults: Mapping[str, int] = field(default_factory=lambda: dict(DEFAULTS))
    handoff_minutes: int = 10
    # When patrons are told something first, and where; the defaults of the settings if nobody says.
    notices: NoticeRules | None = None
    # Whether patrons may set their PIN with a code: our own store keeps it, and the library can write to them.
    gives_pins: bool = False
    # By conversation and patron: what was read of the account, and until when that is noted in the trail.
    noted_reads: dict[tuple[str, str], tuple[datetime, frozenset[str]]] = field(default_factory=dict)

    @property
    def notice_rules(self) -> NoticeRules:
        """What is to be told of notices."""
        return self.notices or NoticeRules(self.zone)

    @property
    def handoff_time(self) -> timedelta:
        """How long a librarian is waited for."""
        return timedelta(minutes=self.handoff_minutes)


class LookStep(Enum):
    """What a look at the thread made of a turn: nothing, another reading whose handler runs now, or its answer."""

    ON = "on"
    RUN = "run"
    DONE = "done"


# What is asked only to find something: who speaks of something else has left it.
ASKED_BACK = frozenset({"search", "recommend", "title_move", "title_asked"})
# What was said against a charge, or to have it waived, is lost by no other question.
PLEADED = frozenset({"objection", "plea"})
# While a reservation is being made; what is done with a loan or another reservation beside it puts no end to that.
MAKING = frozenset({"hold", "hold_at", "hold_title"})
ASIDE = frozenset({"renew", "cancel_hold", "cancel_hold_which", "move_hold"})


@dataclass(frozen=True, slots=True)
class Rest:
    """The words that a message says besides its yes or no, and their own reading."""

    text: str
    intent: str
    confidence: float = 1.0
    entities: dict[str, list[str]] = field(default_factory=dict)
    ranking: list[tuple[str, float]] = field(default_factory=list)


@dataclass(slots=True)
class Turn:
    """A patron's message with its reading, and what an action makes of it."""

    services: Services
    conversation: str
    message_id: str
    language: str
    text: str
    intent: str
    confidence: float = 1.0
    entities: dict[str, list[str]] = field(default_factory=dict)
    ranking: list[tuple[str, float]] = field(default_factory=list)
    slots: dict[str, Any] = field(default_factory=dict)
    is_payload: bool = False
    # From the store by the conversation, never from a slot: nothing that is typed can change it.
    patron: PatronRef | None = None
    answers: list[tuple[str, dict[str, Fact]]] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)
    # The action to run next, whatever the rules say: only where they cannot know.
    next_action: str | None = None
    # Until when the gateway waits (a Unix time), and until when this action may work (the event loop's clock).
    deadline: float | None = None
    ends: float = math.inf
    # What was begun for the patron, and may be done whatever goes wrong then.
    begun: str | None = None
    # Vectors that the engine has made of texts, in base64 (None: there is none); None where it makes no vectors.
    vectors: dict[str, str | None] | None = None
    # Waits for the vectors of texts (actions.dialogue.vectors); None where nobody would bring them.
    ask_vectors: Callable[[Sequence[str]], Awaitable[Mapping[str, str | None]]] | None = None
    # What the gateway has to look at after this turn (protocol.effects).
    effects: set[str] = field(default_factory=set)
    # What this turn did and told, and what it offers: kept in the thread.
    acts: list[Act] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    # What may be asked of a thing, with how likely that is ("title.pages": 0.9), and how likely each kind of thing is
    # asked about ("none": none is).
    moves: dict[str, float] = field(default_factory=dict)
    move_kinds: dict[str, float] = field(default_factory=dict)
    # What the message asks for beside its intent, with how likely that is ({"way": {"fact": 0.9}, "account": …}).
    sides: dict[str, dict[str, float]] = field(default_factory=dict)
    # How likely the message describes a book or a film that it does not name.
    described: float = 0.0
    # Whether the fact that is told clearly answers.
    tells_clearly: bool = False
    # Whether what is said is the last word, and no better answer is looked for.
    settled: bool = False
    # The act that this turn follows up («شنبه چی؟»): the values it does not name itself are that one's.
    prior: Act | None = None
    # The reading of the words behind a yes, a no, a cancel or a correction, where there are any.
    rest: Rest | None = None
    # The thread as it was last read, with what it was read from.
    thread_read: tuple[Any, str, Thread] | None = None
    # What the library system was asked about the patron, by the names of the port.
    account_reads: set[str] = field(default_factory=set)
    # What the library system has told in this turn: it is not asked again until something is done (doing).
    library_reads: dict[Hashable, Any] = field(default_factory=dict)
    # What was found among facts in this turn, and what the views of the message found: several ask for the same.
    found: dict[Hashable, Any] = field(default_factory=dict)
    # The title that was put into the words, and what the patron wrote in its place.
    renamed: tuple[tuple[str, str], ...] = ()
    # The text as it came, whatever part of it is read on.
    said: str = ""

    def __post_init__(self) -> None:
        """Keep the text as it came."""
        self.said = self.said or self.text

    def as_written(self, words: str) -> str:
        """Give words that are filed as the patron wrote them, where they hold what was read of the turn's text.

        That is a text with a title put in, or a part in plain letters ("not saadi central"), in whose place the whole
        message stands.
        """
        if not self.text or self.text not in words:
            return words
        said = self.text
        for title, name in self.renamed:
            said = said.replace(title, name, 1)
        if said not in self.said:
            whole = iter(words_of(self.said))
            said = self.said if all(word in whole for word in words_of(said)) else said
        return words.replace(self.text, said, 1)

    @property
    def first_id(self) -> str:
        """The message's id, without the number of its request."""
        return whole_id(self.message_id)

    @property
    def leaves_room(self) -> bool:
        """Whether nothing waits but words or one of a list: another title may be asked of meanwhile."""
        return (self.slot("pending") or {}).get("awaits") in _LEAVE_ROOM

    @property
    def describes(self) -> bool:
        """Whether the message may describe a book or a film that it does not name."""
        return self.described >= _MAY_DESCRIBE

    @property
    def store(self) -> Store:
        """The CRM store."""
        return self.services.store

    @property
    def library(self) -> Library:
        """The library system, asked the same once; what it is asked about the turn's patron is remembered."""
        patron_id = None if self.patron is None else self.patron.id
        return watched(self.services.library, patron_id, self.account_reads, self.library_reads)

    @property
    def now(self) -> datetime:
        """This moment in the library's time zone."""
        return self.store.clock.now().astimezone(self.services.zone)

    @property
    def today(self) -> date:
        """The library's day."""
        return self.now.date()

    @property
    def patron_id(self) -> int:
        """The signed-in patron's key; only for handlers that ask for a sign-in."""
        if self.patron is None:
            raise PermissionError("this handler needs a signed-in patron")
        return self.patron.id

    def say(self, answer: str, *, status: str = "answered", again: str | None = None, **facts: Fact) -> None:
        """Answer with a named text of domain.yml; `choices` and `custom` are for buttons and the gateway.

        What is asked right after `await_` is kept, to be asked again after an interruption; then by `again`.
        """
        if offered := facts.get("choices"):
            # Two ways of offering the same are one button.
            facts = {**facts, "choices": list({one["payload"]: one for one in reversed(offered)}.values())[::-1]}
        self.answers.append((answer, {**facts, "status": status}))
        pending = self.changes.get("pending")
        if status == "clarified" and pending and "custom" not in facts and not pending.get("question"):
            pending["question"] = {"answer": again or answer, "facts": facts}

    def read_as(self, intent: str, *, keeps_named: bool = False) -> None:
        """Take the message as surely of an intent, whatever it was read as; `keeps_named`: with what it names."""
        self.intent, self.confidence, self.moves = intent, 1.0, {}
        if not keeps_named:
            self.entities = {}

    def entity(self, name: str) -> str | None:
        """Give the first value of an entity."""
        values = self.entities.get(name)
        return values[0].strip() or None if values else None

    def slot(self, name: str) -> Any:
        """Give a slot's value, changes of this turn included."""
        return self.changes.get(name, self.slots.get(name)) if name in self.changes else self.slots.get(name)

    def set(self, name: str, value: Any) -> None:
        """Change a slot at the end of the turn."""
        self.changes[name] = value

    def recall(self, key: str, default: Any = None) -> Any:
        """Give a small thing remembered in this conversation."""
        return (self.slot("memory") or {}).get(key, default)

    def remember(self, **things: Any) -> None:
        """Keep small things for the next turns; None forgets one."""
        memory = {**(self.slot("memory") or {}), **things}
        self.set("memory", {key: value for key, value in memory.items() if value is not None} or None)

    def show(self, kind: str, ids: list[str]) -> None:
        """Keep which list was just shown, for «the second one»."""
        self.set("shown", {"kind": kind, "ids": ids} if ids else None)

    def point(self, kind: str, thing: str, act: str) -> None:
        """Keep which thing the talk is about and what is done with it, for «that one» and «no, the other one»."""
        ids = self.shown(kind)
        now = {"kind": kind, "ids": ids if thing in ids else [thing], "at": thing, "act": act}
        self.set("shown", now | ({"taken": taken} if (taken := self.taken(kind)) else {}))

    def take(self, kind: str, things: list[str]) -> None:
        """Keep which things of the list just shown are done with, for «the rest»."""
        ids = self.shown(kind)
        taken = [one for one in ids if one in things or one in self.taken(kind)]
        if taken:
            self.set("shown", self.slot("shown") | {"taken": taken})

    def taken(self, kind: str) -> list[str]:
        """Give the ids of the list just shown that are done with."""
        shown = self.slot("shown") or {}
        return list(shown.get("taken", [])) if shown.get("kind") == kind else []

    def focus(self, kind: str) -> str | None:
        """Give the id of the thing of a kind that the talk is about."""
        shown = self.slot("shown") or {}
        return shown.get("at") if shown.get("kind") == kind else None

    def shown(self, kind: str) -> list[str]:
        """Give the ids of the list just shown, when it was of this kind."""
        shown = self.slot("shown") or {}
        return list(shown.get("ids", [])) if shown.get("kind") == kind else []

    def await_(self, action: str, awaits: str, **args: Any) -> str:
        """Wait for the patron's word on an action; gives the reference that a button carries.

        A question that the same message has just asked waits behind this one.
        """
        before: dict[str, Any] | None = self.slot("pending")
        reference = self.message_id[-24:]
        asked_now = before is not None and (bool(self.changes.get("pending")) or before["ref"] == self.first_id[-24:])
        if before is not None and not asked_now and action in ASKED_BACK:
            # What is asked back to find something puts no end to the yes that waits.
            before = before if before.get("awaits") == "yes" and before.get("question") else before.get("older")
            asked_now = before is not None and before["do"] != action
        if before is not None and before["do"] in MAKING and action in ASIDE:
            asked_now = asked_now or bool(before.get("question"))
        pending = {"do": action, "awaits": awaits, "args": args, "ref": reference, "age": 0}
        if asked_now and before is not None:
            pending["older"] = {key: value for key, value in before.items() if key != "older"}
            pending["ref"] = reference = f"{reference[-22:]}-2" if before["ref"] == reference else reference
        self.set("pending", pending)
        return reference

    @property
    def about(self) -> str:
        """The words of the turn, behind those of the act that it follows up."""
        return f"{self.prior.words} {self.text}".strip() if self.prior is not None else self.text

    @property
    def thread(self) -> Thread:
        """What was done, told and offered before this message."""
        told = self.slot("thread")
        if self.thread_read is None or self.thread_read[0] is not told or self.thread_read[1] != self.message_id:
            self.thread_read = told, self.message_id, Thread.of(told).before(self.message_id)
        return self.thread_read[2]

    def did(
        self,
        act: str,
        *,
        kind: str = "",
        things: Iterable[str] = (),
        title: str = "",
        topic: str = "",
        branch: str = "",
        days: Iterable[date] = (),
        language: str = "",
        format: str = "",
        result: str = "done",
        undo: str = "",
        before: str = "",
        again: str = "",
        **facts: Fact,
    ) -> None:
        """Keep what this turn has done or told, so that the next one can repeat, change or take it back.

        `act` is the intent whose handler does it; the rest as in `thread.Act`. `again`, with its facts, is what is
        answered when the very same is asked once more ("already renewed until …").
        """
        kept, words = bounded(things, "" if self.is_payload else self.about)
        self.acts.append(
            Act(
                act=act, kind=kind, things=kept, title=title, topic=topic, branch=branch,
                days=tuple(day.isoformat() for day in days), language=language, format=format, words=words,
                result=result, undo=undo, before=before, again={"answer": again, "facts": facts} if again else None,
            )
        )  # fmt: skip

    def offer(self, intent: str, **entities: str) -> None:
        """Keep what a yes would do, where the answer's words ask for one; buttons are kept without being named here."""
        self.offers.append(Offer(intent, entities, asked=True))

    def key(self, action: str, subject: str = "") -> str:
        """Make the idempotency key of a write: this message, this action, this object."""
        return f"{self.conversation}:{self.message_id}:{action}" + (f":{subject}" if subject else "")


def as_date(day: date | None) -> Fact:
    """Make a day an answer's fact."""
    return {"date": day.isoformat()} if day else None


def as_datetime(moment: datetime | None, zone: ZoneInfo | None = None) -> Fact:
    """Make a moment an answer's fact, in a zone when one is given."""
    return {"datetime": (moment.astimezone(zone) if zone else moment).isoformat()} if moment else None


def as_money(minor: int, currency: str) -> Fact:
    """Make a sum an answer's fact."""
    return {"money": minor, "currency": currency}


def as_count(count: int, of: str) -> Fact:
    """Make a number of things an answer's fact; `of` is a key of language.counted."""
    return {"count": count, "of": of}


def nested(answer: str, **facts: Fact) -> Fact:
    """Make another answer a part of an answer."""
    return {"answer": answer, **facts}
