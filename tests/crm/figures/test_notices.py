"""What the library writes first, on both databases: arrived, acted on, kept back and left, worked out by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crm import records
from crm.conversations.identities import Identity
from crm.database.store import Store
from crm.figures.behind import parts_of
from crm.figures.reading import read
from crm.figures.rollup import roll_up
from protocol.clock import FixedClock
from tests.support.given_figures import DAY, DAYS, HOUR, NOON, known_since, share, write
from tests.support.given_notices import at_telegram
from tests.support.store_rows import add, add_patron, rows

RENEW = {"title": "تمدید", "payload": '/renew{"ref": "loan:L1"}'}
STOP = {"title": "توقف", "payload": "/unsubscribe"}


class Notices:
    """Messages of notices that were written at noon of the Friday."""

    def __init__(self, store: Store) -> None:
        self.store, self.count = store, 0

    async def message(
        self, who: Identity, state: str = "sent", *, at: datetime = NOON, buttons: list[dict[str, str]] | None = None,
        kinds: tuple[str, ...] = ("due_soon",), channel: str = "telegram",
    ) -> int:  # fmt: skip
        """A message that tells some things, with what became of it."""
        self.count += 1
        name = f"n{self.count}"
        talk = {
            "public_id": name, "engine_conversation": name, "channel": channel, "kind": "notice",
            "direction": "outbound", "started_at": at, "status": "closed", "ended_at": at, "outcome": "bot_resolved",
            "handled_by": "system", "patron_id": who.patron_id, "channel_identity_id": who.id,
        }  # fmt: skip
        talk_id = await add(self.store, records.Interaction, **talk)
        said = {"interaction_id": talk_id, "seq": 1, "sender": "bot", "created_at": at, "buttons": buttons}
        message_id = await add(self.store, records.Message, **said)
        sent = {"message_id": message_id, "identity_id": who.id, "channel": channel, "next_attempt_at": at}
        sent |= {"state": state, "sent_at": at if state == "sent" else None}
        await add(self.store, records.Outbox, **sent)
        for number, kind in enumerate(kinds):
            await self.notice(who, f"{name}:{number}", kind=kind, at=at, message_id=message_id, channel=channel)
        return message_id

    async def notice(self, who: Identity, thing: str, *, at: datetime = NOON, **more: Any) -> None:
        row = {"kind": "due_soon", "channel": "telegram", "patron_id": who.patron_id, "thing": thing, "due_at": at}
        row |= {"status": "sent", "planned_at": at, "send_after": at, "settled_at": at}
        await add(self.store, records.Notice, **{**row, **more})

    async def press(self, who: Identity, message_id: int, place: int, *, at: datetime = NOON + HOUR) -> None:
        """A button of a message that is pressed in a chat, named as the messenger names it."""
        [talk, *_] = await rows(self.store, records.Interaction, channel_identity_id=who.id, kind="conversation")
        said = {"interaction_id": talk.id, "seq": 100 + message_id, "sender": "patron", "created_at": at}
        await add(self.store, records.Message, **said, client_message_id=f"42:b:{message_id}:{place}")

    async def no(self, patron_id: int, at: datetime, channel: str | None = "telegram") -> None:
        [purpose] = await rows(self.store, records.Purpose, code="library_news")
        row = {"subject_ref": "r", "purpose_id": purpose.id, "action": "withdrawn", "source": "chat"}
        row |= {"patron_id": patron_id, "channel": channel, "occurred_at": at, "text_version": 1}
        await write(self.store, records.ConsentRecord, row)


async def chat(store: Store) -> Identity:
    return await at_telegram(store, await add_patron(store))


async def test_a_message_that_its_channel_took_is_delivered(store: Store) -> None:
    """Of eight messages one is under way: five of the seven that are decided arrived."""
    made, who = Notices(store), await chat(store)
    for state in ("sent", "sent", "sent", "sent", "sent", "failed", "dropped", "pending"):
        await made.message(who, state, kinds=("due_soon", "hold_ready"))
    # An answer in a conversation is no notice.
    assert await share(store, "notices_delivered") == (5, 7)
    await roll_up(store)
    assert await share(store, "notices_delivered") == (5, 7), "and so it is kept"


async def test_a_pressed_button_is_one_of_that_message_and_not_the_one_that_stops(store: Store) -> None:
    """Four arrived with a button that answers them, and of two of these one was pressed."""
    made, who, other = Notices(store), await chat(store), await chat(store)
    both = [RENEW, STOP]
    first, second, third, fourth = [await made.message(who, buttons=both) for _ in range(4)]
    only_stop = await made.message(who, buttons=[STOP])
    failed = await made.message(who, "failed", buttons=both)
    letter = await made.message(who, buttons=both, channel="email")
    await made.press(who, first, 0)
    await made.press(who, second, 0, at=NOON + 3 * DAYS)
    await made.press(who, third, 1)
    for message in (only_stop, failed, letter):
        await made.press(who, message, 0)
    # A name that another chat has for a message of its own.
    await made.press(other, 10**6, 0)
    assert fourth and await share(store, "notices_pressed") == (2, 4)


async def test_what_was_kept_back_is_a_share_of_all_that_was_decided(store: Store) -> None:
    """Four of ten were kept back, three of them for want of consent; what is true no more is neither."""
    made, who = Notices(store), await chat(store)
    await known_since(store, NOON - DAYS)
    for number in range(6):
        await made.notice(who, f"told{number}")
    for number, reason in enumerate(("no_consent", "no_consent", "unsubscribed", "blocked")):
        await made.notice(who, f"kept{number}", status="suppressed", reason=reason)
    await made.notice(who, "returned", status="cancelled", reason="returned")
    await made.notice(who, "waits", status="queued", settled_at=None)
    await made.notice(who, "tomorrow", at=NOON + DAYS, status="suppressed", reason="no_consent")
    assert await share(store, "notices_kept_back") == (4, 10)
    assert await share(store, "notices_no_consent") == (3, 10)
    counted = await read(store, DAY, DAY)
    assert not parts_of("notices_no_consent", "counted", counted.counts), "who said no is not listed"


async def test_who_leaves_within_a_week_leaves_after_the_last_message(store: Store, clock: FixedClock) -> None:
    """Of six messages two were left after: in time, on that channel or on all, and after none that was nearer."""
    made = Notices(store)
    soon, everywhere, late, elsewhere, twice, stays = [await chat(store) for _ in range(6)]
    for who in (soon, everywhere, late, elsewhere, twice, stays):
        await made.message(who, kinds=("campaign",))
    # A second message the day after, of another day: that one is left.
    await made.message(twice, kinds=("campaign",), at=NOON + DAYS)
    for who, at, channel in (
        (soon, NOON + HOUR, "telegram"), (everywhere, NOON + 7 * DAYS, None),
        (late, NOON + 7 * DAYS + HOUR, "telegram"), (elsewhere, NOON + HOUR, "email"),
        (twice, NOON + 2 * DAYS, "telegram"), (stays, NOON - HOUR, "telegram"),
    ):  # fmt: skip
        assert who.patron_id is not None
        await made.no(who.patron_id, at, channel)
    assert await share(store, "campaigns_left") == (0, 0), "the week is not over"
    clock.advance(10 * DAYS)
    assert await share(store, "campaigns_left") == (2, 6)
    assert await share(store, "campaigns_left", DAY + DAYS, DAY + DAYS) == (1, 1)
    assert stays.patron_id is not None
    await made.no(stays.patron_id, NOON + 3 * DAYS)
    assert await share(store, "campaigns_left") == (3, 6)
