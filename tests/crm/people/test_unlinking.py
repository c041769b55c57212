"""A chat that was linked to the wrong patron is taken from them; what was said stays with whom it belongs to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from crm import records
from crm.actor import PATRON
from crm.cases.opening import open_case
from crm.conversations import feedback, identities, patron_guard, signing_in
from crm.conversations.identities import Identity
from crm.conversations.outcomes import close_interaction
from crm.database.store import Store
from crm.errors import InvalidValue, NotFound
from crm.interests.keeping import keep_interest
from crm.interests.profiles import InterestProfile
from crm.notices.planning import plan
from crm.notices.subscriptions import subscribe
from crm.people.record import patron_record
from crm.people.unlinking import unlink_chat
from crm.surveys.answering import give_unasked
from crm.surveys.definitions import ensure
from crm.trust.consents import may_send, record_consent
from crm.trust.history import choose_history
from language.requests.reading.wish import ReadingWish
from protocol.clock import FixedClock
from tests.support.given_notices import RULES, ready_hold, send, wants
from tests.support.planted import team
from tests.support.store_rows import add, add_patron, answer, rows, say, sign_in, visitor


async def telegram(store: Store) -> Identity:
    return await identities.identity_for(store, "telegram", "77", language="fa")


async def owner(store: Store, conversation: str) -> int | None:
    (row,) = await rows(store, records.Interaction, public_id=conversation)
    return row.patron_id


async def periods(store: Store, clock: FixedClock) -> tuple[Identity, int, int, list[str]]:
    """Let a chat be the first patron's, then the second's twice; the last time by mistake."""
    first, second = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    who, talks = await telegram(store), []
    for patron_id in (first, second, second):
        who = await sign_in(store, who, patron_id)
        talks.append((await say(store, who, "سلام")).interaction.public_id)
        clock.advance(timedelta(minutes=5))
        if len(talks) < 3:
            await signing_in.unlink(store, who.id)
            clock.advance(timedelta(hours=3))
    return who, first, second, talks


@pytest.mark.parametrize(
    ("not_theirs", "owners"), [("none", (1, 2, 2)), ("since", (1, 2, None)), ("whole", (1, None, None))]
)
async def test_turns_stay_with_whom_they_belong_to_by_period(
    store: Store, clock: FixedClock, not_theirs: str, owners: tuple[int | None, ...]
) -> None:
    by = await team(store)
    who, first, second, talks = await periods(store, clock)
    texts = [row.body for row in await rows(store, records.Message)]
    done = await unlink_chat(store, second, who.public_id, not_theirs=not_theirs, by=by, reason="wrong card")
    whose = {1: first, 2: second, None: None}
    assert [await owner(store, talk) for talk in talks] == [whose[one] for one in owners]
    assert (done.identity_id, done.conversations) == (who.id, owners.count(None))
    assert [row.body for row in await rows(store, records.Message)] == texts, "nothing that was said is lost"
    now = await identities.identity(store, who.id)
    assert (now.patron_id, now.assurance) == (None, 0)
    assert await patron_guard.signed_in_patron(store, talks[-1]) is None
    (event,) = await rows(store, records.AuditEvent, action="identity.link_undone")
    (row,) = await rows(store, records.Patron, id=second)
    assert (event.actor_ref, event.reason, event.subject_ref) == (
        "sara", "wrong card", store.subject_ref(row.public_id),
    )  # fmt: skip
    # What is said next begins anew, and is nobody's.
    again = await say(store, who, "و بعد؟")
    assert again.interaction.public_id not in talks
    assert await owner(store, again.interaction.public_id) is None


async def test_what_was_made_of_it_goes_with_it(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    mine = await add_patron(store, "20001001")
    who = await sign_in(store, await telegram(store), mine)
    said = await say(store, who, "سلام")
    (bot,) = await answer(store, said, "سلام")
    conversation = said.interaction.public_id
    case = await open_case(
        store, "complaint", conversation=conversation, subject="s", description="d", language="fa", idempotency_key="k"
    )
    await feedback.thumb(store, bot.id, who.id, 1)
    await ensure(store)
    await give_unasked(store, conversation, 4)
    interaction_id = said.interaction.id
    consent = {"source": "chat", "by": PATRON, "interaction_id": interaction_id}
    await record_consent(store, mine, "new_titles", "telegram", "granted", **consent)
    await store.transact(
        lambda connection: subscribe(
            connection, store, mine, ["due_soon"], "telegram", identity_id=who.id, source="chat", by=PATRON,
            interaction_id=interaction_id,
        )
    )  # fmt: skip
    done = await unlink_chat(store, mine, who.public_id, not_theirs="whole", by=by)
    assert done.cases == 1
    (row,) = await rows(store, records.ServiceCase, number=case.number)
    assert row.patron_id is None
    for table in (records.Feedback, records.SurveyResponse, records.SurveyInvitation):
        assert [row.patron_id for row in await rows(store, table)] == [None], table.__tablename__
    assert not await may_send(store, mine, "new_titles", "telegram")
    (subscription,) = await rows(store, records.Subscription)
    assert subscription.ended_at == clock.now()


async def test_a_no_and_what_they_said_themselves_afterwards_stay(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    mine = await add_patron(store, "20001001")
    who = await sign_in(store, await telegram(store), mine)
    said = await say(store, who, "سلام")
    chat = {"source": "chat", "by": PATRON, "interaction_id": said.interaction.id}
    await record_consent(store, mine, "new_titles", "telegram", "granted", **chat)
    await record_consent(store, mine, "new_titles", "email", "refused", **chat)
    await store.transact(lambda connection: close_interaction(connection, said.interaction.id, clock.now()))
    clock.advance(timedelta(hours=1))
    await record_consent(store, mine, "new_titles", "sms", "granted", source="page", by=PATRON)
    await record_consent(store, mine, "new_titles", "telegram", "withdrawn", source="page", by=PATRON)
    await record_consent(store, mine, "new_titles", "telegram", "granted", source="page", by=PATRON)
    clock.advance(timedelta(hours=1))
    await unlink_chat(store, mine, who.public_id, not_theirs="whole", by=by)
    said_now = {
        channel: bool(await may_send(store, mine, "new_titles", channel)) for channel in ("telegram", "email", "sms")
    }
    assert said_now == {"telegram": True, "email": False, "sms": True}


async def test_nothing_that_waits_is_sent_there(store: Store) -> None:
    by = await team(store)
    mine = await add_patron(store, "20001001")
    who = await sign_in(store, await telegram(store), mine)
    (told,) = await answer(store, await say(store, who, "سلام"), "امانت‌های شما")
    waits = {"message_id": told.id, "identity_id": who.id, "channel": "telegram", "next_attempt_at": store.clock.now()}
    await add(store, records.Outbox, **waits, state="pending")
    await unlink_chat(store, mine, who.public_id, not_theirs="none", by=by)
    assert {row.state for row in await rows(store, records.Outbox)} == {"dropped"}


async def test_a_chat_whose_sign_in_had_ended_is_taken_too(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    mine = await add_patron(store, "20001001")
    who = await sign_in(store, await telegram(store), mine)
    talk = (await say(store, who, "سلام")).interaction.public_id
    clock.advance(timedelta(days=181))
    await identities.identity(store, who.id)
    (row,) = await rows(store, records.Patron, id=mine)
    record = await patron_record(store, row.public_id)
    assert record is not None
    assert [(chat.public_id, chat.assurance) for chat in record.chats] == [(who.public_id, 0)]
    await unlink_chat(store, mine, who.public_id, not_theirs="since", by=by)
    assert await owner(store, talk) is None
    record = await patron_record(store, row.public_id)
    assert record is not None
    assert record.chats == ()


async def test_only_ones_own_chat_is_taken(store: Store) -> None:
    by = await team(store)
    mine, other = await add_patron(store, "20001001"), await add_patron(store, "20001002")
    who = await sign_in(store, await telegram(store), mine)
    for patron_id, chat in ((other, who.public_id), (mine, "nothing")):
        with pytest.raises(NotFound):
            await unlink_chat(store, patron_id, chat, not_theirs="none", by=by)
    with pytest.raises(InvalidValue):
        await unlink_chat(store, mine, who.public_id, not_theirs="all", by=by)
    assert (await identities.identity(store, who.id)).patron_id == mine


@pytest.mark.parametrize(("own", "keeps"), [(None, False), ("email", True)])
async def test_what_a_stranger_chose_and_liked_there_is_gone(
    store: Store, clock: FixedClock, own: str | None, keeps: bool
) -> None:
    by = await team(store)
    mine = await add_patron(store, "20001001")
    chosen: dict[str, Any] = {"keep": True, "source": "page", "by": PATRON}
    wishes = [InterestProfile.of(ReadingWish(genres=(genre,))) for genre in ("history", "crime")]
    await store.transact(
        lambda connection: keep_interest(connection, store, mine, wishes[0], "history", "en", by=PATRON)
    )
    if own is not None:
        await choose_history(store, mine, channel=own, **chosen)
    clock.advance(timedelta(days=1))
    who = await sign_in(store, await telegram(store), mine)
    await say(store, who, "سلام")
    clock.advance(timedelta(minutes=1))
    await choose_history(store, mine, channel="telegram", **chosen)
    await store.transact(lambda connection: keep_interest(connection, store, mine, wishes[1], "crime", "en", by=PATRON))
    clock.advance(timedelta(days=1))
    await unlink_chat(store, mine, who.public_id, not_theirs="since", by=by)
    assert [row.words for row in await rows(store, records.Interest)] == ["history"]
    assert not await may_send(store, mine, "borrowing_history", "telegram")
    (row,) = await rows(store, records.Patron, id=mine)
    assert row.history_opt_in is keeps


async def test_a_notice_that_waits_for_the_chat_goes_another_way(store: Store) -> None:
    by = await team(store)
    patron = await add_patron(store)
    theirs, wrong = await visitor(store), await visitor(store)
    await sign_in(store, theirs, patron)
    await say(store, theirs)
    await sign_in(store, wrong, patron)
    await say(store, wrong)
    await wants(store, patron, "web_chat")
    await ready_hold(store, patron)
    await plan(store, RULES)
    await send(store)
    (waits,) = await rows(store, records.Outbox)
    at = {theirs.id: theirs, wrong.id: wrong}[waits.identity_id]
    await unlink_chat(store, patron, at.public_id, not_theirs="none", by=by)
    (notice,) = await rows(store, records.Notice)
    assert (notice.status, notice.message_id) == ("queued", None)
    await send(store)
    (waits,) = await rows(store, records.Outbox)
    assert waits.identity_id in {theirs.id, wrong.id} - {at.id}
