"""Reviews: the queue of picked turns, and staff's verdicts on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.conversations.unanswered import count_question
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.learning.proposals import UNTAUGHT, propose, withdraw
from crm.learning.review_results import reviewed_utterances
from crm.staff.own_words import own_words

__all__ = [
    "VerdictResult",
    "ReviewFilter",
    "ReviewTurn",
    "SurroundingMessage",
    "judge",
    "last_verdict",
    "next_item",
    "read_intents",
    "reviewed_utterances",
    "turn",
    "undo",
    "waiting",
]

ENTITY = "review_item"
LONGEST_NOTE = 2000
AROUND = 2
# What was read rightly and surely needs no example of its own.
SURE = 0.6
UNDO_WITHIN = timedelta(hours=12)

_ITEM = table_of(records.ReviewItem)
_VERDICT = table_of(records.ReviewVerdict)
_SIGHTING = table_of(records.QuestionSighting)
_QUESTION = table_of(records.UnansweredQuestion)
_MESSAGE = table_of(records.Message)
_INTERACTION = table_of(records.Interaction)
_PATRON = table_of(records.Patron)
_IDENTITY = table_of(records.ChannelIdentity)


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """A filter of turns; `intent` is the one that was read."""

    reason: str | None = None
    language: str | None = None
    intent: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Give the conditions of a query over items and their messages."""
        pairs = (
            (_ITEM.c.reason, self.reason),
            (_MESSAGE.c.language, self.language),
            (_MESSAGE.c.intent, self.intent),
        )
        return [column == value for column, value in pairs if value is not None]


@dataclass(frozen=True, slots=True)
class SurroundingMessage:
    """One message before or after the turn, or an answer to it."""

    seq: int
    sender: str
    text: str | None
    language: str | None
    created_at: datetime
    intent: str | None
    buttons: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class ReviewTurn:
    """A turn to be reviewed: what was said, what was made of it, and what stood around it.

    `ranking` has the likeliest readings and their probabilities; `names` are to be covered for some readers.
    """

    id: int
    message_id: int
    reason: str
    needs: int
    created_at: datetime
    done_at: datetime | None
    conversation: str
    text: str | None
    language: str | None
    said_at: datetime
    intent: str | None
    confidence: float | None
    runner_up: str | None
    ranking: list[tuple[str, float]]
    entities: list[dict[str, Any]]
    names: tuple[str, ...]
    before: list[SurroundingMessage]
    after: list[SurroundingMessage]
    mine: bool


@dataclass(frozen=True, slots=True)
class VerdictResult:
    """The result of a verdict: whether the turn is finished, and whether an example is proposed."""

    verdict_id: int
    done: bool
    proposed: bool


async def next_item(store: Store, staff_id: int, wanted: ReviewFilter, *, after: int | None = None) -> int | None:
    """Give the item that this reviewer is to look at next, or None when there is none.

    `after` is an item that was left for later: those behind it come first.
    """

    def look(connection: Connection) -> int | None:
        query = _open_for(staff_id, wanted).with_only_columns(_ITEM.c.id)
        query = query.order_by(_ITEM.c.weight.desc(), _ITEM.c.id).limit(1)
        left = None
        if after is not None:
            left = connection.execute(select(_ITEM.c.weight).where(_ITEM.c.id == after)).first()
        if left is not None:
            behind = or_(_ITEM.c.weight < left.weight, and_(_ITEM.c.weight == left.weight, _ITEM.c.id > after))
            found = connection.scalar(query.where(behind))
            if found is not None:
                return int(found)
            # Round once more, but not to the one that was just left while there are others.
            others = connection.scalar(query.where(_ITEM.c.id != after))
            if others is not None:
                return int(others)
        first = connection.scalar(query)
        return None if first is None else int(first)

    return await store.look(look)


async def waiting(store: Store, staff_id: int, wanted: ReviewFilter) -> int:
    """Count the turns that this reviewer may look at."""
    query = _open_for(staff_id, wanted).with_only_columns(func.count(_ITEM.c.id))
    return await store.look(lambda connection: connection.scalar(query) or 0)


