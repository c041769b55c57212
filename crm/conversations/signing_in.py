"""Signing in to a chat by a link, and out of it: which patron a chat partner is bound to."""

from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.conversations import signing_out
from crm.conversations.identities import Identity, identity_in
from crm.conversations.outcomes import close_interaction
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound, PinChanged
from crm.patrons.sign_in_links import LinkIssued, LinkState, link_issue, link_peek, link_redeem_row, link_try_failed
from crm.patrons.sign_in_periods import BOUNDS, VERIFIED, SignInBounds

__all__ = [
    "LinkIssued",
    "LinkState",
    "link_issue",
    "link_peek",
    "link_redeem",
    "link_try_failed",
    "unlink",
]

_IDENTITY = table_of(records.ChannelIdentity)
_PATRON = table_of(records.Patron)
_INTERACTION = table_of(records.Interaction)
_LINK = table_of(records.SignInLink)


async def link_redeem(
    store: Store,
    url_token: str,
    patron_id: int,
    *,
    pin_given_at: datetime | Literal["unchecked"] | None = "unchecked",
    own_device: bool = False,
    bounds: SignInBounds = BOUNDS,
) -> Identity:
    """Bind the chat that a link was issued to and the patron who proved who they are there.

    `pin_given_at` is what crm.patrons.cards.pin_given_at said before the PIN was checked: a card that was given another
    one since is not signed in by the old one, whatever the clock says. On the web the visitor's token ends here (see
    `renew_token`). Once only: raises LinkUnknown, LinkUsed, LinkExpired or LinkTriesSpent; PinChanged; NotFound for an
    unknown patron.
    """

    def redeem(connection: Connection) -> Identity:
        now = store.clock.now()
        # Held, so that who is merged or erased at this moment is either signed in before that, or not at all.
        patron = connection.execute(
            select(_PATRON.c.public_id, _PATRON.c.pin_hash, _PATRON.c.pin_given_at)
            .where(_PATRON.c.id == patron_id, _PATRON.c.erased_at.is_(None), _PATRON.c.merged_into_id.is_(None))
            .with_for_update(read=True, key_share=True)
        ).first()
        if patron is None:
            raise NotFound("patron", patron_id)
        # Where no hash is kept, the library system checks PINs. A hash that was only made anew is of the same PIN.
        is_checked_here = pin_given_at != "unchecked" and patron.pin_hash is not None
        if is_checked_here and patron.pin_given_at != pin_given_at:
            raise PinChanged("another PIN was given meanwhile")
        identity_id = link_redeem_row(connection, store, url_token, patron_id)
        signing_out.make_room(connection, identity_id, patron_id)
        connection.execute(
            update(_IDENTITY)
            .where(_IDENTITY.c.id == identity_id)
            .values(
                patron_id=patron_id,
                assurance=VERIFIED,
                linked_at=now,
                last_seen_at=now,
                signed_in_until=bounds.of(own_device=own_device).until(now, now),
                own_device=own_device,
                lapsed_at=None,
                token_hash=None,
            )
        )
        _adopt_conversation(connection, identity_id, patron_id, now)
        view = identity_in(connection, identity_id)
        trail.append(
            connection,
            store,
            Actor("patron", patron.public_id),
            "identity.linked",
            trail.Subject("channel_identity", view.public_id, patron.public_id),
            ("patron_id", "assurance", "linked_at"),
        )
        return view

    return await store.transact(redeem)


async def unlink(store: Store, identity_id: int) -> None:
    """Sign a chat partner out: nothing of the patron is reachable or shown in the chat any more."""

    def forget(connection: Connection) -> None:
        row = connection.execute(select(_IDENTITY).where(_IDENTITY.c.id == identity_id)).mappings().first()
        if row is None:
            raise NotFound("channel identity", identity_id)
        now = store.clock.now()
        connection.execute(
            update(_LINK).where(_LINK.c.identity_id == identity_id, _LINK.c.used_at.is_(None)).values(used_at=now)
        )
        if row["patron_id"] is not None:
            signing_out.forget(connection, store, row, "identity.unlinked")

    await store.transact(forget)


def _adopt_conversation(connection: Connection, identity_id: int, patron_id: int, now: datetime) -> None:
    """Give the running conversation to the patron; one that was another patron's ends here instead."""
    running = connection.execute(
        select(_INTERACTION.c.id, _INTERACTION.c.patron_id)
        .where(_INTERACTION.c.channel_identity_id == identity_id, _INTERACTION.c.status != "closed")
        .with_for_update()
    ).first()
    if running is None:
        return
    if running.patron_id in (None, patron_id):
        connection.execute(update(_INTERACTION).where(_INTERACTION.c.id == running.id).values(patron_id=patron_id))
    else:
        close_interaction(connection, running.id, now)
