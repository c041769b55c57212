"""One timeline of a patron: everything that happened between them and the library, none of it twice, by a cursor.

Each source is read by its own index and only as far as one page needs, and the sources are then put in one order:
by moment, by source, by number. The cursor is the place of the last entry, so nothing is told twice or left out when
something new happens between two pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, false, func, or_, select, true

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages.sent import sent_in
from crm.records.staff_names import name_of

__all__ = ["SOURCES", "Cursor", "TimelineEntry", "TimelinePage", "timeline", "timeline_since"]

Source = Literal[
    "interaction", "case", "case_step", "score", "thumb", "consent", "data_request", "notice", "merge", "lifecycle",
    "renewal", "hold", "hold_end", "alarm",
]  # fmt: skip
# Of what happened at the same moment, the later in this order comes first.
SOURCES: tuple[Source, ...] = (
    "interaction", "case", "case_step", "score", "thumb", "consent", "data_request", "notice", "merge", "lifecycle",
    "renewal", "hold", "hold_end", "alarm",
)  # fmt: skip
PAGE = 20
# Contacts that staff had with a patron without a chat.
DESK_KINDS = ("call", "visit", "email")

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)
_CONSENT = table_of(records.ConsentRecord)
_PURPOSE = table_of(records.Purpose)
_REQUEST = table_of(records.DataRequest)
_RESPONSE = table_of(records.SurveyResponse)
_ANSWER = table_of(records.SurveyAnswer)
_QUESTION = table_of(records.SurveyQuestion)
_FEEDBACK = table_of(records.Feedback)
_NOTICE = table_of(records.Notice)
_MERGE = table_of(records.PatronMerge)
_LIFECYCLE = table_of(records.LifecycleEvent)
_RENEWAL = table_of(records.RenewalAttempt)
_HOLD = table_of(records.Hold)
_LOAN = table_of(records.Loan)
_ITEM = table_of(records.Item)
_TITLE = table_of(records.TitleRecord)
_ALARM = table_of(records.Alarm)
_PATRON = table_of(records.Patron)
_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the timeline."""

    at: datetime
    source: Source
    id: int

    def __str__(self) -> str:
        """Write it for an address."""
        return f"{self.at.isoformat()}~{self.source}~{self.id}"

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """Read it from an address; None for what is none."""
        at, _, rest = text.partition("~")
        source, _, number = rest.partition("~")
        if not (number.isascii() and number.isdecimal() and len(number) < 19):
            return None
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            return None
        known = next((one for one in SOURCES if one == source), None)
        return None if known is None or moment.tzinfo is None else cls(moment, known, int(number))


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened: `values` are what its source tells of it, by name; of what the library wrote, `sent`."""

    at: datetime
    source: Source
    id: int
    values: dict[str, Any]

    @property
    def cursor(self) -> Cursor:
        """Give its place."""
        return Cursor(self.at, self.source, self.id)


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One page, the latest first, and where the next one begins; None where there is none."""

    entries: tuple[TimelineEntry, ...]
    next: Cursor | None


async def timeline(store: Store, patron_id: int, *, before: Cursor | None = None, limit: int = PAGE) -> TimelinePage:
    """Give a page of what happened with a patron, what came before a place."""

    def look(connection: Connection) -> TimelinePage:
        found = _entries(connection, patron_id, before, limit + 1)
        return TimelinePage(tuple(found[:limit]), found[limit - 1].cursor if len(found) > limit else None)

    return await store.look(look)


def timeline_since(connection: Connection, patron_id: int, since: datetime, most: int) -> list[TimelineEntry]:
    """Give what happened with a patron after a moment, the latest first, `most` at the most."""
    return [entry for entry in _entries(connection, patron_id, None, most) if entry.at > since]


def _entries(connection: Connection, patron_id: int, before: Cursor | None, most: int) -> list[TimelineEntry]:
    entries: list[TimelineEntry] = []
    for source in SOURCES:
        query, at, key = _QUERIES[source](patron_id)
        query = query.where(_earlier(source, at, key, before)).order_by(at.desc(), key.desc()).limit(most)
        for row in connection.execute(query.add_columns(at.label("_at"), key.label("_id"))).mappings():
            values = {name: value for name, value in row.items() if name not in ("_at", "_id")}
            entries.append(TimelineEntry(row["_at"], source, row["_id"], values))
    entries.sort(key=lambda entry: (entry.at, SOURCES.index(entry.source), entry.id), reverse=True)
    shown = entries[:most]
    written = [entry for entry in shown if entry.source == "interaction" and entry.values["kind"] == "notice"]
    sent = sent_in(connection, [entry.id for entry in written])
    for entry in written:
        entry.values["sent"] = sent.get(entry.id)
    return shown


def _earlier(source: Source, at: Column[Any], key: Column[Any], before: Cursor | None) -> ColumnElement[bool]:
    if before is None:
        return true()
    mine, last = SOURCES.index(source), SOURCES.index(before.source)
    same = key < before.id if mine == last else true() if mine < last else false()
    return or_(at < before.at, and_(at == before.at, same))


