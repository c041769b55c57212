"""What a librarian said to a patron who has left the chat reaches nobody else there, and librarians see so."""

from __future__ import annotations

from crm import records
from crm.conversations import signing_in
from crm.conversations.transcript import lines, talk
from crm.database.store import Store
from crm.handoff import steps
from crm.messages import outbox
from tests.crm.handoff.test_queue import asked, open_desk
from tests.support.store_rows import SARA, add_patron, rows, say, sign_in


async def test_words_of_a_conversation_wait_for_nobody_else_at_the_chat(store: Store) -> None:
    who, _ = await asked(store)
    patron = await add_patron(store, "20001001")
    who = await sign_in(store, who, patron)
    conversation = (await say(store, who, "کتابدار؟")).interaction.public_id
    await steps.request(store, conversation, reason="مقاله", opening=open_desk)
    await steps.claim(store, conversation, SARA)
    await steps.reply(store, conversation, SARA, "نسخهٔ شما آماده است")
    assert [item.message.text for item in await outbox.due(store, "web_chat")] == ["نسخهٔ شما آماده است"]
    await signing_in.unlink(store, who.id)
    assert await outbox.due(store, "web_chat") == []
    [row] = await rows(store, records.Outbox)
    assert (row.state, row.error) == ("dropped", "signed out")
    said = [line for line in await lines(store, (await talk(store, conversation)).id) if line.sender == "staff"]
    assert [line.is_undelivered for line in said] == [True]
