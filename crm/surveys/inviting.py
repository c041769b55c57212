"""Invitations: who is asked what, by sampling and with a cool-down, kept at the moment they are asked.

Whoever was asked anything is asked nothing else for as many days as the survey that they were asked says, whatever the
other survey: one asking stands for all. Who is in the sample of a survey is drawn once for each of its periods, so
that nobody who talks often is drawn often.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, or_, select

from crm import records
from crm.cases.own import Asker, asker_of
from crm.database.key_ring import keyed_hash
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.surveys.definitions import Version, running
from crm.surveys.wordings import CONVERSATION, GAP, LIBRARIAN, NPS

__all__ = [
    "SurveyAsked",
    "ask_at_goodbye",
    "invite",
    "is_cooling",
    "is_drawn",
    "lock_asked",
    "token_again",
    "token_hashes",
    "token_of",
]

# An invitation that is older is answered no more.
OPEN_FOR = timedelta(days=30)
LONGEST_COOLDOWN = timedelta(days=1000)
# Letters only: nothing in it looks like a number that has to be masked.
_LETTERS = str.maketrans("0123456789abcdef", "ghijklmnopqrstuv")
TOKEN_LETTERS = 20

_SURVEY = table_of(records.Survey)
_INVITATION = table_of(records.SurveyInvitation)
_RESPONSE = table_of(records.SurveyResponse)
_INTERACTION = table_of(records.Interaction)
_IDENTITY = table_of(records.ChannelIdentity)
_PATRON = table_of(records.Patron)


@dataclass(frozen=True, slots=True)
class SurveyAsked:
    """One invitation: the token that its answers carry, and what is asked."""

    token: str
    survey: Version


async def ask_at_goodbye(store: Store, conversation: str) -> SurveyAsked | None:
    """Choose what is asked at the end of a conversation, and keep that it was; None where nothing is to be asked.

    Asked again in the same conversation it gives what it gave before, while that has no answer. Raises NotFound.
    """

    def ask(connection: Connection) -> SurveyAsked | None:
        now = store.clock.now()
        who = asker_of(connection, conversation, now)
        # Two chats of one patron at once: the second sees what the first was asked.
        lock_asked(connection, who.patron_id, who.identity_id)
        before = _open_one(connection, store, who.interaction_id)
        if before is not None:
            return before
        if is_cooling(connection, who.patron_id, who.identity_id, now):
            return None
        survey = _due(connection, store, who, now)
        if survey is None:
            return None
        token = token_of(store, survey.id, f"talk:{who.interaction_id}")
        invite(connection, store, survey, token, who.patron_id, who.identity_id, interaction_id=who.interaction_id)
        return SurveyAsked(token, survey)

    return await store.transact(ask)


def is_cooling(connection: Connection, patron_id: int | None, identity_id: int | None, now: datetime) -> bool:
    """Tell whether somebody was asked anything so lately that they are to be left alone."""
    mine = [
        column == value
        for column, value in ((_INVITATION.c.patron_id, patron_id), (_INVITATION.c.identity_id, identity_id))
        if value is not None
    ]
    if not mine:
        return False
    query = (
        select(_INVITATION.c.sent_at, _SURVEY.c.cooldown_days)
        .join(_SURVEY, _SURVEY.c.id == _INVITATION.c.survey_id)
        .where(or_(*mine), _INVITATION.c.is_asked, _INVITATION.c.sent_at > now - LONGEST_COOLDOWN)
    )
    return any(row.sent_at + timedelta(days=row.cooldown_days) > now for row in connection.execute(query))


def is_drawn(store: Store, survey: Version, who: str, now: datetime) -> bool:
    """Tell whether somebody, by a name that stays theirs, is in a survey's sample of this period."""
    period = now.toordinal() // max(survey.cooldown_days, 1)
    share = int(store.keys.named(f"sample:{survey.code}:{period}:{who}")[:8], 16) / 0x1_0000_0000
    return share < survey.sample_rate


