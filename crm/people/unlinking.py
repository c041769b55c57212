"""Wrong links undone: a chat taken from the patron that it was linked to by mistake, with its history left whole.

Nothing that was said is lost or changed; only whose it is. What was said in the chat while it was another patron's
stays theirs, and what was said under the wrong name becomes nobody's, as before anybody signed in there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, exists, func, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.conversations import signing_out
from crm.conversations.outcomes import close_interaction
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue, NotFound
from crm.interests.keeping import forget_interests
from crm.notices.recalling import recall
from crm.notices.subscriptions import end_subscriptions
from crm.notices.ways import patron_of_chat
from crm.patrons.sign_in_periods import hide_history
from crm.staff.own_words import own_words
from crm.trust.consents import add_consent, is_agreed_to
from crm.trust.history import PURPOSE as HISTORY
from crm.trust.links import MINUTES

__all__ = ["PERIODS", "Unlinked", "close_links", "unlink_chat"]

# What was never this patron's: nothing of it, what was said since this sign-in, or all that was said in the chat.
PERIODS = ("none", "since", "whole")

# A page that was opened out of a conversation is open for so long after its end.
PAGE = timedelta(minutes=MINUTES)

_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_LINK = table_of(records.SignInLink)
_DATA_LINK = table_of(records.DataLink)
_MESSAGE = table_of(records.Message)
_OUTBOX = table_of(records.Outbox)
_CASE = table_of(records.ServiceCase)
_FEEDBACK = table_of(records.Feedback)
_INVITATION = table_of(records.SurveyInvitation)
_RESPONSE = table_of(records.SurveyResponse)
_CONSENT = table_of(records.ConsentRecord)
_PURPOSE = table_of(records.Purpose)
_PATRON = table_of(records.Patron)
_INTEREST = table_of(records.Interest)


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A chat that was taken from a patron: its number, and how many conversations and cases became nobody's."""

    identity_id: int
    conversations: int
    cases: int


async def unlink_chat(
    store: Store, patron_id: int, chat: str, *, not_theirs: str, by: Actor, reason: str | None = None
) -> Unlinked:
    """Take a chat, by its public id, from a patron; `not_theirs` is one of PERIODS.

    What still was to be sent there of the patron is not sent, notices that were asked for there end with the consent
    to them, and a yes that was given under the wrong name is withdrawn; a no stays. Raises InvalidValue, and NotFound
    when the chat is not this patron's.
    """
    if not_theirs not in PERIODS:
        raise InvalidValue("not_theirs", f"one of {', '.join(PERIODS)} is needed")
    why = own_words(reason) if reason else None
    return await store.transact(lambda connection: _unlink(connection, store, patron_id, chat, not_theirs, by, why))


def close_links(connection: Connection, identity_id: int, now: datetime) -> None:
    """Let the links to sign in of a chat, and the pages that were opened out of it, lead nowhere any more."""
    open_links = (_LINK.c.identity_id == identity_id, _LINK.c.used_at.is_(None))
    connection.execute(update(_LINK).where(*open_links).values(used_at=now))
    pages = (_DATA_LINK.c.identity_id == identity_id, _DATA_LINK.c.closed_at.is_(None))
    connection.execute(update(_DATA_LINK).where(*pages).values(closed_at=now))


