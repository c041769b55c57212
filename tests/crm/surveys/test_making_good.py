"""Making good: a low score, a case with an owner, the question whether it helped, and "you said, we did"."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from crm import records
from crm.cases.answers import acknowledge
from crm.cases.own_steps import add_words
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.notices.rules import NoticeRules
from crm.surveys import answering, asking, recovery
from crm.surveys.asking import ask_after_cases, ask_after_librarians
from crm.surveys.definitions import put_asking
from crm.surveys.inviting import ask_at_goodbye
from crm.surveys.results import follow_ups
from crm.surveys.said_and_done import close_as_done, open_wishes
from protocol.clock import FixedClock
from tests.support.store_rows import SARA, add, add_patron, ends, rows, say, sign_in, visitor

# It is 10:00 in Tehran.
BY_DAY = NoticeRules(ZoneInfo("Asia/Tehran"))
AT_NIGHT = replace(BY_DAY, quiet_from=time(0), quiet_until=time(23, 59))


async def staff(store: Store) -> None:
    for name, role in (("sara", "manager"), ("omid", "librarian"), ("lia", "librarian")):
        row = {"username": name, "display_name": name.title(), "role": role, "created_at": store.clock.now()}
        await add(store, records.StaffUser, **row)


async def low_score(store: Store, language: str = "fa") -> tuple[str, str]:
    conversation = (await say(store, await visitor(store, language))).interaction.engine_conversation
    asked = await ask_at_goodbye(store, conversation)
    assert asked is not None
    await answering.give(store, asked.token, conversation, "satisfaction", 2)
    return asked.token, conversation


async def test_a_yes_to_a_librarians_word_is_one_case_with_an_owner_and_the_words(store: Store) -> None:
    await staff(store)
    token, conversation = await low_score(store)
    with pytest.raises(Conflict):
        await recovery.accept_follow_up(store, token, conversation, "fa")
    assert await recovery.offer_follow_up(store, token, conversation)
    await answering.give_remark(store, token, conversation, "کسی جوابم را نداد")
    first = await recovery.accept_follow_up(store, token, conversation, "fa")
    again = await recovery.accept_follow_up(store, token, conversation, "fa")
    await recovery.decline_follow_up(store, token, conversation)
    assert first.number == again.number and first.subject == "low_score"
    [case] = await rows(store, records.ServiceCase)
    assert case.kind == "complaint" and case.description == "2/5\nکسی جوابم را نداد"
    owner = next(one for one in await rows(store, records.StaffUser) if one.id == case.assignee_id)
    assert owner.username == "omid", "of those at the desk who has the least to do"
    [response] = await rows(store, records.SurveyResponse)
    assert (response.follow_up, response.case_id) == ("accepted", case.id)


async def test_the_survey_names_who_takes_it_up(store: Store) -> None:
    await staff(store)
    await put_asking(store, "conversation_score", is_active=True, sample_rate=1, cooldown_days=30, owner="lia", by=SARA)
    token, conversation = await low_score(store)
    await recovery.offer_follow_up(store, token, conversation)
    await recovery.accept_follow_up(store, token, conversation, "fa")
    [case] = await rows(store, records.ServiceCase)
    assert case.assignee_id == 3


async def test_later_it_is_asked_once_whether_it_helped_in_the_same_chat(store: Store, clock: FixedClock) -> None:
    await staff(store)
    token, conversation = await low_score(store, "en")
    await recovery.offer_follow_up(store, token, conversation)
    case = await recovery.accept_follow_up(store, token, conversation, "en")
    await ends(store, case.number, "fixed", version=1)
    assert await ask_after_cases(store, BY_DAY) == 0, "an answer is left to work for a day"
    clock.advance(timedelta(days=1, minutes=1))
    assert await ask_after_cases(store, AT_NIGHT) == 0
    assert [await ask_after_cases(store, BY_DAY) for _ in range(2)] == [1, 0]
    message = (await rows(store, records.Message))[-1]
    [placed] = [row for row in await rows(store, records.Outbox) if row.message_id == message.id]
    assert message.sender == "bot" and "how content are you now" in message.body and len(message.buttons) == 5
    [chat] = await rows(store, records.ChannelIdentity)
    assert placed.identity_id == chat.id
    asked = message.buttons[0]["payload"].split('"ref": "ask:')[1].partition(":")[0]
    kept = await answering.give(store, asked, conversation, "helped", 5)
    assert kept.case_number == case.number
    found = await follow_ups(store)
    assert (found.offered, found.accepted, found.settled, found.asked_later, found.content_later) == (1, 1, 1, 1, 1)


async def test_a_complainant_in_a_cool_down_is_not_asked_unless_they_agreed(store: Store, clock: FixedClock) -> None:
    await staff(store)
    who = await sign_in(store, await visitor(store), await add_patron(store))
    conversation = (await say(store, who)).interaction.engine_conversation
    assert await ask_at_goodbye(store, conversation) is not None
    now = store.clock.now()
    row = {"kind": "complaint", "subject": "complaint", "description": "سرد بود", "opened_at": now, "number": "K-1"}
    await add(store, records.ServiceCase, **row, patron_id=who.patron_id)
    await ends(store, "K-1", "fixed", version=1)
    clock.advance(timedelta(days=2))
    await sign_in(store, who, who.patron_id or 0)
    assert await ask_after_cases(store, BY_DAY) == 0
    clock.advance(timedelta(days=27))
    await sign_in(store, who, who.patron_id or 0)
    assert await ask_after_cases(store, BY_DAY) == 0
    clock.advance(timedelta(hours=20))
    await sign_in(store, who, who.patron_id or 0)
    assert await ask_after_cases(store, BY_DAY) == 0, "thirty days have not passed"


async def test_after_a_librarians_conversation_its_patron_is_asked_there(store: Store, clock: FixedClock) -> None:
    await staff(store)
    recorded = await say(store, await visitor(store, "en"))
    table = table_of(records.Interaction)
    now = store.clock.now()
    ended = {"status": "closed", "outcome": "staff_resolved", "handled_by": "both", "ended_at": now}
    change = update(table).where(table.c.id == recorded.interaction.id).values(**ended, first_staff_reply_at=now)
    await store.transact(lambda connection: connection.execute(change))
    assert [await ask_after_librarians(store, BY_DAY) for _ in range(2)] == [1, 0]
    message = (await rows(store, records.Message))[-1]
    assert "with the librarian" in message.body
    [invitation] = await rows(store, records.SurveyInvitation)
    assert invitation.interaction_id == recorded.interaction.id
    token = message.buttons[0]["payload"].split('"ref": "ask:')[1].partition(":")[0]
    later = await say(store, await visitor(store, "en"))
    with pytest.raises(NotFound):
        await answering.give(store, token, later.interaction.engine_conversation, "satisfaction", 5)


async def ended_with_librarian(store: Store, patron_id: int | None = None) -> int:
    who = await visitor(store, "en")
    if patron_id is not None:
        who = await sign_in(store, who, patron_id)
    recorded = await say(store, who)
    table, now = table_of(records.Interaction), store.clock.now()
    ended = {"status": "closed", "outcome": "staff_resolved", "handled_by": "both", "ended_at": now}
    change = update(table).where(table.c.id == recorded.interaction.id).values(**ended, first_staff_reply_at=now)
    await store.transact(lambda connection: connection.execute(change))
    return recorded.interaction.id


async def test_who_talked_late_is_asked_in_the_morning_and_not_at_night(store: Store, clock: FixedClock) -> None:
    await staff(store)
    clock.advance(timedelta(hours=13))
    late = await ended_with_librarian(store)
    assert await ask_after_librarians(store, BY_DAY) == 0, "at eleven in the evening"
    clock.advance(timedelta(hours=9, minutes=30))
    assert await ask_after_librarians(store, BY_DAY) == 0
    clock.advance(timedelta(hours=1))
    assert [await ask_after_librarians(store, BY_DAY) for _ in range(2)] == [1, 0]
    [invitation] = await rows(store, records.SurveyInvitation)
    assert invitation.interaction_id == late
    clock.advance(timedelta(hours=1))
    await ended_with_librarian(store)
    clock.advance(timedelta(hours=3))
    assert await ask_after_librarians(store, BY_DAY) == 0, "that is long over"


async def test_those_who_are_not_to_be_asked_keep_nobody_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "BATCH", 2)
    await staff(store)
    cooling = await add_patron(store)
    for _ in range(5):
        await ended_with_librarian(store, cooling)
    fresh = await ended_with_librarian(store)
    assert await ask_after_librarians(store, BY_DAY) == 2
    assert fresh in {one.interaction_id for one in await rows(store, records.SurveyInvitation)}
    work: list[object] = []
    transact = store.transact

    async def counted(*given: Any, **more: Any) -> Any:
        work.append(given)
        return await transact(*given, **more)

    monkeypatch.setattr(type(store), "transact", staticmethod(counted))
    assert await ask_after_librarians(store, BY_DAY) == 0 and work == [], "only looked at"


async def test_whoever_asks_locks_the_patron_before_it_looks_for_a_cool_down(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    locking, cooling = asking.lock_asked, asking.is_cooling

    def locked(*given: Any) -> None:
        order.append("lock")
        locking(*given)

    def looked(*given: Any) -> bool:
        order.append("look")
        return cooling(*given)

    monkeypatch.setattr(asking, "lock_asked", locked)
    monkeypatch.setattr(asking, "is_cooling", looked)
    await staff(store)
    await ended_with_librarian(store, await add_patron(store))
    assert await ask_after_librarians(store, BY_DAY) == 1
    assert order == ["look", "lock", "look"]


async def test_no_survey_no_look(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await staff(store)
    await ended_with_librarian(store)
    how: dict[str, Any] = {"sample_rate": 1, "cooldown_days": 30, "owner": "lia", "by": SARA}
    await put_asking(store, "librarian_score", is_active=False, **how)
    assert await ask_after_librarians(store, BY_DAY) == 0
    await put_asking(store, "librarian_score", is_active=True, **how)
    assert await ask_after_librarians(store, BY_DAY) == 1


async def told(store: Store, kind: str, words: str, language: str) -> str:
    recorded = await say(store, await visitor(store, language))
    number = f"K-{recorded.interaction.id}"
    row = {"kind": kind, "subject": kind, "description": words, "opened_at": store.clock.now(), "number": number}
    await add(store, records.ServiceCase, **row, interaction_id=recorded.interaction.id, language=language)
    return number


def letter(language: str, number: str, words: str) -> str:
    return f"{language} {number} {words}"


async def test_all_who_asked_for_a_change_are_told_that_it_is_done(store: Store) -> None:
    await staff(store)
    first = await told(store, "suggestion", "چراغ مطالعه بگذارید", "fa")
    second = await told(store, "complaint", "no lamps at the desks", "en")
    await told(store, "suggestion", "open on Fridays", "en")
    wishes = {one.number: one.version for one in await open_wishes(store)}
    assert len(wishes) == 3 and [one.number for one in await open_wishes(store, "LAMPS")] == [second]
    words = {"fa": "چراغ‌ها نصب شد", "en": "The lamps are there"}
    with pytest.raises(InvalidValue):
        await close_as_done(store, wishes, {"fa": " "}, by=SARA, letter=letter)
    chosen = {first: wishes[first], second: wishes[second]}
    done = await close_as_done(store, chosen, words, by=SARA, letter=letter)
    assert (done.told, done.kept, done.untold, done.left) == (2, 0, 0, ())
    said = [row.body for row in await rows(store, records.Message) if row.sender == "staff"]
    assert said == [f"fa {first} چراغ‌ها نصب شد", f"en {second} The lamps are there"]
    cases = {row.number: row for row in await rows(store, records.ServiceCase)}
    assert {cases[number].resolution for number in chosen} == {"fixed"}
    again = await close_as_done(store, chosen, words, by=SARA, letter=letter)
    assert again.left == (first, second) and again.told == 0


async def test_a_complaint_that_is_done_is_appealed_in_the_chat(store: Store) -> None:
    await staff(store)
    number = await told(store, "complaint", "سرد است", "fa")
    await close_as_done(store, {number: 1}, {"fa": "گرم شد"}, by=SARA, letter=letter)
    [interaction] = [row for row in await rows(store, records.Interaction) if row.kind == "conversation"]
    step = await add_words(store, number, "هنوز سرد است", conversation=interaction.public_id)
    assert step.done == "reopened" and step.case.status == "appealed"


async def test_a_complaint_that_is_acknowledged_is_so_to_its_patron_once(store: Store) -> None:
    await staff(store)
    numbers = [await told(store, kind, "سرد است", "fa") for kind in ("complaint", "suggestion")]
    for number in numbers:
        version = await acknowledge(store, number, version=1, by=SARA, receipt=lambda language, of: f"{language} {of}")
        with pytest.raises(InvalidValue):
            await acknowledge(store, number, version=version, by=SARA, receipt=lambda *_: "again")
    said = [row.body for row in await rows(store, records.Message) if row.sender == "staff"]
    assert said == [f"fa {numbers[0]}"]
    assert {row.status for row in await rows(store, records.ServiceCase)} == {"acknowledged"}
