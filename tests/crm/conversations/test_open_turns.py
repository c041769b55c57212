"""Open turns: what a restart has to take up."""

from __future__ import annotations

from crm.conversations.open_turns import pending_turns, turn_attempted
from crm.database.store import Store
from tests.support.givens import SERVER_KEY
from tests.support.store_rows import answer, say, visitor


async def test_turns_that_were_not_closed_are_found_after_a_restart(store: Store, database_url: str) -> None:
    one, two = await visitor(store), await visitor(store, "en")
    done = await say(store, one, "انجام شد")
    await answer(store, done, "چطور خبرتان کنیم؟", expects_contact=True)
    first = await say(store, one, "مانده", contact="09121234567")
    second = await say(store, two, "left over", kind="payload", payload="/hours")
    restarted = await Store.open(database_url, clock=store.clock, server_key=SERVER_KEY)
    try:
        pending = await pending_turns(restarted)
        assert [turn.journal_id for turn in pending] == [first.journal_id, second.journal_id]
        # Taken up after a restart, a message is what it was when it came.
        assert pending == [first, second]
        assert pending[0].contact == "09121234567"
        assert (pending[1].kind, pending[1].payload, pending[1].language) == ("payload", "/hours", "en")
        assert not pending[1].is_signed_in
        assert await turn_attempted(restarted, first.journal_id) == 1
        assert (await pending_turns(restarted))[0].attempts == 1
    finally:
        await restarted.close()
