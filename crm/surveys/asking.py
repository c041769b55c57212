"""Asking in a chat after the fact: after a librarian's conversation, and whether the answer to a complaint has helped.

Message, place in the outbox and invitation are one transaction: whoever ends in between has asked once or not yet.
"""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, insert, or_, select

from crm import records
from crm.cases.file import way_to_patron
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.rules import NoticeRules
from crm.records.values import CHATS
from crm.surveys.definitions import Version, running
from crm.surveys.inviting import invite, is_cooling, is_drawn, lock_asked, token_of
from crm.surveys.wordings import CASE, LIBRARIAN
from language.writing import in_digits

__all__ = ["ABOUT", "ask_after_cases", "ask_after_librarians", "buttons_of"]

# In a message's `custom`: that it asks how something was.
ABOUT = "survey"
# A conversation that ended longer ago is asked about no more.
STILL_FRESH, A_ROUND = timedelta(hours=2), timedelta(minutes=5)
# How long an answer is left to work before anybody is asked whether it helped, and until when that is asked.
AFTER, UNTIL = timedelta(days=1), timedelta(days=45)
BATCH = 100

_INTERACTION = table_of(records.Interaction)
_INVITATION = table_of(records.SurveyInvitation)
_RESPONSE = table_of(records.SurveyResponse)
_CASE = table_of(records.ServiceCase)
_PATRON = table_of(records.Patron)
_MESSAGE = table_of(records.Message)
_OUTBOX = table_of(records.Outbox)


async def ask_after_librarians(store: Store, rules: NoticeRules) -> int:
    """Ask those whose conversation with a librarian has just ended how it was; give how many were asked.

    Nobody is asked at night: who talked late is asked in the morning.
    """
    now = store.clock.now()
    if rules.is_quiet(now):
        return 0
    asked = select(_INVITATION.c.id).where(_INVITATION.c.interaction_id == _INTERACTION.c.id)
    query = (
        select(_INTERACTION.c.id)
        .where(
            _INTERACTION.c.status == "closed",
            _INTERACTION.c.kind == "conversation",
            _INTERACTION.c.direction == "inbound",
            _INTERACTION.c.is_test.is_(False),
            _INTERACTION.c.handled_by.in_(("staff", "both")),
            _INTERACTION.c.first_staff_reply_at.is_not(None),
            _INTERACTION.c.channel.in_(CHATS),
            _INTERACTION.c.ended_at > _fresh_since(rules, now),
            ~asked.exists(),
        )
        .order_by(_INTERACTION.c.id)
    )
    return await _each(store, LIBRARIAN, query, _INTERACTION.c.id, _is_to_ask_librarian, _after_librarian)


def _fresh_since(rules: NoticeRules, now: datetime) -> datetime:
    """Give when a conversation must have ended to be asked about; what quiet hours kept back comes after them."""
    since = now - STILL_FRESH
    # The last minutes before them may have come too late for a round.
    return rules.evening(since) - A_ROUND if rules.is_quiet(since) else since


async def ask_after_cases(store: Store, rules: NoticeRules) -> int:
    """Ask complainants whose matter was answered or closed a day ago whether it helped, once for each case.

    Nobody is asked at night, and nobody in a cool-down, unless a librarian's word was what they said yes to after a
    low score: then they agreed to be asked. Gives how many were asked.
    """
    now = store.clock.now()
    if rules.is_quiet(now):
        return 0
    asked = select(_INVITATION.c.id).where(_INVITATION.c.case_id == _CASE.c.id)
    settled = func.coalesce(_CASE.c.closed_at, _CASE.c.answered_at)
    query = (
        select(_CASE.c.id)
        .where(
            _CASE.c.kind == "complaint",
            _CASE.c.status.in_(("answered", "closed")),
            or_(_CASE.c.resolution.is_(None), _CASE.c.resolution.not_in(("withdrawn", "duplicate"))),
            and_(settled <= now - AFTER, settled > now - UNTIL),
            ~asked.exists(),
        )
        .order_by(_CASE.c.id)
    )
    return await _each(store, CASE, query, _CASE.c.id, _is_to_ask_of_case, _after_case)


def buttons_of(
    token: str, code: str, least: int, most: int, language: str, *, best_first: bool
) -> list[dict[str, str]]:
    """Make one button for each value of a scale; each carries what it answers."""
    values = range(most, least - 1, -1) if best_first else range(least, most + 1)
    return [
        {
            "title": in_digits(value, language),
            "payload": f'/rate{{"score": "{value}", "ref": "ask:{token}:{code}"}}',
        }
        for value in values
    ]


_Ask = Callable[[Store, int, Connection], bool]


async def _each(store: Store, code: str, query: Any, key: Any, is_to_ask: _Ask, ask: _Ask) -> int:
    """Ask each whom a query gives, a page at a time; whoever is not to be asked is only looked at."""

    def page(connection: Connection, after: int) -> tuple[list[int], list[int]]:
        ids = list(connection.scalars(query.where(key > after).limit(BATCH)))
        return ids, [each for each in ids if is_to_ask(store, each, connection)]

    if await store.look(lambda connection: running(connection, code)) is None:
        return 0
    asked = after = 0
    while True:
        ids, some = await store.look(partial(page, after=after))
        for each in some:
            asked += await store.transact(partial(ask, store, each))
        if len(ids) < BATCH:
            return asked
        after = ids[-1]


