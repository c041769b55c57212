"""The librarians' desk: one has it, others are told who, notes stay inside."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from crm import records
from crm.conversations.identities import Identity
from crm.database.store import Store
from crm.errors import Conflict, InvalidValue, NotFound, TakenBySomebody
from crm.handoff import queue, steps
from crm.messages.views import messages_after
from crm.staff import members, sessions
from crm.staff.presence import note_present, set_away
from protocol.clock import FixedClock
from tests.support.store_rows import LIA, OMID, SARA, rows, say, visitor

PASSWORD = "a long password"


async def open_desk(store: Store, at: datetime) -> tuple[bool, datetime | None]:
    return True, None


async def asked(store: Store) -> tuple[Identity, str]:
    """Somebody who waits for a librarian, and who could come."""
    for name, role in (("sara", "librarian"), ("omid", "librarian"), ("lia", "supervisor"), ("nour", "editor")):
        await members.add_staff(store, name, name.title(), role, PASSWORD)
    who = await visitor(store)
    recorded = await say(store, who, "کتابدار؟")
    await steps.request(store, recorded.interaction.public_id, reason="مقاله", opening=open_desk)
    return who, recorded.interaction.public_id


async def test_who_comes_second_is_told_who_has_it(store: Store) -> None:
    _, conversation = await asked(store)
    ended = await asyncio.gather(
        *(steps.claim(store, conversation, name) for name in (SARA, OMID)), return_exceptions=True
    )
    [refused] = [end for end in ended if isinstance(end, Exception)]
    [queued] = await queue.queue(store)
    assert isinstance(refused, TakenBySomebody) and refused.holder == queued.staff_name
    assert (queued.status, queued.subject, queued.last_text) == ("with_staff", "مقاله", "کتابدار؟")


async def test_only_the_holder_or_a_supervisor_decides(store: Store) -> None:
    _, conversation = await asked(store)
    await steps.claim(store, conversation, SARA)
    for attempt in (
        queue.transfer(store, conversation, OMID, "omid"),
        steps.to_bot(store, conversation, OMID),
        steps.close(store, conversation, OMID),
        steps.reply(store, conversation, OMID, "سلام"),
        # Not before it has been taken over.
        steps.reply(store, conversation, LIA, "سلام"),
    ):
        with pytest.raises(TakenBySomebody) as told:
            await attempt
        assert told.value.holder == "Sara"
    await queue.transfer(store, conversation, LIA, "lia")
    await steps.reply(store, conversation, LIA, "سلام")
    with pytest.raises(TakenBySomebody):
        await steps.reply(store, conversation, SARA, "سلام")
    with pytest.raises(NotFound):
        await queue.transfer(store, conversation, LIA, "nour")
    await steps.close(store, conversation, LIA)
    with pytest.raises(Conflict):
        await queue.transfer(store, conversation, LIA, "sara")


async def test_of_two_transfers_at_once_one_holds(store: Store) -> None:
    _, conversation = await asked(store)
    await steps.claim(store, conversation, SARA)
    ended = await asyncio.gather(
        queue.transfer(store, conversation, SARA, "omid"),
        queue.transfer(store, conversation, SARA, "lia"),
        return_exceptions=True,
    )
    assert sum(end is None for end in ended) == 1
    [standing] = await queue.standings(store)
    assert standing.assigned_to == ("omid" if ended[0] is None else "lia")


async def test_a_transfer_that_is_sent_twice_is_one(store: Store) -> None:
    _, conversation = await asked(store)
    await steps.claim(store, conversation, SARA)
    for _ in range(2):
        await queue.transfer(store, conversation, LIA, "omid", word="عجله دارد")
    notes = [row for row in await rows(store, records.Message) if row.is_internal and row.sender == "staff"]
    assert [row.body for row in notes] == ["عجله دارد"]
    assert len(await rows(store, records.AuditEvent, action="conversation.transferred")) == 1
    assert len(await rows(store, records.InteractionEvent, kind="handoff_accepted")) == 2
    # Given on and back again it is another one.
    await queue.transfer(store, conversation, LIA, "sara", word="عجله دارد")
    await queue.transfer(store, conversation, LIA, "omid", word="عجله دارد")
    assert len(await rows(store, records.AuditEvent, action="conversation.transferred")) == 3


async def test_who_waits_still_waits_after_a_transfer_and_a_note(store: Store, clock: FixedClock) -> None:
    who, conversation = await asked(store)
    since = clock.now()
    clock.advance(timedelta(minutes=2))
    await queue.transfer(store, conversation, SARA, "omid")
    await queue.add_note(store, conversation, SARA, "  پیش‌تر هم پرسیده بود ")
    [queued] = await queue.queue(store)
    assert (queued.waiting_since, queued.assigned_to) == (since, "omid")
    [standing] = await queue.standings(store)
    assert (standing.last_seq, standing.waits) == (2, True)
    assert [message.text for message in await messages_after(store, who.id, 0)] == ["کتابدار؟"]
    [interaction] = await rows(store, records.Interaction)
    assert interaction.last_message_at == since
    assert await rows(store, records.Outbox) == []
    with pytest.raises(InvalidValue):
        await queue.add_note(store, conversation, SARA, " ")


async def test_a_form_that_is_sent_twice_is_one_message(store: Store) -> None:
    _, conversation = await asked(store)
    await steps.claim(store, conversation, SARA)
    first = await steps.reply(store, conversation, SARA, "سلام", key="form-1")
    assert await steps.reply(store, conversation, SARA, "سلام", key="form-1") == first
    assert (await steps.reply(store, conversation, SARA, "سلام", key="form-2")).id != first.id
    assert len(await rows(store, records.Outbox)) == 2
    with pytest.raises(Conflict) as failed:
        await steps.reply(store, conversation, SARA, "سلام، ساعت ۹", key="form-1")
    assert (failed.value.what, failed.value.state) == ("message", "sent")
    for _ in range(2):
        await queue.add_note(store, conversation, SARA, "مراقب باشید", key="form-1")
    with pytest.raises(Conflict):
        await queue.add_note(store, conversation, SARA, "مراقب نباشید", key="form-1")
    said = [row.body for row in await rows(store, records.Message) if row.sender == "staff"]
    assert said == ["سلام", "سلام", "مراقب باشید"]


async def test_effort_is_from_one_to_six(store: Store) -> None:
    _, conversation = await asked(store)
    await queue.set_effort(store, conversation, SARA, 3)
    assert (await rows(store, records.Interaction))[0].read_effort == 3
    await queue.set_effort(store, conversation, SARA, None)
    assert (await rows(store, records.Interaction))[0].read_effort is None
    for wrong in (0, 7):
        with pytest.raises(InvalidValue):
            await queue.set_effort(store, conversation, SARA, wrong)


async def test_colleagues_are_those_who_serve_patrons(store: Store) -> None:
    await asked(store)
    assert [each.username for each in await queue.colleagues(store)] == ["lia", "omid", "sara"]


async def test_of_colleagues_those_who_are_there_come_first(store: Store, clock: FixedClock) -> None:
    await asked(store)
    made = {row.username: row.id for row in await rows(store, records.StaffUser)}
    for name in ("sara", "omid"):
        await sessions.begin_session(store, made[name])
        await note_present(store, made[name])
    await set_away(store, made["omid"], True)
    found = [(each.username, each.presence) for each in await queue.colleagues(store)]
    assert found == [("sara", "there"), ("omid", "away"), ("lia", "never")]
    clock.advance(timedelta(minutes=4))
    found = [(each.username, each.presence) for each in await queue.colleagues(store)]
    assert found == [("omid", "away"), ("sara", "away"), ("lia", "never")], "no page of hers has been heard of since"