Asked = tuple[Select[Any], Column[Any], Column[Any]]


def _interactions(patron_id: int) -> Asked:
    said = (
        select(_MESSAGE.c.body)
        .where(_MESSAGE.c.interaction_id == _INTERACTION.c.id, _MESSAGE.c.is_internal, _MESSAGE.c.body.is_not(None))
        .order_by(_MESSAGE.c.seq.desc())
        .limit(1)
        .correlate(_INTERACTION)
        .scalar_subquery()
    )
    number = select(_CASE.c.number).where(_CASE.c.id == _INTERACTION.c.case_id).correlate(_INTERACTION)
    names = (
        "public_id", "kind", "channel", "direction", "status", "outcome", "handled_by", "subject", "primary_intent",
        "redacted_at", "patron_message_count", "case_id", "parent_id", "channel_identity_id",
    )  # fmt: skip
    query = (
        select(
            *(_INTERACTION.c[name] for name in names),
            said.label("words"),
            number.scalar_subquery().label("case_number"),
            name_of(_STAFF).label("staff"),
        )
        .outerjoin(_STAFF, _STAFF.c.id == _INTERACTION.c.assigned_staff_id)
        # A contact in which a case was opened at the desk is told as that case.
        .where(
            _INTERACTION.c.patron_id == patron_id,
            or_(
                _INTERACTION.c.kind.not_in(DESK_KINDS),
                _INTERACTION.c.case_id.is_(None),
                ~_opened_here(patron_id),
            ),
        )
    )
    return query, _INTERACTION.c.started_at, _INTERACTION.c.id


def _opened_here(patron_id: int) -> ColumnElement[bool]:
    opened = select(_CASE.c.id).where(_CASE.c.interaction_id == _INTERACTION.c.id, _CASE.c.patron_id == patron_id)
    return opened.correlate(_INTERACTION).exists()


def _cases(patron_id: int) -> Asked:
    channel = select(_INTERACTION.c.channel).where(_INTERACTION.c.id == _CASE.c.interaction_id).correlate(_CASE)
    names = ("number", "kind", "status", "subject", "resolution", "closed_at")
    query = select(*(_CASE.c[name] for name in names), channel.scalar_subquery().label("channel"))
    return query.where(_CASE.c.patron_id == patron_id), _CASE.c.opened_at, _CASE.c.id


def _case_steps(patron_id: int) -> Asked:
    """Give what came of cases: answers, ends, and what opened them again; not what was only worked on inside."""
    here, letter = _EVENT.alias("here"), _INTERACTION.alias("letter")
    at_once = (here.c.case_id == _EVENT.c.case_id) & (here.c.occurred_at == _EVENT.c.occurred_at)
    # A librarian's own words: what a step says by itself is told with the step, and a letter as an interaction.
    as_letter = select(letter.c.id).where(
        letter.c.case_id == _EVENT.c.case_id, letter.c.kind == "notice", letter.c.started_at == _EVENT.c.occurred_at
    )
    words = and_(_EVENT.c.kind == "message", _EVENT.c.from_value.is_(None), ~as_letter.correlate(_EVENT).exists())
    ended = and_(_EVENT.c.kind == "status", _EVENT.c.to_value == "closed")
    # Outside of any chat: staff only noted that it was answered.
    written = select(here.c.id).where(at_once, here.c.kind == "message", here.c.from_value.is_(None))
    outside = and_(
        _EVENT.c.kind == "status", _EVENT.c.to_value == "answered", ~written.correlate(_EVENT).exists()
    )  # fmt: skip
    query = (
        select(_EVENT.c.kind, _EVENT.c.to_value, _CASE.c.number, name_of(_STAFF).label("staff"))
        .join(_CASE, _CASE.c.id == _EVENT.c.case_id)
        .outerjoin(_STAFF, _STAFF.c.id == _EVENT.c.staff_id)
        .where(_CASE.c.patron_id == patron_id, or_(words, ended, outside, _EVENT.c.kind == "reopen"))
    )
    return query, _EVENT.c.occurred_at, _EVENT.c.id


def _scores(patron_id: int) -> Asked:
    query = (
        select(_ANSWER.c.score, _QUESTION.c.scale, _ANSWER.c.comment.is_not(None).label("has_words"))
        .select_from(_RESPONSE.join(_ANSWER, _ANSWER.c.response_id == _RESPONSE.c.id).join(_QUESTION))
        .where(_RESPONSE.c.patron_id == patron_id, _ANSWER.c.score.is_not(None))
    )
    return query, _RESPONSE.c.submitted_at, _ANSWER.c.id


def _thumbs(patron_id: int) -> Asked:
    query = select(_FEEDBACK.c.value, _FEEDBACK.c.reason).where(_FEEDBACK.c.patron_id == patron_id)
    return query, _FEEDBACK.c.created_at, _FEEDBACK.c.id