def _is_to_ask_librarian(store: Store, interaction_id: int, connection: Connection) -> bool:
    return _of_librarian(store, interaction_id, connection, store.clock.now()) is not None


def _of_librarian(
    store: Store, interaction_id: int, connection: Connection, now: datetime, *, lock: bool = False
) -> tuple[Version, RowMapping, RowMapping] | None:
    """Give survey, conversation and chat where somebody is to be asked; None where not."""
    # Locked: of two gateways the second finds the first one's invitation.
    query = select(_INTERACTION).where(_INTERACTION.c.id == interaction_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    survey = running(connection, LIBRARIAN)
    if row is None or survey is None or _is_asked(connection, _INVITATION.c.interaction_id == interaction_id):
        return None
    way = way_to_patron(connection, row["patron_id"], interaction_id, now=now)
    if way is None or not _is_drawn(store, connection, survey, row["patron_id"], way["id"], now, lock=lock):
        return None
    return survey, row, way


def _after_librarian(store: Store, interaction_id: int, connection: Connection) -> bool:
    now = store.clock.now()
    found = _of_librarian(store, interaction_id, connection, now, lock=True)
    if found is None:
        return False
    survey, row, way = found
    token = token_of(store, survey.id, f"talk:{interaction_id}")
    invite(connection, store, survey, token, row["patron_id"], way["id"], interaction_id=interaction_id)
    _put(connection, survey, token, way, row["patron_id"], interaction_id, now)
    return True


def _is_to_ask_of_case(store: Store, case_id: int, connection: Connection) -> bool:
    return _of_case(store, case_id, connection, store.clock.now()) is not None


def _of_case(
    store: Store, case_id: int, connection: Connection, now: datetime, *, lock: bool = False
) -> tuple[Version, RowMapping, RowMapping] | None:
    """Give survey, case and chat where somebody is to be asked; None where not."""
    query = select(_CASE).where(_CASE.c.id == case_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    if row is None or row["status"] not in ("answered", "closed"):
        return None
    survey = running(connection, CASE)
    if survey is None or _is_asked(connection, _INVITATION.c.case_id == case_id):
        return None
    way = way_to_patron(connection, row["patron_id"], row["interaction_id"], now=now)
    if way is None:
        return None
    agreed = connection.scalar(select(_RESPONSE.c.id).where(_RESPONSE.c.case_id == case_id)) is not None
    if not agreed and not _is_drawn(store, connection, survey, row["patron_id"], way["id"], now, lock=lock):
        return None
    return survey, row, way


def _after_case(store: Store, case_id: int, connection: Connection) -> bool:
    now = store.clock.now()
    found = _of_case(store, case_id, connection, now, lock=True)
    if found is None:
        return False
    survey, row, way = found
    token = token_of(store, survey.id, f"case:{case_id}")
    made = _put(connection, survey, token, way, row["patron_id"], row["interaction_id"], now, case_id=case_id)
    invite(connection, store, survey, token, row["patron_id"], way["id"], interaction_id=made, case_id=case_id)
    return True


def _is_drawn(
    store: Store,
    connection: Connection,
    survey: Version,
    patron_id: int | None,
    identity_id: int,
    now: datetime,
    *,
    lock: bool,
) -> bool:
    """Tell whether somebody is in the sample, and was asked nothing lately."""
    if lock:
        # Two questions to one patron at once, from whatever chat: the second sees the first.
        lock_asked(connection, patron_id, identity_id)
    if is_cooling(connection, patron_id, identity_id, now):
        return False
    return is_drawn(store, survey, _name_of(connection, patron_id, identity_id), now)


def _is_asked(connection: Connection, mine: Any) -> bool:
    return connection.scalar(select(_INVITATION.c.id).where(mine).limit(1)) is not None


def _name_of(connection: Connection, patron_id: int | None, identity_id: int) -> str:
    if patron_id is None:
        return f"chat:{identity_id}"
    return str(connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == patron_id)))


def _put(
    connection: Connection,
    survey: Version,
    token: str,
    way: RowMapping,
    patron_id: int | None,
    parent_id: int | None,
    now: datetime,
    case_id: int | None = None,
) -> int:
    """Write the question into a chat, as a notice that ends with itself; give its interaction."""
    question, language = survey.questions[0], way["language"]
    public_id = str(uuid.uuid4())
    notice = {
        "public_id": public_id,
        "engine_conversation": public_id,
        "patron_id": patron_id,
        "channel_identity_id": way["id"],
        "parent_id": parent_id,
        "case_id": case_id,
        "channel": way["channel"],
        "direction": "outbound",
        "kind": "notice",
        "status": "closed",
        "outcome": "bot_resolved",
        "handled_by": "system",
        "language": language,
        "started_at": now,
        "last_message_at": now,
        "ended_at": now,
        "last_seq": 1,
    }
    made = connection.execute(insert(_INTERACTION).returning(_INTERACTION.c.id), notice).scalar_one()
    least, most = question.range
    message = {
        "interaction_id": made,
        "seq": 1,
        "sender": "bot",
        "body": question.text[language],
        "buttons": buttons_of(token, question.code, least, most, language, best_first=True),
        "custom": {ABOUT: survey.code},
        "language": language,
        "created_at": now,
    }
    message_id = connection.execute(insert(_MESSAGE).returning(_MESSAGE.c.id), message).scalar_one()
    whither = {"identity_id": way["id"], "channel": way["channel"], "next_attempt_at": now}
    connection.execute(insert(_OUTBOX), {"message_id": message_id, **whither})
    return int(made)
