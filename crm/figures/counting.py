"""Counting of one day: every figure by metric and dimension, so that days can be summed.

A conversation belongs to the day on which it began, an answer to the day of its conversation, everything else to
the day on which it happened; days are the library's own. The base set is the engaged conversation: inbound, not a
test, with at least one message of the patron's.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, RowMapping, and_, func, select

from crm import records
from crm.database.upsert import table_of
from crm.figures.values import rounded
from crm.library_info.calendar import weekday_number

__all__ = ["VERSION", "Counts", "Day", "count_day"]

# Another definition is another version: figures of two are never summed.
VERSION = 1
AGAIN = timedelta(hours=72)
# Later messages of the same chat still belong to one conversation: nothing longer is looked at for contacts again.
LONGEST = timedelta(days=1)
REOPENED = timedelta(days=30)
ASSISTED = timedelta(days=30)

Counts = Counter[tuple[str, str]]

_I = table_of(records.Interaction)
_M = table_of(records.Message)
_F = table_of(records.Feedback)
_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)
_RENEWAL = table_of(records.RenewalAttempt)
_HOLD = table_of(records.Hold)
_PATRON = table_of(records.Patron)
_SURVEY = table_of(records.Survey)
_QUESTION = table_of(records.SurveyQuestion)
_INVITED = table_of(records.SurveyInvitation)
_RESPONSE = table_of(records.SurveyResponse)
_ANSWER = table_of(records.SurveyAnswer)

MESSAGING = ("web_chat", "telegram", "whatsapp", "sms")

IsOpen = Callable[[datetime], bool]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the library, and from when to when it lasts."""

    day: date
    zone: ZoneInfo

    @property
    def begin(self) -> datetime:
        """The moment at which it begins."""
        return datetime.combine(self.day, time(), self.zone)

    @property
    def end(self) -> datetime:
        """The moment at which the next one begins."""
        return datetime.combine(self.day + timedelta(days=1), time(), self.zone)


def count_day(connection: Connection, day: Day, is_open: IsOpen) -> Counts:
    """Count everything of a day; `is_open` tells whether the desk was open at a moment."""
    counts: Counts = Counter()
    _conversations(connection, day, is_open, counts)
    _answers(connection, day, counts)
    _cases(connection, day, counts)
    _circulation(connection, day, counts)
    _surveys(connection, day, counts)
    _patrons(connection, day, counts)
    return counts


def _engaged(first: datetime, last: datetime) -> Any:
    return and_(
        _I.c.kind == "conversation",
        _I.c.direction == "inbound",
        _I.c.is_test.is_(False),
        _I.c.patron_message_count >= 1,
        _I.c.started_at >= first,
        _I.c.started_at < last,
    )


def _conversations(connection: Connection, day: Day, is_open: IsOpen, counts: Counts) -> None:
    columns = (
        _I.c.id, _I.c.channel, _I.c.language, _I.c.primary_intent, _I.c.outcome, _I.c.handled_by, _I.c.started_at,
        _I.c.ended_at, _I.c.handoff_requested_at, _I.c.first_staff_reply_at, _I.c.read_effort,
        _I.c.channel_identity_id, _I.c.patron_id,
    )  # fmt: skip
    rows = connection.execute(select(*columns).where(_engaged(day.begin, day.end))).mappings().all()
    again = _contacts(connection, day)
    bad = set(
        connection.scalars(
            select(_F.c.interaction_id)
            .join(_I, _I.c.id == _F.c.interaction_id)
            .where(_F.c.value == -1, _engaged(day.begin, day.end))
        )
    )
    counts["staff_only", ""] += _staff_only(connection, day)
    for row in rows:
        escalated = (
            row["handoff_requested_at"] is not None
            or row["handled_by"] in ("staff", "both")
            or row["outcome"] == "case_opened"
        )
        local = row["started_at"].astimezone(day.zone)
        counts["engaged", ""] += 1
        counts["channel", row["channel"]] += 1
        counts["language", row["language"] or "?"] += 1
        counts["outcome", row["outcome"] or "open"] += 1
        counts["hour", f"{weekday_number(local.date())}:{local.hour}"] += 1
        if row["primary_intent"]:
            counts["intent", row["primary_intent"]] += 1
        if row["read_effort"]:
            counts["effort", str(row["read_effort"])] += 1
        if escalated:
            counts["escalated", ""] += 1
        elif row["outcome"] == "bot_resolved" and row["id"] not in bad and not _came_again(row, again):
            counts["verified", ""] += 1
        if row["handoff_requested_at"] is not None:
            _handoff(row, is_open(row["handoff_requested_at"]), counts)


