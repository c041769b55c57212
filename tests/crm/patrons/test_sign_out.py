"""One browser, several people: what one said is not the next one's to read."""

from __future__ import annotations

from crm import records
from crm.conversations import identities, signing_in
from crm.conversations.closing import Reply
from crm.conversations.identities import Identity
from crm.conversations.open_turns import pending_turns
from crm.database.store import Store
from crm.handoff import queue, steps
from crm.messages.views import messages_after
from crm.staff import members
from tests.support.store_rows import SARA, add_patron, answer, rows, say, sign_in, visitor


async def texts(store: Store, who: Identity) -> list[str]:
    return [message.text for message in await messages_after(store, who.id, 0)]


async def test_after_a_sign_out_the_history_starts_anew(store: Store) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    await answer(store, await say(store, who, "امانت‌هایم"), "بوف کور")
    last = await say(store, who, "خروج")
    await signing_in.unlink(store, who.id)
    await answer(store, last, "خارج شدید", intent="sign_out")
    assert await texts(store, who) == ["خارج شدید"]
    assert (await identities.identity(store, who.id)).history_after == last.message.id


async def test_who_writes_after_a_sign_out_begins_a_conversation_of_their_own(store: Store) -> None:
    patron_id = await add_patron(store)
    who = await sign_in(store, await visitor(store), patron_id)
    mine = await say(store, who, "خروج")
    await signing_in.unlink(store, who.id)
    await answer(store, mine, "خارج شدید", intent="sign_out")
    theirs = await say(store, who, "سلام")
    assert theirs.interaction.id != mine.interaction.id
    first, second = await rows(store, records.Interaction)
    assert (first.patron_id, first.status, first.patron_message_count) == (patron_id, "closed", 1)
    assert (second.patron_id, second.status, second.patron_message_count) == (None, "open", 1)
    assert second.engine_conversation != first.engine_conversation
    # Sent once more, the old message still has its old answer.
    assert (await say(store, who, "خروج", mine.message.client_message_id)).interaction.id == first.id


async def test_another_patron_at_the_same_browser_sees_nothing_of_the_first(store: Store) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    await answer(store, await say(store, who, "جریمه‌ام چقدر است؟"), "سی هزار ریال")
    again = await sign_in(store, who, await add_patron(store))
    assert await texts(store, who) == []
    await answer(store, await say(store, again, "سلام"), "درود")
    assert await texts(store, who) == ["سلام", "درود"]


async def test_the_same_patron_and_who_was_nobody_before_keep_their_history(store: Store) -> None:
    patron_id = await add_patron(store)
    who = await visitor(store)
    await answer(store, await say(store, who, "امانت‌هایم"), Reply("وارد شوید"))
    await sign_in(store, who, patron_id)
    await sign_in(store, who, patron_id)
    assert await texts(store, who) == ["امانت‌هایم", "وارد شوید"]


async def test_what_the_gateway_says_to_the_bot_is_no_message_of_the_patrons(store: Store) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    recorded = await say(store, who, "", "signed-in:1", kind="system", payload="/signed_in")
    await answer(store, recorded, "خوش آمدید", intent="signed_in")
    await say(store, who, "", "signed-in:2", kind="system", payload="/signed_in")
    assert await texts(store, who) == ["خوش آمدید"]
    kept = [(row.sender, row.body) for row in await rows(store, records.Message)]
    assert kept == [("system", None), ("bot", "خوش آمدید"), ("system", None)]
    [interaction] = await rows(store, records.Interaction)
    assert (interaction.patron_message_count, interaction.last_seq) == (0, 3)
    assert [turn.kind for turn in await pending_turns(store)] == ["system"]
    # Nor does it make the patron wait for a librarian.
    assert await queue.queue(store) == []


async def test_what_a_librarian_answers_a_patron_who_has_gone_is_not_the_next_ones_to_read(store: Store) -> None:
    await members.add_staff(store, "sara", "Sara", "librarian", "a long password of a librarian")
    who = await sign_in(store, await visitor(store), await add_patron(store))
    asked = await say(store, who, "می‌خواهم با کتابدار حرف بزنم")

    async def always_open(_store: Store, _at: object) -> tuple[bool, None]:
        return True, None

    public_id = asked.interaction.public_id
    await steps.request(store, asked.interaction.engine_conversation, reason="test", opening=always_open)
    await steps.claim(store, public_id, SARA)
    await steps.reply(store, public_id, SARA, "سلام، در خدمتم")
    assert await texts(store, who) == ["می‌خواهم با کتابدار حرف بزنم", "سلام، در خدمتم"]
    await signing_in.unlink(store, who.id)
    await steps.reply(store, public_id, SARA, "جریمه‌تان سی هزار ریال است")
    assert await texts(store, who) == []