async def read_intents(store: Store) -> list[str]:
    """List the intents that were read in picked turns."""
    query = (
        select(_MESSAGE.c.intent)
        .join(_ITEM, _ITEM.c.message_id == _MESSAGE.c.id)
        .where(_MESSAGE.c.intent.is_not(None))
        .distinct()
        .order_by(_MESSAGE.c.intent)
    )
    return await store.look(lambda connection: list(connection.scalars(query)))


async def turn(store: Store, item_id: int, staff_id: int) -> ReviewTurn:
    """Give a picked turn with two turns before and after it; raises NotFound."""
    query = (
        select(
            *(_ITEM.c[name] for name in ("id", "message_id", "reason", "needs", "created_at", "done_at")),
            _INTERACTION.c.public_id,
            _MESSAGE.c.interaction_id,
            _MESSAGE.c.seq,
            _MESSAGE.c.body,
            _MESSAGE.c.language,
            _MESSAGE.c.created_at.label("said_at"),
            _MESSAGE.c.intent,
            _MESSAGE.c.confidence,
            _MESSAGE.c.analysis,
            _PATRON.c.display_name.label("patron_name"),
            _IDENTITY.c.display_name.label("chat_name"),
            _VERDICT.c.id.label("mine"),
        )
        .join(_MESSAGE, _MESSAGE.c.id == _ITEM.c.message_id)
        .join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id)
        .outerjoin(_PATRON, _PATRON.c.id == _INTERACTION.c.patron_id)
        .outerjoin(_IDENTITY, _IDENTITY.c.id == _INTERACTION.c.channel_identity_id)
        .outerjoin(_VERDICT, and_(_VERDICT.c.item_id == _ITEM.c.id, _VERDICT.c.staff_id == staff_id))
        .where(_ITEM.c.id == item_id)
    )

    def look(connection: Connection) -> ReviewTurn:
        row = connection.execute(query).first()
        if row is None:
            raise NotFound("review item", item_id)
        analysis = row.analysis or {}
        return ReviewTurn(
            id=row.id,
            message_id=row.message_id,
            reason=row.reason,
            needs=row.needs,
            created_at=row.created_at,
            done_at=row.done_at,
            conversation=row.public_id,
            text=row.body,
            language=row.language,
            said_at=row.said_at,
            intent=row.intent,
            confidence=row.confidence,
            runner_up=analysis.get("runner_up"),
            ranking=[(str(name), float(sure)) for name, sure in analysis.get("ranking") or ()],
            entities=[one for one in analysis.get("entities") or () if isinstance(one, dict)],
            names=tuple(name for name in (row.patron_name, row.chat_name) if name),
            before=_around(connection, row.interaction_id, row.seq, before=True),
            after=_around(connection, row.interaction_id, row.seq, before=False),
            mine=row.mine is not None,
        )

    return await store.look(look)