def _staff_only(connection: Connection, day: Day) -> int:
    """Contacts that only staff had: calls, visits, letters; those of a chat or a case are counted there."""
    query = select(func.count()).where(
        _I.c.kind.in_(("call", "visit", "email")),
        _I.c.direction == "inbound",
        _I.c.handled_by == "staff",
        _I.c.is_test.is_(False),
        _I.c.parent_id.is_(None),
        _I.c.case_id.is_(None),
        _within(_I.c.started_at, day),
    )
    return connection.scalar(query) or 0


def _handoff(row: RowMapping, is_open: bool, counts: Counts) -> None:
    when = "open" if is_open else "closed"
    counts["handoff", when] += 1
    if row["first_staff_reply_at"] is not None:
        counts["handoff_accepted", when] += 1
        waited = (row["first_staff_reply_at"] - row["handoff_requested_at"]).total_seconds()
        counts["first_response", f"{when}:{rounded(waited)}"] += 1


def _contacts(connection: Connection, day: Day) -> dict[tuple[str, int, str], list[datetime]]:
    """When each chat partner and each patron began a conversation on each intent, on this day and soon after."""
    found: dict[tuple[str, int, str], list[datetime]] = defaultdict(list)
    rows = connection.execute(
        select(_I.c.channel_identity_id, _I.c.patron_id, _I.c.primary_intent, _I.c.started_at).where(
            _engaged(day.begin, day.end + LONGEST + AGAIN), _I.c.primary_intent.is_not(None)
        )
    )
    for identity, patron, intent, started in rows:
        if identity is not None:
            found["identity", identity, intent].append(started)
        if patron is not None:
            found["patron", patron, intent].append(started)
    return found


def _came_again(row: RowMapping, contacts: dict[tuple[str, int, str], list[datetime]]) -> bool:
    until = (row["ended_at"] or row["started_at"]) + AGAIN
    intent = row["primary_intent"] or ""
    keys = (("identity", row["channel_identity_id"], intent), ("patron", row["patron_id"], intent))
    moments: Iterable[datetime] = (moment for key in keys for moment in contacts.get(key, ()))
    return any(row["started_at"] < moment <= until for moment in moments)


def _answers(connection: Connection, day: Day, counts: Counts) -> None:
    of_day = (_M.c.interaction_id == _I.c.id, _engaged(day.begin, day.end), _M.c.answer_status.is_not(None))
    query = select(_M.c.answer_status, _M.c.latency_ms, func.count()).where(*of_day)
    for status, latency, number in connection.execute(query.group_by(_M.c.answer_status, _M.c.latency_ms)):
        counts["turn", status] += number
        if latency is not None:
            counts["latency", str(rounded(latency))] += number
    rated = select(_F.c.value, func.count()).join(_M, _M.c.id == _F.c.message_id).where(*of_day).group_by(_F.c.value)
    for value, number in connection.execute(rated):
        counts["thumb", "up" if value > 0 else "down"] += number