def _unlink(
    connection: Connection, store: Store, patron_id: int, chat: str, not_theirs: str, by: Actor, reason: str | None
) -> Unlinked:
    now = store.clock.now()
    query = select(_IDENTITY).where(_IDENTITY.c.public_id == chat)
    row = connection.execute(query.with_for_update()).mappings().first()
    if row is None or patron_of_chat(connection, row["id"]) != patron_id:
        raise NotFound("chat", chat)
    identity_id = int(row["id"])
    close_links(connection, identity_id, now)
    # Notices have told nobody yet and go another way; what else was said to them there is said to nobody.
    recall(connection, identity_id)
    _unsend(connection, identity_id, patron_id)
    end_subscriptions(connection, store, patron_id, identity_id=identity_id, source="console", by=by)
    running = (_INTERACTION.c.channel_identity_id == identity_id, _INTERACTION.c.status != "closed")
    for interaction_id in list(connection.scalars(select(_INTERACTION.c.id).where(*running))):
        close_interaction(connection, interaction_id, now)
    talks = _talks(connection, row, patron_id, not_theirs)
    cases = _released(connection, store, patron_id, talks, by)
    if row["patron_id"] is None:
        # The sign-in had ended by itself, and the chat was still known as theirs.
        connection.execute(update(_IDENTITY).where(_IDENTITY.c.id == identity_id).values(lapsed_at=None))
        recall(connection, identity_id)
        hide_history(connection, identity_id)
    else:
        signing_out.forget(connection, store, row, "identity.unlinked", by=by)
    public_id = connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == patron_id))
    about = trail.Subject("channel_identity", row["public_id"], public_id)
    trail.append(connection, store, by, "identity.link_undone", about, (f"not_theirs_{not_theirs}",), reason=reason)
    return Unlinked(identity_id, len(talks), cases)


def _talks(connection: Connection, row: RowMapping, patron_id: int, not_theirs: str) -> list[int]:
    """Find the conversations in a chat that stand under the patron's name and are not theirs."""
    if not_theirs == "none":
        return []
    mine: list[ColumnElement[bool]] = [
        _INTERACTION.c.channel_identity_id == row["id"],
        _INTERACTION.c.patron_id == patron_id,
        _INTERACTION.c.kind == "conversation",
    ]
    if not_theirs == "since" and row["linked_at"] is not None:
        # The conversation in which they signed in began before that.
        last = func.coalesce(_INTERACTION.c.last_message_at, _INTERACTION.c.ended_at, _INTERACTION.c.started_at)
        mine.append(or_(_INTERACTION.c.ended_at.is_(None), last >= row["linked_at"]))
    elif not_theirs == "since":
        # The sign-in has ended: it was the last period in which the chat was nobody else's.
        others = select(func.max(_INTERACTION.c.id)).where(
            _INTERACTION.c.channel_identity_id == row["id"],
            _INTERACTION.c.patron_id != patron_id,
        )
        mine.append(_INTERACTION.c.id > func.coalesce(others.scalar_subquery(), 0))
    return list(connection.scalars(select(_INTERACTION.c.id).where(*mine)))


def _unsend(connection: Connection, identity_id: int, patron_id: int) -> None:
    """Take back what lies in the outbox for the chat and is the patron's: it would reach somebody else."""
    theirs = (
        select(_MESSAGE.c.id)
        .join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id)
        .where(_INTERACTION.c.patron_id == patron_id)
    )
    waiting = (
        _OUTBOX.c.identity_id == identity_id,
        _OUTBOX.c.state == "pending",
        _OUTBOX.c.message_id.in_(theirs),
    )
    connection.execute(update(_OUTBOX).where(*waiting).values(state="dropped"))


def _released(connection: Connection, store: Store, patron_id: int, talks: Sequence[int], by: Actor) -> int:
    """Take the patron's name from conversations and all that was made of them; give how many cases that were."""
    if not talks:
        return 0
    nobodys: dict[str, Any] = {"patron_id": None}
    connection.execute(update(_INTERACTION).where(_INTERACTION.c.id.in_(talks)).values(**nobodys))
    cases = update(_CASE).where(_CASE.c.interaction_id.in_(talks), _CASE.c.patron_id == patron_id)
    released = connection.execute(cases.values(**nobodys)).rowcount
    asked = select(_INVITATION.c.id).where(_INVITATION.c.interaction_id.in_(talks))
    said = select(_MESSAGE.c.id).where(_MESSAGE.c.interaction_id.in_(talks))
    for table, where in (
        (_RESPONSE, _RESPONSE.c.invitation_id.in_(asked)),
        (_INVITATION, _INVITATION.c.interaction_id.in_(talks)),
        (_FEEDBACK, or_(_FEEDBACK.c.interaction_id.in_(talks), _FEEDBACK.c.message_id.in_(said))),
    ):
        connection.execute(update(table).where(where, table.c.patron_id == patron_id).values(**nobodys))
    _withdrawn(connection, store, patron_id, talks, by)
    _given_up(connection, store, patron_id, talks, by)
    return int(released)


