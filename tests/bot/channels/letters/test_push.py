"""Calls to the staff’s browsers, over HTTP and read with the browser’s keys."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.letters import push
from bot.channels.letters.push import PushCalls, is_push_service, new_push_key, public_push_key
from bot.settings import Settings
from crm import records
from crm.database.store import Store
from crm.errors import InvalidValue
from crm.handoff import alarms, queue, seen, steps
from crm.handoff.calls import CLAIMED_FOR, FRESH, LOOKS_WITHIN, claim, forget_old_calls, waiting_calls
from crm.staff import accounts, presence, push_subscriptions, sessions
from crm.staff.push_subscriptions import BrowserKeys, forget_signed_out, set_only_alarms, subscribe, unsubscribe
from protocol.clock import FixedClock
from tests.crm.handoff.test_queue import asked, open_desk
from tests.support.push_service import Browser, PushService, push_service
from tests.support.store_rows import LIA, OMID, SARA, how_many, rows, say, visitor
from tests.support.texts import phrase

HOSTS = ("127.0.0.1",)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for the calls of a round however busy the machine is; what takes too long has tests of its own."""
    monkeypatch.setattr(push, "ROUND_SECONDS", 60.0)


@pytest.fixture
async def service() -> AsyncIterator[PushService]:
    async with push_service() as made:
        yield made


def settings_of(**more: Any) -> Settings:
    return Settings(push_key=new_push_key(), push_contact="mailto:library@example.org", push_hosts=HOSTS, **more)


async def signs_in(store: Store, staff_id: int) -> str:
    return await sessions.begin_session(store, staff_id)


async def chooses(store: Store, service: PushService, staff_id: int, name: str, **more: Any) -> Browser:
    """A member of staff who signs in and is called in a browser from now on."""
    await signs_in(store, staff_id)
    session_id = (await rows(store, records.StaffSession, staff_id=staff_id))[-1].id
    browser = service.browser(name)
    await subscribe(store, session_id, browser.keys, only_alarms=more.get("only_alarms", False))
    return browser


async def rung_for_sara(store: Store, clock: FixedClock, service: PushService) -> None:
    """An alarm that rings right after Sara has chosen to be called."""
    await asked(store)
    await chooses(store, service, 1, "sara")
    clock.advance(timedelta(seconds=1))
    await alarms.ring(store, (await queue.queue(store))[0].public_id, "fire", message="m1")


async def test_everything_that_concerns_somebody_calls_them_once_and_tells_nothing_of_a_patron(
    sqlite_store: Store, clock: FixedClock, service: PushService
) -> None:
    store = sqlite_store
    await asked(store)
    sara, omid = await chooses(store, service, 1, "sara"), await chooses(store, service, 2, "omid")
    work = PushCalls(settings_of(), store)
    # What was so before is on the page already.
    assert await work.run() == 0
    clock.advance(timedelta(seconds=1))
    who = await visitor(store)
    conversation = (await say(store, who, "پایان‌نامه‌ام دربارهٔ مولوی است")).interaction.public_id
    await steps.request(store, conversation, reason="مقاله", opening=open_desk)
    assert [await work.run(), await work.run()] == [2, 0]
    assert sorted(name for name, _, _ in service.calls) == ["omid", "sara"]
    for name, body, headers in service.calls:
        told = {"sara": sara, "omid": omid}[name].read(body)
        assert told == {
            "product": phrase("product", "fa"), "told": phrase("live.new", "fa"),
            "where": "/console/inbox?who=waiting", "alarm": False, "lang": "fa",
        }  # fmt: skip
        assert (headers["content-encoding"], headers["urgency"], headers["ttl"]) == ("aes128gcm", "high", "600")
        assert "مولوی" not in str(body) and conversation not in str(headers)
    service.calls.clear()

    await steps.claim(store, conversation, SARA)
    await queue.transfer(store, conversation, SARA, "omid")
    assert await work.run() == 1
    [(name, body, _)] = service.calls
    assert (name, omid.read(body)["told"]) == ("omid", phrase("live.given", "fa"))
    assert omid.read(body)["where"] == f"/console/inbox/{conversation}"
    service.calls.clear()

    clock.advance(timedelta(seconds=1))
    await say(store, who, "هستید؟")
    # Who sits before it sees it at once.
    assert await work.run() == 0
    clock.advance(LOOKS_WITHIN)
    assert [await work.run(), await work.run()] == [1, 0]
    [(name, body, _)] = service.calls
    assert (name, omid.read(body)["told"]) == ("omid", phrase("live.answered", "fa"))
    service.calls.clear()
    await say(store, who, "الو؟")
    clock.advance(LOOKS_WITHIN)
    assert await work.run() == 0
    last = (await queue.standings(store))[-1].last_seq
    await seen.see(store, conversation, 2, last)
    await say(store, who, "سلام؟")
    clock.advance(LOOKS_WITHIN)
    assert await work.run() == 1


