"""A patron is signed in for as long as is right: not for ever, and not for whoever copied the token before."""

from __future__ import annotations

from datetime import timedelta

from crm import records
from crm.cases import opening
from crm.cases.file import way_to_patron
from crm.conversations import identities, patron_guard, signing_in, signing_out
from crm.conversations.identities import Identity
from crm.conversations.journal import Inbound, record_inbound
from crm.conversations.open_turns import pending_turns
from crm.database.store import Store
from crm.messages.views import messages_after
from crm.patrons.sign_in_periods import SignInBounds, SignInPeriod
from protocol.clock import FixedClock
from tests.support.store_rows import add_patron, answer, rows, say, visitor

CLAIM = "a secret that one page alone has, and keeps"


async def sign_in(store: Store, who: Identity, patron_id: int, *, own_device: bool = False) -> Identity:
    link = await signing_in.link_issue(store, who.id)
    return await signing_in.link_redeem(store, link.url_token, patron_id, own_device=own_device)


async def is_signed_in(store: Store, who: Identity) -> bool:
    [interaction] = await rows(store, records.Interaction, channel_identity_id=who.id, status="open")
    return await patron_guard.signed_in_patron(store, interaction.public_id) is not None


async def test_on_a_shared_device_silence_of_half_an_hour_signs_out(store: Store, clock: FixedClock) -> None:
    patron_id = await add_patron(store)
    who = await sign_in(store, await visitor(store), patron_id)
    # The conversation itself would go on for longer here.
    recorded = await say(store, who, "امانت‌هایم")
    clock.advance(timedelta(minutes=29))
    assert await is_signed_in(store, who)
    clock.advance(timedelta(minutes=1))
    assert await patron_guard.signed_in_patron(store, recorded.interaction.public_id) is None
    now = await identities.identity(store, who.id)
    assert (now.is_signed_in, now.patron_id, now.lapsed_at) == (False, None, clock.now())
    [event] = await rows(store, records.AuditEvent, action="identity.lapsed")
    assert (event.actor_kind, event.subject_ref is not None) == ("system", True)


async def test_every_message_moves_the_end_on_but_not_past_half_a_day(store: Store, clock: FixedClock) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    await say(store, who)
    for _ in range(35):
        clock.advance(timedelta(minutes=20))
        await say(store, who)
        assert await is_signed_in(store, who)
    clock.advance(timedelta(minutes=20))
    await say(store, who)
    assert not await is_signed_in(store, who), "twelve hours are over"


async def test_an_own_device_is_known_for_a_month_and_at_most_half_a_year(store: Store, clock: FixedClock) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store), own_device=True)
    await say(store, who)
    for _ in range(6):
        clock.advance(timedelta(days=29))
        await say(store, who)
        assert await is_signed_in(store, who)
    clock.advance(timedelta(days=6))
    await say(store, who)
    assert not await is_signed_in(store, who)


async def test_a_month_of_silence_signs_an_own_device_out(sqlite_store: Store, clock: FixedClock) -> None:
    store = sqlite_store
    who = await sign_in(store, await visitor(store), await add_patron(store), own_device=True)
    clock.advance(timedelta(days=30))
    assert not (await identities.identity(store, who.id)).is_signed_in


async def test_what_was_said_while_signed_in_is_hidden_when_it_is_over(store: Store, clock: FixedClock) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    await answer(store, await say(store, who, "جریمه‌ام چقدر است؟"), "سی هزار ریال")
    clock.advance(timedelta(minutes=31))
    await identities.identity(store, who.id)
    assert await messages_after(store, who.id, 0) == []
    recorded = await say(store, who, "امانت‌هایم")
    assert await patron_guard.was_signed_out_by_time(store, recorded.interaction.public_id)
    first, second = await rows(store, records.Interaction)
    assert (first.status, second.patron_id) == ("closed", None)


async def test_a_message_that_comes_too_late_is_nobodys(store: Store, clock: FixedClock) -> None:
    who = await sign_in(store, await visitor(store), await add_patron(store))
    old = await say(store, who)
    clock.advance(timedelta(minutes=31))
    # Straight into the journal, as from a channel that looked the chat partner up before.
    new = await say(store, who, "تمدید")
    assert new.interaction.id != old.interaction.id
    assert not new.is_signed_in
    assert await patron_guard.signed_in_patron(store, old.interaction.public_id) is None
    assert await patron_guard.signed_in_patron(store, new.interaction.public_id) is None
    [turn, _] = await pending_turns(store)
    assert not turn.is_signed_in