def _given_up(connection: Connection, store: Store, patron_id: int, talks: Sequence[int], by: Actor) -> None:
    """Forget the interests that were kept during these conversations: they are somebody else's words."""
    during = exists().where(
        _INTERACTION.c.id.in_(talks),
        _INTEREST.c.created_at >= _INTERACTION.c.started_at,
        or_(_INTERACTION.c.ended_at.is_(None), _INTEREST.c.created_at <= _INTERACTION.c.ended_at),
    )
    kept = list(connection.scalars(select(_INTEREST.c.id).where(_INTEREST.c.patron_id == patron_id, during)))
    if kept:
        forget_interests(connection, store, patron_id, only=kept, by=by)


def _page_yeses(connection: Connection, talks: Sequence[int], patron_id: int) -> set[int]:
    """Find what was agreed to on a page that was opened out of these conversations: it names none of them."""
    query = select(_INTERACTION.c.channel, _INTERACTION.c.started_at, _INTERACTION.c.ended_at)
    found: set[int] = set()
    for talk in connection.execute(query.where(_INTERACTION.c.id.in_(talks))).all():
        during = [_CONSENT.c.occurred_at >= talk.started_at]
        if talk.ended_at is not None:
            during.append(_CONSENT.c.occurred_at <= talk.ended_at + PAGE)
        page = (_CONSENT.c.source == "page", _CONSENT.c.channel == talk.channel, _CONSENT.c.patron_id == patron_id)
        found.update(connection.scalars(select(_CONSENT.c.id).where(*page, *during)))
    return found


def _withdrawn(connection: Connection, store: Store, patron_id: int, talks: Sequence[int], by: Actor) -> None:
    """Withdraw each yes that was given in these conversations and still is the last word on its purpose there."""
    on_pages = _page_yeses(connection, talks, patron_id)
    given = (
        select(_PURPOSE.c.id, _PURPOSE.c.code, _CONSENT.c.channel)
        .distinct()
        .join(_PURPOSE, _PURPOSE.c.id == _CONSENT.c.purpose_id)
        .where(
            _CONSENT.c.patron_id == patron_id,
            or_(_CONSENT.c.interaction_id.in_(talks), _CONSENT.c.id.in_(on_pages)),
            _CONSENT.c.action == "granted",
            _PURPOSE.c.can_opt_out,
        )
    )
    for row in connection.execute(given).all():
        latest = connection.execute(
            select(_CONSENT.c.action, _CONSENT.c.interaction_id, _CONSENT.c.id)
            .where(
                _CONSENT.c.patron_id == patron_id,
                _CONSENT.c.purpose_id == row.id,
                or_(_CONSENT.c.channel == row.channel, _CONSENT.c.channel.is_(None)),
            )
            .order_by(_CONSENT.c.occurred_at.desc(), _CONSENT.c.id.desc())
            .limit(1)
        ).first()
        theirs = latest is not None and (latest.interaction_id in talks or latest.id in on_pages)
        if latest is not None and latest.action == "granted" and theirs:
            add_consent(connection, store, patron_id, row.code, row.channel, "withdrawn", source="console", by=by)
            if row.code == HISTORY and not is_agreed_to(connection, patron_id, HISTORY):
                mine = update(_PATRON).where(_PATRON.c.id == patron_id)
                connection.execute(mine.values(history_opt_in=False, version=_PATRON.c.version + 1))