async def test_an_emergency_calls_whoever_switched_the_rest_off_or_is_away(
    sqlite_store: Store, clock: FixedClock, service: PushService
) -> None:
    store = sqlite_store
    await asked(store)
    await accounts.set_language(store, 1, "en", by=SARA)
    sara = await chooses(store, service, 1, "sara", only_alarms=True)
    await chooses(store, service, 2, "omid")
    await presence.set_away(store, 2, True)
    # Who has nothing to do with patrons is not called at all.
    await chooses(store, service, 4, "nour")
    clock.advance(timedelta(seconds=1))
    conversation = (await say(store, await visitor(store), "کمک")).interaction.public_id
    await steps.request(store, conversation, reason="کمک", opening=open_desk)
    work = PushCalls(settings_of(), store)
    assert await work.run() == 0
    await alarms.ring(store, conversation, "medical", message="m1")
    assert [await work.run(), await work.run()] == [2, 0]
    told = {name: body for name, body, _ in service.calls}
    assert set(told) == {"sara", "omid"}
    assert sara.read(told["sara"])["told"] == phrase("live.alarm", "en") and sara.read(told["sara"])["alarm"] is True
    assert service.calls[0][2]["ttl"] == "3600"
    await set_only_alarms(store, 2, f"{service.url}/sara", False)
    assert [row.only_alarms for row in await rows(store, records.PushSubscription)] == [True, False, False]


async def test_a_browser_that_is_gone_is_forgotten_and_one_that_is_busy_is_called_again(
    sqlite_store: Store, clock: FixedClock, service: PushService
) -> None:
    store = sqlite_store
    await rung_for_sara(store, clock, service)
    work = PushCalls(settings_of(), store)
    service.answers = [503, 429]
    for tries in (1, 2):
        assert [await work.run(), await work.run()] == [0, 0]
        assert len(service.calls) == tries
        clock.advance(CLAIMED_FOR)
    assert [await work.run(), await work.run()] == [1, 0]
    await alarms.acknowledge(store, 1, SARA)
    for gone in (404, 410):
        await chooses(store, service, 2, f"omid-{gone}")
        clock.advance(timedelta(seconds=1))
        conversation = (await say(store, await visitor(store), "دود")).interaction.public_id
        await alarms.ring(store, conversation, "fire", message=f"m{gone}")
        service.answers = []
        known = await how_many(store, records.PushSubscription)
        # Of Sara's browser, and of Omid's that is no more.
        service.answers = [gone, gone]
        assert await work.run() == 0
        assert await how_many(store, records.PushSubscription) == known - 2
        await chooses(store, service, 1, f"sara-{gone}")
        clock.advance(timedelta(hours=2))


async def test_a_gateway_that_dies_leaves_the_call_to_the_next_one(
    sqlite_store: Store, clock: FixedClock, service: PushService
) -> None:
    store = sqlite_store
    await rung_for_sara(store, clock, service)

    [call] = await waiting_calls(store)
    # Taken, and then the process ends.
    assert [await claim(store, call), await claim(store, call)] == [True, False]
    settings = settings_of()
    assert await PushCalls(settings, store).run() == 0
    clock.advance(CLAIMED_FOR)
    assert await PushCalls(settings, store).run() == 1


async def test_two_gateways_call_once(sqlite_store: Store, clock: FixedClock, service: PushService) -> None:
    store = sqlite_store
    await rung_for_sara(store, clock, service)
    settings = settings_of()
    done = await asyncio.gather(*(PushCalls(settings, store).run() for _ in range(4)))
    assert sum(done) == 1 and len(service.calls) == 1


async def test_it_ends_with_the_session_the_role_and_the_account(
    sqlite_store: Store, clock: FixedClock, service: PushService
) -> None:
    store = sqlite_store
    await asked(store)
    token = await signs_in(store, 1)
    browser = service.browser("sara")
    await subscribe(store, 1, browser.keys, only_alarms=False)
    await chooses(store, service, 2, "omid")
    await chooses(store, service, 3, "lia")
    await sessions.end_session(store, token)
    await accounts.set_active(store, 2, False, by=LIA)
    await accounts.change_role(store, 3, "editor", by=LIA)
    clock.advance(timedelta(seconds=1))
    await alarms.ring(store, (await queue.queue(store))[0].public_id, "fire", message="m1")
    assert await PushCalls(settings_of(), store).run() == 0 and service.calls == []
    # The same browser in the hands of another is theirs from then on.
    await signs_in(store, 1)
    newest = (await rows(store, records.StaffSession, staff_id=1))[-1].id
    await subscribe(store, newest, browser.keys, only_alarms=False)
    assert await how_many(store, records.PushSubscription) == 3
    await unsubscribe(store, 2, browser.endpoint)
    assert await push_subscriptions.is_called(store, 1) == 1
    await unsubscribe(store, 1, browser.endpoint)
    assert await push_subscriptions.is_called(store, 1) == 0