async def judge(
    store: Store,
    item_id: int,
    by: Actor,
    intent: str,
    *,
    entities: Sequence[dict[str, Any]] | None = None,
    note: str | None = None,
    useless: bool = False,
) -> VerdictResult:
    """Keep what a reviewer says a turn means; `useless` where it was read rightly and the answer was no help.

    What all reviewers find useless goes among the unanswered questions, where an answer is found for it. Raises
    NotFound, Conflict when the turn is done or this reviewer has spoken, InvalidValue for an intent that cannot be
    meant, and ("useless") for an answer to what was not read rightly.
    """
    if not intent or intent in UNTAUGHT:
        raise InvalidValue("intent", "this is nothing that a patron means")
    if note is not None and len(note) > LONGEST_NOTE:
        raise InvalidValue("note", "it is too long")
    told = own_words((note or "").strip()) or None

    def work(connection: Connection) -> VerdictResult:
        item = _locked(connection, item_id)
        spoken = connection.execute(select(_VERDICT.c.staff_id).where(_VERDICT.c.item_id == item_id)).all()
        if item.done_at is not None or any(row.staff_id == by.id for row in spoken):
            raise Conflict("review item", "done")
        message = connection.execute(
            select(_MESSAGE.c.body, _MESSAGE.c.language, _MESSAGE.c.intent, _MESSAGE.c.confidence).where(
                _MESSAGE.c.id == item.message_id
            )
        ).one()
        if useless and intent != message.intent:
            raise InvalidValue("useless", "only of what was read rightly the answer is judged")
        now = store.clock.now()
        row = {
            "item_id": item_id,
            "staff_id": by.id,
            "is_right": intent == message.intent,
            "is_useless": useless,
            "intent": intent,
            "entities": list(entities) if entities else None,
            "note": told,
            "created_at": now,
        }
        verdict = connection.execute(insert(_VERDICT).values(row).returning(_VERDICT.c.id)).scalar_one()
        trail.append(connection, store, by, "review.judged", trail.Subject(ENTITY, str(item_id)), ["intent"])
        if len(spoken) + 1 < item.needs:
            return VerdictResult(verdict, done=False, proposed=False)
        connection.execute(update(_ITEM).where(_ITEM.c.id == item_id).values(done_at=now))
        query = select(_VERDICT.c.intent, _VERDICT.c.is_useless).where(_VERDICT.c.item_id == item_id)
        verdicts = connection.execute(query).all()
        said = {row.intent for row in verdicts}
        if all(row.is_useless for row in verdicts) and message.body:
            _ask(connection, item.message_id, message.body, message.language or "fa", now)
        teaches = message.intent != intent or (message.confidence or 0.0) < SURE
        proposed = False
        # Of whose meaning two reviewers think differently nobody can say what is right.
        if len(said) == 1 and teaches and message.body:
            proposed = propose(
                connection, now, message.body, intent, message.language or "fa", "review",
                by=by.id, review_item_id=item_id,
            )  # fmt: skip
        return VerdictResult(verdict, done=True, proposed=proposed)

    return await store.transact(work)


async def last_verdict(store: Store, staff_id: int) -> int | None:
    """Give the item of which this reviewer spoke last, while that may be taken back."""
    query = _last(staff_id, store.clock.now() - UNDO_WITHIN)
    row = await store.look(lambda connection: connection.execute(query).first())
    return None if row is None else int(row.item_id)


async def undo(store: Store, by: Actor) -> int:
    """Take a reviewer's last verdict back and give its item.

    Raises NotFound when there is none, Conflict when what came of it has been decided by an editor.
    """
    if by.id is None:
        raise NotFound("verdict", "of nobody")
    query = _last(by.id, store.clock.now() - UNDO_WITHIN)

    def work(connection: Connection) -> int:
        found = connection.execute(query).first()
        if found is None:
            raise NotFound("verdict", by.name)
        _locked(connection, found.item_id)
        withdraw(connection, found.item_id)
        _unask(connection, found.item_id)
        connection.execute(delete(_VERDICT).where(_VERDICT.c.id == found.id))
        connection.execute(update(_ITEM).where(_ITEM.c.id == found.item_id).values(done_at=None))
        trail.append(connection, store, by, "review.undone", trail.Subject(ENTITY, str(found.item_id)), ["intent"])
        return int(found.item_id)

    return await store.transact(work)


def _ask(connection: Connection, message_id: int, body: str, language: str, now: datetime) -> None:
    """Put a question whose answer was useless among the unanswered ones, unless it stands there already."""
    if connection.scalar(select(_SIGHTING.c.id).where(_SIGHTING.c.message_id == message_id)) is not None:
        return
    talk = connection.scalar(select(_MESSAGE.c.interaction_id).where(_MESSAGE.c.id == message_id))
    count_question(connection, body, language, now, interaction_id=talk, message_id=message_id)