def _cases(connection: Connection, day: Day, counts: Counts) -> None:
    for kind, number in connection.execute(
        select(_CASE.c.kind, func.count()).where(_within(_CASE.c.opened_at, day)).group_by(_CASE.c.kind)
    ):
        counts["case", kind] += number
    due = select(_CASE.c.due_at, _CASE.c.answered_at).where(_within(_CASE.c.due_at, day))
    for due_at, answered_at in connection.execute(due):
        counts["sla", "met" if answered_at is not None and answered_at <= due_at else "missed"] += 1
    closed = connection.execute(
        select(_EVENT.c.case_id, _EVENT.c.occurred_at, _CASE.c.opened_at)
        .join(_CASE, _CASE.c.id == _EVENT.c.case_id)
        .where(_EVENT.c.kind == "status", _EVENT.c.to_value == "closed", _within(_EVENT.c.occurred_at, day))
    ).all()
    if not closed:
        return
    history: dict[int, list[tuple[datetime, str, str | None]]] = defaultdict(list)
    ids = [row.case_id for row in closed]
    events = select(_EVENT.c.case_id, _EVENT.c.occurred_at, _EVENT.c.kind, _EVENT.c.to_value)
    for case_id, at, kind, to in connection.execute(
        events.where(_EVENT.c.case_id.in_(ids)).order_by(_EVENT.c.occurred_at, _EVENT.c.id)
    ):
        history[case_id].append((at, kind, to))
    for row in closed:
        reopened = any(
            kind == "reopen" and row.occurred_at < at <= row.occurred_at + REOPENED
            for at, kind, _ in history[row.case_id]
        )
        counts["closed", "reopened" if reopened else "stayed"] += 1
        worked = (row.occurred_at - row.opened_at - _waited(history[row.case_id], row.occurred_at)).total_seconds()
        counts["resolution", str(rounded(max(0.0, worked)))] += 1


def _waited(history: list[tuple[datetime, str, str | None]], until: datetime) -> timedelta:
    """How long a case waited for its patron before a moment."""
    total, since = timedelta(), None
    for at, kind, to in history:
        if kind != "status" or at > until:
            continue
        if since is not None:
            total += at - since
        since = at if to == "waiting_patron" else None
    return total


def _circulation(connection: Connection, day: Day, counts: Counts) -> None:
    query = select(_RENEWAL.c.result, _RENEWAL.c.reason_code, func.count()).where(_within(_RENEWAL.c.requested_at, day))
    for result, reason, number in connection.execute(query.group_by(_RENEWAL.c.result, _RENEWAL.c.reason_code)):
        counts["renewal", result] += number
        if reason is not None:
            counts["renewal_reason", reason] += number
    holds = select(_HOLD.c.interaction_id, _HOLD.c.placed_at, _HOLD.c.ready_at).where(_within(_HOLD.c.placed_at, day))
    for interaction, placed, ready in connection.execute(holds):
        counts["hold", "elsewhere" if interaction is None else "chat"] += 1
        if interaction is not None and ready is not None:
            counts["hold_ready", str(rounded((ready - placed).total_seconds()))] += 1


def _surveys(connection: Connection, day: Day, counts: Counts) -> None:
    sent = select(_SURVEY.c.kind, func.count()).join(_INVITED, _INVITED.c.survey_id == _SURVEY.c.id)
    for kind, number in connection.execute(sent.where(_within(_INVITED.c.sent_at, day)).group_by(_SURVEY.c.kind)):
        counts["invited", kind] += number
    came = select(_SURVEY.c.kind, func.count()).join(_RESPONSE, _RESPONSE.c.survey_id == _SURVEY.c.id)
    for kind, number in connection.execute(came.where(_within(_RESPONSE.c.submitted_at, day)).group_by(_SURVEY.c.kind)):
        counts["responded", kind] += number
    scores = (
        select(_QUESTION.c.scale, _ANSWER.c.score, func.count())
        .join(_RESPONSE, _RESPONSE.c.id == _ANSWER.c.response_id)
        .join(_QUESTION, _QUESTION.c.id == _ANSWER.c.question_id)
        .where(_within(_RESPONSE.c.submitted_at, day), _ANSWER.c.score.is_not(None))
    )
    for scale, score, number in connection.execute(scores.group_by(_QUESTION.c.scale, _ANSWER.c.score)):
        counts[scale, str(int(score))] += number


def _patrons(connection: Connection, day: Day, counts: Counts) -> None:
    before = select(_I.c.id).where(
        _I.c.patron_id == _PATRON.c.id,
        _I.c.kind == "conversation",
        _I.c.started_at < _PATRON.c.registered_at,
        _I.c.started_at >= day.begin - ASSISTED,
    )
    query = select(_PATRON.c.acquired_via, before.exists()).where(_within(_PATRON.c.registered_at, day))
    for via, assisted in connection.execute(query):
        counts["registered", "chat" if via in MESSAGING else "elsewhere"] += 1
        if assisted:
            counts["registered_assisted", ""] += 1


def _within(column: Any, day: Day) -> Any:
    return and_(column >= day.begin, column < day.end)
