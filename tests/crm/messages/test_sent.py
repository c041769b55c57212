"""What the library wrote by itself is told apart by what its senders put beside the words."""

from __future__ import annotations

from crm import records
from crm.cases import delivery
from crm.database.store import Store
from crm.messages.sent import MARKS, Sent, sent_in
from crm.notices import judging
from crm.surveys import asking
from protocol.clock import FixedClock
from tests.support.store_rows import add


async def letter(
    store: Store, number: int, clock: FixedClock, custom: dict[str, object] | None, body: str | None
) -> int:
    """Add a contact that the library began, with one message."""
    key = f"00000000-0000-4000-8000-{number:012}"
    begun = await add(
        store, records.Interaction, public_id=key, engine_conversation=key, channel="web_chat", direction="outbound",
        kind="notice", status="closed", outcome="bot_resolved", handled_by="system", started_at=clock.now(),
        ended_at=clock.now(),
    )  # fmt: skip
    said = {"interaction_id": begun, "seq": 1, "sender": "bot", "created_at": clock.now()}
    await add(store, records.Message, **said, body=body, custom=custom)
    return begun


async def test_each_sender_is_known_by_its_mark(store: Store, clock: FixedClock) -> None:
    assert {asking.ABOUT: "survey", delivery.ABOUT: "answer", judging.ABOUT: "notice"} == MARKS
    made = [
        await letter(store, 1, clock, {asking.ABOUT: "librarian"}, "چطور بود؟"),
        await letter(store, 2, clock, {delivery.ABOUT: "K-000001"}, "درست شد"),
        await letter(store, 3, clock, {judging.ABOUT: True}, "کتابتان رسید"),
        await letter(store, 4, clock, None, None),
    ]
    found = await store.look(lambda connection: sent_in(connection, made))
    assert [found[each] for each in made] == [
        Sent("survey", "چطور بود؟"), Sent("answer", "درست شد"), Sent("notice", "کتابتان رسید"), Sent(),
    ]  # fmt: skip
    assert await store.look(lambda connection: sent_in(connection, [])) == {}