def invite(
    connection: Connection,
    store: Store,
    survey: Version,
    token: str,
    patron_id: int | None,
    identity_id: int | None,
    *,
    interaction_id: int | None = None,
    case_id: int | None = None,
    is_asked: bool = True,
) -> int:
    """Keep an invitation; give its id."""
    now = store.clock.now()
    row = {
        "survey_id": survey.id,
        "patron_id": patron_id,
        "identity_id": identity_id,
        "interaction_id": interaction_id,
        "case_id": case_id,
        "is_asked": is_asked,
        "token_hash": token_hashes(store, token)[0],
        "sent_at": now,
        "expires_at": now + OPEN_FOR,
    }
    return int(connection.execute(insert(_INVITATION).returning(_INVITATION.c.id), row).scalar_one())


def token_of(store: Store, survey_id: int, about: str) -> str:
    """Make the token of an invitation from what it is about: the same again for the same, and guessed by nobody."""
    return _token(store.keys.current, survey_id, about)


def token_again(store: Store, survey_id: int, about: str, kept: str) -> str:
    """Make the token of an invitation that is kept as a hash: with the key that it was made with, if we know it."""
    tokens = [_token(key, survey_id, about) for key in store.keys.known]
    return next((token for token in tokens if kept in token_hashes(store, token)), tokens[0])


def _token(key: bytes, survey_id: int, about: str) -> str:
    digest = hashlib.sha256(keyed_hash(key, f"ask:{survey_id}:{about}").encode()).hexdigest()
    return digest[:TOKEN_LETTERS].translate(_LETTERS)


def token_hashes(store: Store, token: str) -> list[str]:
    """Give the keyed hashes under which a token may be kept; a new one is kept under the first."""
    return store.keys.hashes(f"invitation:{token}")


def _due(connection: Connection, store: Store, who: Asker, now: datetime) -> Version | None:
    """Choose: what only few are asked for before what everybody is."""
    name = _name_of(connection, who)
    for code in (NPS, GAP) if who.patron_id is not None else ():
        survey = running(connection, code)
        if survey is not None and is_drawn(store, survey, name, now):
            return survey
    talked = connection.scalar(
        select(_INTERACTION.c.first_staff_reply_at).where(_INTERACTION.c.id == who.interaction_id)
    )
    survey = running(connection, LIBRARIAN if talked is not None else CONVERSATION)
    return survey if survey is not None and is_drawn(store, survey, name, now) else None


def _name_of(connection: Connection, who: Asker) -> str:
    if who.patron_id is not None:
        return str(connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == who.patron_id)))
    return f"chat:{who.identity_id}"


def lock_asked(connection: Connection, patron_id: int | None, identity_id: int | None) -> None:
    """Lock whom something is asked: the patron in all their chats, else the chat."""
    if patron_id is not None:
        connection.execute(select(_PATRON.c.id).where(_PATRON.c.id == patron_id).with_for_update())
    elif identity_id is not None:
        connection.execute(select(_IDENTITY.c.id).where(_IDENTITY.c.id == identity_id).with_for_update())


def _open_one(connection: Connection, store: Store, interaction_id: int) -> SurveyAsked | None:
    query = (
        select(_SURVEY.c.code, _INVITATION.c.survey_id, _INVITATION.c.token_hash)
        .join(_SURVEY, _SURVEY.c.id == _INVITATION.c.survey_id)
        .outerjoin(_RESPONSE, _RESPONSE.c.invitation_id == _INVITATION.c.id)
        .where(
            _INVITATION.c.interaction_id == interaction_id,
            _INVITATION.c.is_asked,
            _INVITATION.c.case_id.is_(None),
            _RESPONSE.c.id.is_(None),
        )
        .order_by(_INVITATION.c.id.desc())
        .limit(1)
    )
    row: RowMapping | Any = connection.execute(query).first()
    if row is None:
        return None
    survey = running(connection, row.code)
    if survey is None or survey.id != row.survey_id:
        return None
    return SurveyAsked(token_again(store, survey.id, f"talk:{interaction_id}", row.token_hash), survey)