def _unask(connection: Connection, item_id: int) -> None:
    """Take a question away again that a finished review has put there; raises Conflict once staff work at it."""
    item = select(_ITEM.c.message_id, _ITEM.c.done_at).where(_ITEM.c.id == item_id, _ITEM.c.done_at.is_not(None))
    found = connection.execute(item).first()
    if found is None or not all(connection.scalars(select(_VERDICT.c.is_useless).where(_VERDICT.c.item_id == item_id))):
        return
    sighting = connection.execute(
        select(_SIGHTING.c.id, _SIGHTING.c.question_id).where(
            _SIGHTING.c.message_id == found.message_id, _SIGHTING.c.seen_at == found.done_at
        )
    ).first()
    if sighting is None:
        return
    question = connection.execute(
        select(_QUESTION.c.occurrences, _QUESTION.c.group_id).where(_QUESTION.c.id == sighting.question_id)
    ).one()
    if question.occurrences > 1:
        connection.execute(delete(_SIGHTING).where(_SIGHTING.c.id == sighting.id))
        fewer = update(_QUESTION).where(_QUESTION.c.id == sighting.question_id)
        connection.execute(fewer.values(occurrences=_QUESTION.c.occurrences - 1))
    elif question.group_id is None:
        connection.execute(delete(_QUESTION).where(_QUESTION.c.id == sighting.question_id))
    else:
        raise Conflict("question", "grouped")


def _open_for(staff_id: int, wanted: ReviewFilter) -> Any:
    mine = select(_VERDICT.c.id).where(_VERDICT.c.item_id == _ITEM.c.id, _VERDICT.c.staff_id == staff_id)
    return (
        select(_ITEM.c.id)
        .join(_MESSAGE, _MESSAGE.c.id == _ITEM.c.message_id)
        # What has been erased in the meantime cannot be judged.
        .where(_ITEM.c.done_at.is_(None), _MESSAGE.c.body.is_not(None), ~mine.exists(), *wanted.conditions())
    )


def _last(staff_id: int, since: datetime) -> Any:
    return (
        select(_VERDICT.c.id, _VERDICT.c.item_id)
        .where(_VERDICT.c.staff_id == staff_id, _VERDICT.c.created_at >= since)
        .order_by(_VERDICT.c.id.desc())
        .limit(1)
    )


def _locked(connection: Connection, item_id: int) -> Any:
    """Give an item, held so that two verdicts follow one another."""
    query = select(_ITEM.c.message_id, _ITEM.c.needs, _ITEM.c.done_at).where(_ITEM.c.id == item_id)
    item = connection.execute(query.with_for_update()).first()
    if item is None:
        raise NotFound("review item", item_id)
    return item


def _around(connection: Connection, interaction_id: int, seq: int, *, before: bool) -> list[SurroundingMessage]:
    """Give what was said in the two turns before a message, or in answer to it and in the two turns after."""
    patron = _MESSAGE.alias("patron")
    turns = select(patron.c.seq).where(patron.c.interaction_id == interaction_id, patron.c.sender == "patron")
    if before:
        bounds = list(connection.scalars(turns.where(patron.c.seq < seq).order_by(patron.c.seq.desc()).limit(AROUND)))
        span = and_(_MESSAGE.c.seq < seq, _MESSAGE.c.seq >= (bounds[-1] if bounds else 0))
    else:
        bounds = list(connection.scalars(turns.where(patron.c.seq > seq).order_by(patron.c.seq).limit(AROUND + 1)))
        last = bounds[AROUND] if len(bounds) > AROUND else None
        span = _MESSAGE.c.seq > seq if last is None else and_(_MESSAGE.c.seq > seq, _MESSAGE.c.seq < last)
    rows = connection.execute(
        select(
            _MESSAGE.c.seq, _MESSAGE.c.sender, _MESSAGE.c.body, _MESSAGE.c.language, _MESSAGE.c.created_at,
            _MESSAGE.c.intent, _MESSAGE.c.buttons,
        )
        .where(_MESSAGE.c.interaction_id == interaction_id, _MESSAGE.c.is_internal.is_(False), span)
        .order_by(_MESSAGE.c.seq)
        .limit(40)
    )  # fmt: skip
    return [SurroundingMessage(*row[:6], buttons=row.buttons or []) for row in rows]
