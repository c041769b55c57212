"""Campaigns: approved by another, drawn once, told once to whoever still agrees, stopped at once, and compared."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.notices.wording import word
from crm import records
from crm.actor import PATRON, Actor
from crm.database.store import Store
from crm.errors import Conflict, EditConflict, InvalidValue
from crm.forgetting.notices import forget_notices
from crm.forgetting.patrons import erase_patron
from crm.lifecycle.engagement import engaged
from crm.messages import outbox
from crm.messages.search import index_new
from crm.notices.planning import plan
from crm.notices.sending import drop_untrue, send_due
from crm.notices.subscriptions import unsubscribe
from crm.notices.trying import take
from crm.outreach import campaigns as writing
from crm.outreach import running
from crm.outreach.campaigns import CampaignValues, approve, campaign, delete_campaign, put_campaign, stop
from crm.outreach.report import report
from crm.outreach.rules import RuleCondition, RuleGroup, SegmentRule
from crm.outreach.running import finish_over, measure, plan_campaigns, start_due
from crm.outreach.segments import put_segment, take_out
from crm.people.merging import merge_patrons
from crm.trust.consents import may_send, record_consent
from crm.trust.copying import Whose, copy_of
from protocol.clock import FixedClock
from tests.crm.notices.test_killed import opened
from tests.support.given_notices import RULES, TEHRAN, change, loan, try_all, wants
from tests.support.given_outreach import news_reader
from tests.support.mortal_store import Killed
from tests.support.store_rows import add, add_patron, how_many, rows, say

STUDENTS = SegmentRule((RuleGroup((RuleCondition("category", ("student",)),)),))
BY: dict[str, Any] = {"source": "chat", "by": PATRON}
FA, EN = "پنجشنبه شب شعر داریم.", "There is a poetry evening on Thursday."


async def member(store: Store, name: str) -> Actor:
    made = await add(
        store, records.StaffUser, username=name, display_name=name, role="manager", created_at=store.clock.now()
    )
    return Actor.staff(made, name)


@pytest.fixture
async def sara(store: Store) -> Actor:
    return await member(store, "sara")


@pytest.fixture
async def omid(store: Store) -> Actor:
    return await member(store, "omid")


def values(store: Store, segment_id: int, **more: Any) -> CampaignValues:
    now = store.clock.now()
    kept = CampaignValues(
        name="poetry", segment_id=segment_id, text_fa=FA, text_en=EN, channels=("telegram", "email"), goal="loan",
        goal_days=14, holdout_rate=0.0, starts_at=now - timedelta(minutes=1), ends_at=now + timedelta(days=7),
    )  # fmt: skip
    return replace(kept, **more)


async def written(store: Store, by: Actor, **more: Any) -> int:
    found = await rows(store, records.Segment)
    segment_id = found[0].id if found else await put_segment(store, "students", STUDENTS, TEHRAN, by=by)
    return await put_campaign(store, values(store, segment_id, **more), by=by)


async def approved(store: Store, by: Actor, other: Actor, **more: Any) -> int:
    key = await written(store, by, **more)
    await approve(store, key, by=other, seen=(await campaign(store, key)).seen)
    return key


async def round_of(store: Store) -> int:
    await start_due(store, RULES, dice=random.Random(5))
    await plan_campaigns(store, RULES)
    told = await send_due(store, RULES, word)
    await measure(store)
    await finish_over(store)
    return told.messages


async def arms(store: Store, key: int) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {"told": set(), "held_out": set()}
    for one in await rows(store, records.CampaignRecipient, campaign_id=key):
        found[one.arm].add(one.patron_id)
    return found


async def heard(store: Store) -> list[int]:
    """Whom a message of a campaign was written to, once for each message."""
    sent = await rows(store, records.Notice, kind="campaign", status="sent")
    return sorted(one.patron_id for one in sent)


async def test_an_approved_campaign_is_told_once_in_the_librarys_own_words(
    store: Store, sara: Actor, omid: Actor
) -> None:
    patron, who = await news_reader(store)
    await news_reader(store, category="teacher")
    key = await approved(store, sara, omid)
    assert await round_of(store) == 1
    [item] = await outbox.due(store, "telegram")
    assert (item.identity_id, item.message.text) == (who.id, FA)
    assert [one["payload"] for one in item.message.buttons] == ['/unsubscribe{"ref": "campaign"}']
    assert await round_of(store) == 0 and await heard(store) == [patron]
    assert (await campaign(store, key)).state == "running"


async def test_nobody_approves_what_they_wrote_at(store: Store, sara: Actor, omid: Actor) -> None:
    await news_reader(store)
    key = await written(store, sara)
    await put_campaign(store, values(store, 1, text_en="x"), by=omid, campaign_id=key)
    seen = (await campaign(store, key)).seen
    for author in (sara, omid):
        with pytest.raises(Conflict) as refused:
            await approve(store, key, by=author, seen=seen)
        assert refused.value.state == "own"
    with pytest.raises(Conflict):
        await approve(store, key, by=PATRON, seen=seen)
    assert await round_of(store) == 0 and await heard(store) == []
    lia = await member(store, "lia")
    await approve(store, key, by=lia, seen=seen)
    assert await round_of(store) == 1


async def test_only_what_was_seen_is_approved(store: Store, sara: Actor, omid: Actor) -> None:
    key = await written(store, sara)
    seen = (await campaign(store, key)).seen
    await put_campaign(store, values(store, 1, text_fa="چیز دیگر"), by=sara, campaign_id=key)
    for mark in (seen, ""):
        with pytest.raises(EditConflict):
            await approve(store, key, by=omid, seen=mark)
    assert (await campaign(store, key)).state == "draft"


@pytest.mark.parametrize("what", ["text", "rule"])
async def test_what_is_changed_after_the_approval_has_none(store: Store, sara: Actor, omid: Actor, what: str) -> None:
    await news_reader(store)
    key = await approved(store, sara, omid)
    if what == "text":
        await put_campaign(store, values(store, 1, text_fa="چیز دیگر"), by=sara, campaign_id=key)
    else:
        everybody = SegmentRule((RuleGroup((RuleCondition("category", ("nobody",), negated=True),)),))
        await put_segment(store, "students", everybody, TEHRAN, by=sara, segment_id=1)
    assert await round_of(store) == 0
    now = await campaign(store, key)
    assert (now.state, now.approved_by, now.drawn_at) == ("draft", None, None)
    await approve(store, key, by=omid, seen=now.seen)
    assert await round_of(store) == 1


async def test_the_holdout_is_drawn_once_and_hears_nothing(store: Store, sara: Actor, omid: Actor) -> None:
    patrons = {(await news_reader(store))[0] for _ in range(10)}
    key = await approved(store, sara, omid, holdout_rate=0.3)
    assert await round_of(store) == 7
    first = await arms(store, key)
    assert len(first["held_out"]) == 3 and first["told"] | first["held_out"] == patrons
    await news_reader(store)
    for _ in range(3):
        assert await round_of(store) == 0
    assert await arms(store, key) == first
    assert set(await heard(store)) == first["told"]


async def test_who_never_agreed_is_not_even_drawn(store: Store, sara: Actor, omid: Actor) -> None:
    patron, _ = await news_reader(store)
    other, _ = await news_reader(store)
    await record_consent(store, other, "library_news", None, "withdrawn", **BY)
    third, _ = await news_reader(store)
    await unsubscribe(store, third, **BY)
    key = await approved(store, sara, omid)
    await round_of(store)
    assert await arms(store, key) == {"told": {patron}, "held_out": set()} and await heard(store) == [patron]


@pytest.mark.parametrize(
    ("no", "fate"),
    [
        ("withdraws", ("suppressed", "no_consent")),
        ("leaves", ("suppressed", "unsubscribed")),
        ("is taken out", ("cancelled", "taken_out")),
        ("is erased", ("cancelled", "closed")),
    ],
)
async def test_a_no_counts_until_the_last_moment(
    store: Store, sara: Actor, omid: Actor, no: str, fate: tuple[str, str]
) -> None:
    patron, _ = await news_reader(store)
    key = await approved(store, sara, omid)
    await start_due(store, RULES)
    await plan_campaigns(store, RULES)
    if no == "withdraws":
        await record_consent(store, patron, "library_news", "telegram", "withdrawn", **BY)
    elif no == "leaves":
        await unsubscribe(store, patron, kinds=["campaign"], **BY)
    elif no == "is taken out":
        [row] = await rows(store, records.Patron, id=patron)
        await take_out(store, 1, row.public_id, by=sara)
    else:
        await erase_patron(store, patron, by=sara)
    assert await round_of(store) == 0
    [notice] = await rows(store, records.Notice, kind="campaign")
    assert (notice.status, notice.reason) == fate
    assert len(await rows(store, records.CampaignRecipient, campaign_id=key)) == 1, "what is counted stays"


async def test_stopping_takes_back_what_is_queued_and_what_lies_in_the_outbox(
    store: Store, sara: Actor, omid: Actor
) -> None:
    for _ in range(3):
        await news_reader(store)
    key = await approved(store, sara, omid)
    await round_of(store)
    # One is on its way, two wait to be delivered.
    [first, *_] = await outbox.due(store, "telegram")
    await outbox.claim(store, first.id)
    late, _ = await news_reader(store)
    await add(store, records.CampaignRecipient, campaign_id=key, patron_id=late, arm="told")
    await plan_campaigns(store, RULES)
    assert await stop(store, key, by=sara) == 3
    assert [item.id for item in await outbox.due(store, "telegram")] == []
    fates = sorted((one.status, one.reason) for one in await rows(store, records.Notice, kind="campaign"))
    assert fates == [("cancelled", "stopped")] * 3 + [("sent", None)]
    assert await how_many(store, records.Outbox) == 1 and await round_of(store) == 0
    with pytest.raises(Conflict):
        await stop(store, key, by=sara)
    for change_it in (
        put_campaign(store, values(store, 1), by=sara, campaign_id=key),
        delete_campaign(store, key, by=sara),
    ):
        with pytest.raises(Conflict):
            await change_it


async def test_it_is_sent_in_its_hours_and_in_none_after_its_end(
    store: Store, clock: FixedClock, sara: Actor, omid: Actor
) -> None:
    # It is 10:00 in Tehran.
    await news_reader(store)
    hours = {"hours_from": time(17), "hours_until": time(19)}
    await approved(store, sara, omid, **hours)
    assert await round_of(store) == 0
    clock.advance(timedelta(hours=9, minutes=30))
    assert await round_of(store) == 0, "at half past seven in the evening"
    clock.advance(timedelta(hours=22))
    assert await round_of(store) == 1, "at half past five"
    late, _ = await news_reader(store)
    await approved(store, sara, omid, name="late", ends_at=store.clock.now() + timedelta(hours=2), **hours)
    clock.advance(timedelta(minutes=91))
    assert await round_of(store) == 0
    clock.advance(timedelta(hours=22))
    assert await round_of(store) == 0
    await drop_untrue(store, RULES)
    assert late not in await heard(store)


async def test_what_waits_for_its_hours_keeps_no_reminder_back(
    store: Store, clock: FixedClock, sara: Actor, omid: Actor
) -> None:
    for _ in range(3):
        await news_reader(store)
    await approved(store, sara, omid, hours_from=time(17), hours_until=time(19))
    await start_due(store, RULES)
    await plan_campaigns(store, RULES)
    # It is 10:00 in Tehran.
    evening = clock.now().astimezone(TEHRAN).replace(hour=17, minute=0)
    assert {one.send_after for one in await rows(store, records.Notice)} == {evening}
    later, who = await news_reader(store)
    await wants(store, later, "telegram", "due_soon", identity_id=who.id)
    await loan(store, later, 1)
    await plan(store, RULES)
    assert (await send_due(store, RULES, word, most=2)).messages == 1
    # Hours that were changed after it was planned are looked at when it is sent, and then not again in every round.
    table = records.Notice.__table__
    await store.transact(
        lambda connection: connection.execute(  # type: ignore[attr-defined]
            table.update().where(table.c.kind == "campaign").values(send_after=clock.now())
        )
    )
    assert (await send_due(store, RULES, word)).messages == 0
    assert {one.send_after for one in await rows(store, records.Notice, kind="campaign")} == {evening}


async def test_a_letter_that_missed_its_hours_holds_up_no_other(
    store: Store, clock: FixedClock, sara: Actor, omid: Actor
) -> None:
    patron = await add_patron(store)
    for kind in ("campaign", "due_soon"):
        await wants(store, patron, "email", kind)
    await add(
        store, records.ContactPoint, patron_id=patron, kind="email", value="a@b.c", value_norm="a@b.c", is_primary=True
    )
    await approved(store, sara, omid, hours_from=time(9), hours_until=time(11))
    assert await round_of(store) == 1
    [item] = await outbox.due(store, "email")
    tried = await take(store, RULES, word, item)
    assert tried is not None
    await outbox.retry_at(store, item.id, clock.now(), "away")
    clock.advance(timedelta(hours=2))
    assert await take(store, RULES, word, replace(item, attempts=1)) is None
    await loan(store, patron, 1)
    await plan(store, RULES)
    assert (await send_due(store, RULES, word)).messages == 1
    [other] = await outbox.due(store, "email")
    assert other.id != item.id and await take(store, RULES, word, other) is not None


async def test_it_is_drawn_only_when_somebody_can_be_told(store: Store, sara: Actor, omid: Actor) -> None:
    await news_reader(store)
    key = await approved(store, sara, omid, holdout_rate=0.5)
    for rules in (replace(RULES, channels=frozenset({"web_chat"})), replace(RULES, kinds=frozenset({"due_soon"}))):
        assert await start_due(store, rules) == 0
        assert (await campaign(store, key)).state == "approved"
    assert await start_due(store, RULES) == 1


async def test_a_stop_reaches_no_goal(store: Store, clock: FixedClock, sara: Actor, omid: Actor) -> None:
    stopping, asking = [await news_reader(store) for _ in range(2)]
    key = await approved(store, sara, omid, goal="engaged")
    await round_of(store)
    clock.advance(timedelta(hours=1))
    for (patron, who), intents in ((stopping, ("unsubscribe", "affirm")), (asking, ("unsubscribe", "hours"))):
        talk = {
            "public_id": f"t{patron}", "engine_conversation": f"t{patron}", "patron_id": patron, "channel": "telegram",
            "channel_identity_id": who.id, "direction": "inbound", "kind": "conversation", "status": "closed",
            "outcome": "bot_resolved", "ended_at": clock.now(),
            "language": "en", "started_at": clock.now(), "last_message_at": clock.now(),
        }  # fmt: skip
        made = await add(store, records.Interaction, **talk)
        for seq, intent in enumerate(intents, 1):
            said = {"interaction_id": made, "seq": seq, "sender": "patron", "body": "…", "intent": intent}
            await add(store, records.Message, **said, created_at=clock.now())
    await measure(store)
    met = {
        one.patron_id: one.goal_met_at is not None
        for one in await rows(store, records.CampaignRecipient, campaign_id=key)
    }
    assert met == {stopping[0]: False, asking[0]: True}


async def test_hours_that_are_all_quiet_are_refused(sqlite_store: Store) -> None:
    sara = await member(sqlite_store, "sara")
    await written(sqlite_store, sara)
    late = replace(values(sqlite_store, 1, name="two"), hours_from=time(21), hours_until=time(23))
    with pytest.raises(InvalidValue) as refused:
        await put_campaign(sqlite_store, late, by=sara, rules=RULES)
    assert refused.value.field == "hours_until"
    await put_campaign(sqlite_store, replace(late, hours_from=time(20)), by=sara, rules=RULES)


async def test_each_is_told_on_the_first_channel_that_they_agreed_to(store: Store, sara: Actor, omid: Actor) -> None:
    both, _ = await news_reader(store)
    await wants(store, both, "email", "campaign")
    key = await approved(store, sara, omid, channels=("email", "telegram"))
    only, _ = await news_reader(store)
    await add(
        store, records.ContactPoint, patron_id=both, kind="email", value="a@b.c", value_norm="a@b.c", is_primary=True
    )
    assert await round_of(store) == 2
    sent = await rows(store, records.Notice, kind="campaign", status="sent")
    assert {(one.patron_id, one.channel) for one in sent} == {(both, "email"), (only, "telegram")}
    assert len(await rows(store, records.CampaignRecipient, campaign_id=key)) == 2


async def test_what_came_of_it_is_the_difference_to_the_holdout(
    store: Store, clock: FixedClock, sara: Actor, omid: Actor
) -> None:
    for _ in range(20):
        await news_reader(store)
    key = await approved(store, sara, omid, holdout_rate=0.5)
    assert await report(store, key) is None
    await round_of(store)
    both = await arms(store, key)
    clock.advance(timedelta(days=3))
    for patron in sorted(both["told"])[:6] + sorted(both["held_out"])[:2]:
        await loan(store, patron, 14, loaned_at=clock.now() - timedelta(hours=1))
    before = sorted(both["told"])[7]
    await loan(store, before, 14, loaned_at=clock.now() - timedelta(days=5))
    await round_of(store)
    found = await report(store, key)
    assert found is not None and found.told is not None and found.held_out is not None and found.difference is not None
    assert (found.told.met, found.told.of, found.held_out.met, found.held_out.of) == (6, 10, 2, 10)
    assert (found.sent, found.waiting, found.is_over) == (10, 0, False)
    assert round(found.difference.value, 2) == 0.4 and not found.difference.is_clear
    # What was measured outlives the patron.
    clock.advance(timedelta(days=12))
    [met] = [one for one in await rows(store, records.CampaignRecipient) if one.patron_id == sorted(both["told"])[0]]
    assert met.goal_met_at is not None
    table = records.Loan.__table__
    await store.transact(
        lambda connection: connection.execute(table.update().values(returned_at=clock.now()))  # type: ignore[attr-defined]
    )
    await erase_patron(store, met.patron_id, by=sara)
    await round_of(store)
    after = await report(store, key)
    assert after is not None and after.told is not None and (after.told.met, after.told.of) == (6, 10)
    assert after.is_over and (await campaign(store, key)).state == "done"


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("name", ""), ("text_fa", " "), ("text_en", "x" * 901), ("channels", ()), ("channels", ("email", "email")),
        ("channels", ("pigeon",)), ("goal", "joy"), ("goal_days", 0), ("holdout_rate", 0.9), ("segment_id", 99),
    ],
)  # fmt: skip
async def test_what_means_nothing_is_refused(sqlite_store: Store, field: str, bad: Any) -> None:
    sara = await member(sqlite_store, "sara")
    await written(sqlite_store, sara)
    with pytest.raises(InvalidValue) as refused:
        await put_campaign(sqlite_store, replace(values(sqlite_store, 1, name="two"), **{field: bad}), by=sara)
    assert refused.value.field == field


@pytest.mark.parametrize("after_commit", [False, True], ids=["before the commit", "after the commit"])
async def test_whenever_it_ends_nobody_hears_it_twice(
    tmp_path: Path, sqlite_file: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, after_commit: bool
) -> None:
    monkeypatch.setattr(running, "BATCH", 2)
    begun = tmp_path / "begun.sqlite3"
    shutil.copy(sqlite_file, begun)
    store = await opened(begun, clock)
    sara, omid = await member(store, "sara"), await member(store, "omid")
    for _ in range(6):
        await news_reader(store)
    key = await approved(store, sara, omid, holdout_rate=0.34)
    await store.close()
    ends, killed = 0, True
    while killed:
        ends += 1
        path = tmp_path / f"{ends}.sqlite3"
        shutil.copy(begun, path)
        store = await opened(path, clock)
        store.ends_at, store.after_commit, store.commits = ends, after_commit, 0
        killed = False
        try:
            await round_of(store)
        except Killed:
            killed = True
        drawn = await arms(store, key)
        await store.close()
        store = await opened(path, clock)
        await round_of(store)
        now = await arms(store, key)
        assert drawn in ({"told": set(), "held_out": set()}, now), "drawn once"
        assert (len(now["told"]), len(now["held_out"])) == (4, 2)
        assert await heard(store) == sorted(now["told"]), f"killed at commit {ends}"
        assert len(await outbox.due(store, "telegram", limit=99)) == 4
        await store.close()
    assert ends > 6


class History:
    """What happened, as a test knows it by itself: who agreed to what when, and what was approved when."""

    def __init__(self) -> None:
        self.agreed: dict[tuple[int, str], list[tuple[datetime, bool]]] = {}
        self.approved: dict[int, list[tuple[datetime, bool]]] = {}
        self.lapsed: dict[int, list[tuple[datetime, bool]]] = {}
        self.triggered: set[int] = set()

    def latest(self, of: list[tuple[datetime, bool]], moment: datetime) -> bool:
        return next((said for when, said in reversed(of) if when <= moment), False)


@pytest.mark.parametrize("seed", range(12))
async def test_whatever_happens_no_message_is_one_that_must_not_be(
    sqlite_store: Store, clock: FixedClock, seed: int
) -> None:
    store, dice, history = sqlite_store, random.Random(seed), History()
    sara, omid = await member(store, "sara"), await member(store, "omid")
    patrons = []
    for _ in range(6):
        patron, who = await news_reader(store)
        patrons.append((patron, who))
        history.agreed[patron, "telegram"] = [(clock.now(), True)]
    keys = [
        await written(store, sara, name=f"c{number}", holdout_rate=0.3, trigger=trigger)
        for number, trigger in enumerate(("once", "lapsed"))
    ]
    history.triggered.add(keys[1])
    for step in range(60):
        clock.advance(timedelta(minutes=dice.randint(1, 300)))
        patron, who = dice.choice(patrons)
        key = dice.choice(keys)
        deed = dice.choice(
            ["round"] * 6
            + ["lapse"] * 2
            + ["agree", "withdraw", "withdraw all", "leave", "approve", "edit", "rule", "stop", "out", "back"]
        )
        agreed = history.agreed[patron, "telegram"]
        if deed == "round":
            await round_of(store)
        elif deed == "agree":
            await wants(store, patron, "telegram", "campaign", identity_id=who.id)
            agreed.append((clock.now(), True))
        elif deed in ("withdraw", "withdraw all"):
            where = "telegram" if deed == "withdraw" else None
            await record_consent(store, patron, "library_news", where, "withdrawn", **BY)
            agreed.append((clock.now(), False))
        elif deed == "leave":
            await unsubscribe(store, patron, kinds=["campaign"], **BY)
            agreed.append((clock.now(), False))
        elif deed in ("lapse", "back"):
            await _lapses_or_returns(store, patron, deed)
            history.lapsed.setdefault(patron, []).append((clock.now(), deed == "lapse"))
        elif deed == "out" and dice.random() < 0.2:
            [row] = await rows(store, records.Patron, id=patron)
            await take_out(store, 1, row.public_id, by=sara)
        else:
            await _staff_does(store, deed, key, sara, omid, history, dice, step)
        await _nothing_wrong(store, history)
    assert (await may_send(store, patrons[0][0], "library_news", "telegram")).granted is history.latest(
        history.agreed[patrons[0][0], "telegram"], clock.now()
    )


async def _lapses_or_returns(store: Store, patron: int, deed: str) -> None:
    now = store.clock.now()
    if deed == "back":
        await store.transact(lambda connection: engaged(connection, patron, now))
        return
    [row] = await rows(store, records.Patron, id=patron)
    if row.lifecycle != "lapsed":
        await change(store, records.Patron, patron, lifecycle="lapsed")
        step = {"from_state": row.lifecycle, "to_state": "lapsed", "reason": "time", "occurred_at": now}
        await add(store, records.LifecycleEvent, patron_id=patron, **step)


async def _staff_does(
    store: Store, deed: str, key: int, sara: Actor, omid: Actor, history: History, dice: random.Random, step: int
) -> None:
    said = history.approved.setdefault(key, [])
    now = await campaign(store, key)
    try:
        if deed == "approve":
            by = dice.choice((sara, omid))
            await approve(store, key, by=by, seen=now.seen)
            assert by is omid
            said.append((store.clock.now(), True))
        elif deed == "edit":
            hours = dice.choice(({}, {"hours_from": time(10), "hours_until": time(14)}))
            changed = values(
                store,
                1,
                name=now.values.name,
                text_fa=f"متن {step}",
                holdout_rate=0.3,
                **hours,
                trigger=now.values.trigger,
            )
            await put_campaign(store, changed, by=sara, campaign_id=key)
            said.append((store.clock.now(), False))
        elif deed == "stop":
            await stop(store, key, by=sara)
            said.append((store.clock.now(), False))
        elif deed == "rule" and dice.random() < 0.3:
            rule = SegmentRule((RuleGroup((RuleCondition("category", ("student", f"kind {step}")),)),))
            await put_segment(store, "students", rule, TEHRAN, by=sara, segment_id=1)
            for each in history.approved.values():
                # What runs was drawn already; what waits is approved no more.
                each.append((store.clock.now(), False))
            for one in await writing.campaigns(store):
                if one.state == "running":
                    history.approved.setdefault(one.id, []).append((store.clock.now(), True))
    except (Conflict, InvalidValue):
        pass


async def _nothing_wrong(store: Store, history: History) -> None:
    sent = await rows(store, records.Notice, kind="campaign", status="sent")
    messages = {one.id: one for one in await rows(store, records.Message)}
    arms_of = {one.id: one for one in await rows(store, records.CampaignRecipient)}
    told = [(arms_of[one.recipient_id].campaign_id, one.patron_id) for one in sent]
    assert len(told) == len(set(told)), "nobody hears it twice"
    for one in sent:
        moment, to = messages[one.message_id].created_at, arms_of[one.recipient_id]
        assert history.latest(history.agreed[one.patron_id, one.channel], moment), "without consent"
        assert not RULES.is_quiet(moment), "in quiet hours"
        assert to.arm == "told", "to the holdout"
        assert history.latest(history.approved[to.campaign_id], moment), "unapproved"
        if to.campaign_id in history.triggered:
            assert history.latest(history.lapsed[one.patron_id], moment), "back already"


async def test_the_copy_names_the_segment_and_the_campaign(store: Store, sara: Actor, omid: Actor) -> None:
    patron, _ = await news_reader(store)
    await approved(store, sara, omid)
    await round_of(store)
    copy = await copy_of(store, Whose(patron_id=patron), "en")
    assert [(row["segment"], row["status"]) for row in copy.tables["segment_member"]] == [("students", "in")]
    assert [(row["campaign"], row["arm"]) for row in copy.tables["campaign_recipient"]] == [("poetry", "told")]


async def test_whom_a_campaign_was_for_is_forgotten_and_its_counts_stay(
    store: Store, clock: FixedClock, sara: Actor, omid: Actor
) -> None:
    patron, _ = await news_reader(store)
    key = await approved(store, sara, omid)
    await round_of(store)
    [item] = await outbox.due(store, "telegram")
    await outbox.claim(store, item.id)
    await outbox.sent(store, item.id)
    clock.advance(timedelta(days=15))
    await round_of(store)
    clock.advance(timedelta(days=40))
    await forget_notices(store, before=clock.now() - timedelta(days=30))
    [recipient] = await rows(store, records.CampaignRecipient, campaign_id=key)
    [notice] = await rows(store, records.Notice, kind="campaign")
    assert recipient.patron_id is None and notice.recipient_id is None
    found = await report(store, key)
    assert found is not None and found.sent == 1 and found.told is not None and found.told.of == 1
    assert patron and await round_of(store) == 0


async def merged(store: Store, stays: int, goes: int) -> None:
    names = [(await rows(store, records.Patron, id=one))[0].public_id for one in (stays, goes)]
    await merge_patrons(store, *names, by=Actor("system", "test"), reason="one person")


async def test_who_was_taken_out_is_not_told_after_a_merge(store: Store, sara: Actor, omid: Actor) -> None:
    stays = await add_patron(store, "20001001", category="teacher")
    goes, _ = await news_reader(store)
    key = await approved(store, sara, omid)
    await start_due(store, RULES)
    await plan_campaigns(store, RULES)
    public = (await rows(store, records.Patron, id=goes))[0].public_id
    await take_out(store, (await rows(store, records.Campaign, id=key))[0].segment_id, public, by=sara)
    await merged(store, stays, goes)
    await send_due(store, RULES, word)
    [notice] = await rows(store, records.Notice, kind="campaign")
    assert (notice.patron_id, notice.status, notice.reason) == (stays, "cancelled", "taken_out")


async def test_one_patron_is_told_once_although_both_records_were_drawn(
    store: Store, clock: FixedClock, sara: Actor, omid: Actor
) -> None:
    goes, _ = await news_reader(store)
    stays, _ = await news_reader(store, card_number_hash="x" * 64)
    await approved(store, sara, omid)
    await start_due(store, RULES)
    await plan_campaigns(store, RULES)
    # The other one waits for a while.
    for one in await rows(store, records.Notice, patron_id=stays):
        await change(store, records.Notice, one.id, send_after=clock.now() + timedelta(hours=1))
    await send_due(store, RULES, word)
    assert await heard(store) == [goes]
    assert len(await try_all(store)) == 1
    await merged(store, stays, goes)
    clock.advance(timedelta(hours=2))
    await round_of(store)
    assert [one.status for one in await rows(store, records.Notice)] == ["sent", "cancelled"]


@pytest.mark.parametrize("same", [True, False])
async def test_a_patron_whose_records_were_both_drawn_is_counted_once_or_in_neither_group(
    store: Store, sara: Actor, omid: Actor, same: bool
) -> None:
    patrons = [(await news_reader(store, card_number_hash=f"{number}" * 64))[0] for number in range(6)]
    key = await approved(store, sara, omid)
    await start_due(store, RULES)
    drawn = {one.patron_id: one.id for one in await rows(store, records.CampaignRecipient)}
    now = store.clock.now()
    for one in patrons[:2]:
        await change(store, records.CampaignRecipient, drawn[one], goal_met_at=now)
    for one in patrons[4:] if same else patrons[1:2]:
        await change(store, records.CampaignRecipient, drawn[one], arm="held_out")
    await merged(store, patrons[0], patrons[1])
    found = await report(store, key)
    assert found is not None and found.told is not None
    if same:
        assert found.held_out is not None
        assert (found.told.met, found.told.of, found.held_out.of) == (1, 3, 2)
        assert (found.twice, found.mixed) == (1, 0)
    else:
        assert (found.told.met, found.told.of, found.held_out) == (0, 4, None)
        assert (found.twice, found.mixed) == (0, 1)


async def test_a_stopped_campaign_hides_no_message_that_is_said_next(store: Store, sara: Actor, omid: Actor) -> None:
    _, who = await news_reader(store)
    key = await approved(store, sara, omid)
    await round_of(store)
    newest = (await rows(store, records.Message))[-1].id
    await index_new(store)
    await change(store, records.ChannelIdentity, who.id, history_after=newest)
    assert await stop(store, key, by=sara) == 1
    said = await say(store, who, "زعفرانیه")
    assert said.message.id > (await rows(store, records.ChannelIdentity, id=who.id))[0].history_after
    [kept] = await rows(store, records.SearchState)
    assert said.message.id > kept.last_message_id