async def test_it_ends_when_the_hours_of_the_session_are_over(
    sqlite_store: Store, clock: FixedClock, service: PushService
) -> None:
    store = sqlite_store
    await asked(store)
    await chooses(store, service, 1, "sara")
    clock.advance(sessions.USUAL.absolute)
    await alarms.ring(store, (await queue.queue(store))[0].public_id, "fire", message="m1")
    assert await PushCalls(settings_of(), store).run() == 0 and service.calls == []
    assert await push_subscriptions.is_called(store, 1) == 0
    assert await forget_signed_out(store) == 1 and await how_many(store, records.PushSubscription) == 0


async def test_what_was_called_is_gone_after_a_day_also_where_nothing_happens(
    sqlite_store: Store, clock: FixedClock, service: PushService
) -> None:
    store = sqlite_store
    await rung_for_sara(store, clock, service)
    assert await PushCalls(settings_of(), store).run() == 1
    assert [await forget_old_calls(store), await forget_signed_out(store)] == [0, 0]
    clock.advance(timedelta(days=1, seconds=1))
    assert await forget_old_calls(store) == 1 and await how_many(store, records.PushCall) == 0


async def test_a_service_that_does_not_answer_holds_up_no_emergency_of_the_next_round(
    sqlite_store: Store, clock: FixedClock, service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "ROUND_SECONDS", 0.05)
    store = sqlite_store
    await asked(store)
    await chooses(store, service, 1, "sara")
    held = service.holds["sara"] = asyncio.Event()
    clock.advance(timedelta(seconds=1))
    conversation = (await queue.queue(store))[0].public_id
    await alarms.ring(store, conversation, "fire", message="m1")
    work = PushCalls(settings_of(), store)
    assert await asyncio.wait_for(work.run(), 5) == 0
    await chooses(store, service, 2, "omid")
    clock.advance(timedelta(seconds=1))
    monkeypatch.setattr(push, "ROUND_SECONDS", 60.0)
    other = (await say(store, await visitor(store), "دود")).interaction.public_id
    await alarms.ring(store, other, "fire", message="m2")
    del service.holds["sara"]
    assert await asyncio.wait_for(work.run(), 60) == 2
    assert [name for name, _, _ in service.calls].count("omid") == 1
    held.set()
    await asyncio.gather(*work._rounds)


async def test_what_is_old_or_tried_out_calls_nobody(
    sqlite_store: Store, clock: FixedClock, service: PushService
) -> None:
    store = sqlite_store
    await asked(store)
    await chooses(store, service, 1, "sara")
    clock.advance(timedelta(seconds=1))
    conversation = (await say(store, await visitor(store), "سلام")).interaction.public_id
    await steps.request(store, conversation, reason="مقاله", opening=open_desk)
    clock.advance(FRESH)
    assert await PushCalls(settings_of(), store).run() == 0
    await presence.set_away(store, 1, False)
    await steps.claim(store, conversation, OMID)
    # What somebody takes over themselves is no news to them.
    await queue.transfer(store, conversation, LIA, "lia")
    assert await PushCalls(settings_of(), store).run() == 0


async def test_of_many_browsers_the_oldest_go_and_keys_that_are_none_are_refused(
    sqlite_store: Store, service: PushService
) -> None:
    store = sqlite_store
    await asked(store)
    await signs_in(store, 1)
    for number in range(push_subscriptions.MOST + 2):
        await subscribe(store, 1, service.browser(f"b{number}").keys, only_alarms=False)
    kept = [row.endpoint.rpartition("/")[2] for row in await rows(store, records.PushSubscription)]
    assert kept == [f"b{number}" for number in range(2, push_subscriptions.MOST + 2)]
    good = service.browser("good").keys
    for keys in (
        BrowserKeys("", good.p256dh, good.auth),
        BrowserKeys(good.endpoint, "short", good.auth),
        BrowserKeys(good.endpoint, good.p256dh, "é"),
    ):
        with pytest.raises(InvalidValue):
            await subscribe(store, 1, keys, only_alarms=False)


@pytest.mark.parametrize(
    ("endpoint", "is_one"),
    [
        ("https://fcm.googleapis.com/fcm/send/x", True),
        ("https://db5p.notify.windows.com/w/?token=x", True),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com.evil.example/x", False),
        ("https://notfcm.googleapis.com/x", False),
        ("https://user@fcm.googleapis.com/x", False),
        ("https://10.0.0.1/x", False),
        ("https://fcm.googleapis.com:bad/x", False),
        ("https://evil.example\\.fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com/\x7f", False),
        ("nonsense", False),
    ],
)
def test_only_push_services_are_asked(endpoint: str, is_one: bool) -> None:
    assert is_push_service(endpoint, Settings().push_hosts) is is_one


def test_a_key_is_what_browsers_take() -> None:
    public = public_push_key(new_push_key())
    assert len(public) == 87
    for wrong in ({"push_key": "short"}, {"push_key": new_push_key()}, {"push_contact": "somebody"}):
        with pytest.raises(ValueError, match=r"KETABYAR_PUSH_CONTACT|push_key|push_contact"):
            Settings(**wrong)