async def test_nothing_else_believes_a_sign_in_that_is_over(store: Store, clock: FixedClock) -> None:
    patron_id = await add_patron(store)
    telegram = await identities.identity_for(store, "telegram", "4711", language="fa")
    await sign_in(store, telegram, patron_id)
    recorded = await say(store, telegram)

    async def way() -> object:
        return await store.look(lambda connection: way_to_patron(connection, patron_id, None, now=store.clock.now()))

    assert await way() is not None
    [turn] = await pending_turns(store)
    assert turn.is_signed_in
    clock.advance(timedelta(minutes=30))
    assert await way() is None
    [turn] = await pending_turns(store)
    assert not turn.is_signed_in
    case = await opening.open_case(
        store,
        "complaint",
        conversation=recorded.interaction.public_id,
        subject="x",
        description=None,
        language="fa",
        idempotency_key="k",
    )
    [row] = await rows(store, records.ServiceCase, number=case.number)
    assert row.patron_id is None


async def test_the_chore_signs_out_whoever_has_gone(store: Store, clock: FixedClock) -> None:
    patron_id = await add_patron(store)
    gone = await sign_in(store, await visitor(store), patron_id)
    home = await sign_in(store, await visitor(store), patron_id, own_device=True)
    assert await signing_out.end_lapsed(store) == []
    clock.advance(timedelta(minutes=30))
    assert await signing_out.end_lapsed(store) == [gone.id]
    assert await signing_out.end_lapsed(store) == []
    [row] = await rows(store, records.ChannelIdentity, id=gone.id)
    assert (row.assurance, row.patron_id, row.signed_in_until) == (0, None, None)
    assert (await identities.identity(store, home.id)).is_signed_in


async def test_signing_in_again_is_a_new_beginning(store: Store, clock: FixedClock) -> None:
    patron_id = await add_patron(store)
    who = await sign_in(store, await visitor(store), patron_id)
    clock.advance(timedelta(hours=11, minutes=50))
    who = await sign_in(store, who, patron_id)
    await say(store, who)
    assert who.lapsed_at is None
    clock.advance(timedelta(minutes=25))
    assert await is_signed_in(store, who)


async def test_a_library_may_set_other_bounds(sqlite_store: Store, clock: FixedClock) -> None:
    store = sqlite_store
    bounds = SignInBounds(shared=SignInPeriod(timedelta(minutes=5), timedelta(minutes=8)))
    who = await visitor(store)
    link = await signing_in.link_issue(store, who.id)
    await signing_in.link_redeem(store, link.url_token, await add_patron(store), bounds=bounds)
    clock.advance(timedelta(minutes=4))
    inbound = Inbound(channel="web_chat", identity_id=who.id, channel_message_id="m", text="x")
    await record_inbound(store, inbound, bounds=bounds)
    clock.advance(timedelta(minutes=3))
    assert (await identities.identity(store, who.id)).is_signed_in
    clock.advance(timedelta(minutes=1))
    assert not (await identities.identity(store, who.id)).is_signed_in


async def test_the_token_of_before_ends_with_the_sign_in_and_the_page_that_asked_gets_another(
    store: Store, clock: FixedClock
) -> None:
    who, copied = await identities.create_visitor(store, language="fa")
    patron_id = await add_patron(store)
    # Whoever copied the token may ask for links too.
    await signing_in.link_issue(store, who.id, claim="the secret of somebody else at another place")
    link = await signing_in.link_issue(store, who.id, claim=CLAIM)
    assert await identities.renew_token(store, [CLAIM]) is None, "not before somebody has signed in"
    await signing_in.link_redeem(store, link.url_token, patron_id)
    assert await identities.visitor_by_token(store, copied) is None
    assert await identities.renew_token(store, ["the secret of somebody else at another place"]) is None
    renewed = await identities.renew_token(store, [CLAIM])
    assert renewed is not None
    again, token = renewed
    assert (again.id, again.patron_id) == (who.id, patron_id)
    found = await identities.visitor_by_token(store, token)
    assert found is not None
    assert found.is_signed_in
    # An answer that is lost on its way may be asked for again, for a while.
    second = await identities.renew_token(store, [CLAIM])
    assert second is not None
    assert await identities.visitor_by_token(store, token) is None
    clock.advance(timedelta(seconds=21))
    assert await identities.renew_token(store, [CLAIM]) is None, "whoever copied what the page keeps comes too late"
    assert CLAIM not in str(await rows(store, records.SignInLink))


async def test_a_chat_has_five_open_links_and_the_oldest_goes(store: Store) -> None:
    who, other = await visitor(store), await visitor(store)
    theirs = await signing_in.link_issue(store, other.id)
    links = [await signing_in.link_issue(store, who.id) for _ in range(7)]
    usable = []
    for link in links:
        state = await signing_in.link_peek(store, link.url_token)
        assert state is not None
        usable.append(not state.is_used)
        assert state.number == link.number
        assert len(state.number) == 3
    assert usable == [False] * 2 + [True] * 5
    state = await signing_in.link_peek(store, theirs.url_token)
    assert state is not None
    assert not state.is_used