def _consents(patron_id: int) -> Asked:
    # What was said under a record that was made one with this, or with one of these, holds for it too.
    merged = select(_PATRON.c.id).where(_PATRON.c.merged_into_id == patron_id).cte("merged", recursive=True)
    merged = merged.union(select(_PATRON.c.id).where(_PATRON.c.merged_into_id == merged.c.id))
    query = (
        select(_CONSENT.c.action, _CONSENT.c.channel, _CONSENT.c.source, _PURPOSE.c.name_fa, _PURPOSE.c.name_en)
        .join(_PURPOSE, _PURPOSE.c.id == _CONSENT.c.purpose_id)
        .where(or_(_CONSENT.c.patron_id == patron_id, _CONSENT.c.patron_id.in_(select(merged.c.id))))
    )
    return query, _CONSENT.c.occurred_at, _CONSENT.c.id


def _requests(patron_id: int) -> Asked:
    # What staff opened by themselves nobody had asked for here.
    query = select(_REQUEST.c.kind, _REQUEST.c.status, name_of(_STAFF).label("staff"))
    query = query.outerjoin(_STAFF, _STAFF.c.id == _REQUEST.c.staff_id).where(_REQUEST.c.patron_id == patron_id)
    return query, _REQUEST.c.received_at, _REQUEST.c.id


def _notices(patron_id: int) -> Asked:
    # What was told by a message is told with it; this is what is left where that is gone.
    channel = func.coalesce(_NOTICE.c.via, _NOTICE.c.channel).label("channel")
    query = select(_NOTICE.c.kind, channel).where(
        _NOTICE.c.patron_id == patron_id, _NOTICE.c.status == "sent", _NOTICE.c.message_id.is_(None)
    )
    return query, _NOTICE.c.settled_at, _NOTICE.c.id


def _merges(patron_id: int) -> Asked:
    query = (
        select(
            _MERGE.c.state,
            _MERGE.c.undone_at,
            _PATRON.c.display_name.label("name"),
            name_of(_STAFF).label("staff"),
        )
        .join(_PATRON, _PATRON.c.id == _MERGE.c.merged_id)
        .outerjoin(_STAFF, _STAFF.c.id == _MERGE.c.decided_by_id)
        .where(_MERGE.c.survivor_id == patron_id, _MERGE.c.state != "kept_apart")
    )
    return query, _MERGE.c.decided_at, _MERGE.c.id


def _lifecycle(patron_id: int) -> Asked:
    query = select(_LIFECYCLE.c.from_state, _LIFECYCLE.c.to_state, _LIFECYCLE.c.reason)
    return query.where(_LIFECYCLE.c.patron_id == patron_id), _LIFECYCLE.c.occurred_at, _LIFECYCLE.c.id


def _renewals(patron_id: int) -> Asked:
    query = (
        select(_RENEWAL.c.result, _RENEWAL.c.reason_code, _RENEWAL.c.new_due_at, _TITLE.c.title)
        .join(_LOAN, _LOAN.c.id == _RENEWAL.c.loan_id)
        .outerjoin(_ITEM, _ITEM.c.id == _LOAN.c.item_id)
        .outerjoin(_TITLE, _TITLE.c.id == _ITEM.c.title_id)
        .where(_LOAN.c.patron_id == patron_id)
    )
    return query, _RENEWAL.c.requested_at, _RENEWAL.c.id


def _holds(patron_id: int) -> Asked:
    return _of_holds(patron_id), _HOLD.c.placed_at, _HOLD.c.id


def _ended_holds(patron_id: int) -> Asked:
    return _of_holds(patron_id).where(_HOLD.c.closed_at.is_not(None)), _HOLD.c.closed_at, _HOLD.c.id


def _of_holds(patron_id: int) -> Select[Any]:
    query = select(_HOLD.c.status, _TITLE.c.title).join(_TITLE, _TITLE.c.id == _HOLD.c.title_id)
    return query.where(_HOLD.c.patron_id == patron_id)


def _alarms(patron_id: int) -> Asked:
    query = select(_ALARM.c.kind, _ALARM.c.taken_back_at, _INTERACTION.c.public_id)
    query = query.join(_INTERACTION, _INTERACTION.c.id == _ALARM.c.interaction_id)
    return query.where(_INTERACTION.c.patron_id == patron_id), _ALARM.c.raised_at, _ALARM.c.id


_QUERIES: dict[Source, Callable[[int], Asked]] = {
    "interaction": _interactions,
    "case": _cases,
    "case_step": _case_steps,
    "score": _scores,
    "thumb": _thumbs,
    "consent": _consents,
    "data_request": _requests,
    "notice": _notices,
    "merge": _merges,
    "lifecycle": _lifecycle,
    "renewal": _renewals,
    "hold": _holds,
    "hold_end": _ended_holds,
    "alarm": _alarms,
}
