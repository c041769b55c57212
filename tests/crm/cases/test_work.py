"""Work on cases: allowed steps only, one at a time, promised in opening days, answered where the patron is."""

from __future__ import annotations

import asyncio
import uuid
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import update

from crm import records
from crm.audit import trail as audit
from crm.cases import opening
from crm.cases.answers import SentAnswer
from crm.cases.answers import answer as send
from crm.cases.file import CaseFile, case_file
from crm.cases.listing import CaseFilter, case_counts, case_rows
from crm.cases.opening import CaseView
from crm.cases.overdue import note_breaches
from crm.cases.work import MOVES, add_note, appeal, assign, desk_case, move, set_priority
from crm.conversations import identities, signing_in
from crm.conversations.outcomes import close_silent
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.handoff import steps
from crm.messages import outbox
from crm.messages.views import messages_after
from crm.notices.fallbacks import chat_blocked
from crm.records.values import CASE_STATUSES
from crm.staff import members
from protocol.clock import FixedClock
from tests.support.givens import NOW
from tests.support.store_rows import OMID, SARA, add, add_patron, answer, ends, how_many, rows, say, sign_in, visitor

PASSWORD = "a long password"


def tehran(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.fromisoformat(f"2026-{month:02}-{day:02}T{hour:02}:{minute:02}:00+03:30")


def sent_text(made: SentAnswer) -> str:
    assert made.message is not None
    return made.message.text


def letter(language: str, number: str, text: str) -> str:
    return f"{language} {number}: {text}"


async def open_house(store: Store, answer_days: int = 2) -> int:
    """A main branch, open from Saturday to Thursday, with two librarians."""
    branch = await add(store, records.Branch, code="main", name_fa="مرکزی", name_en="Main", is_main=True)
    for weekday in range(6):
        closes = time(20) if weekday < 5 else time(13)
        await add(store, records.BranchHours, branch_id=branch, weekday=weekday, opens=time(8), closes=closes)
    await add(store, records.LibraryProfile, id=1, name_fa="ک", name_en="L", answer_days=answer_days)
    for name, shown in (("sara", "سارا"), ("omid", "امید")):
        await members.add_staff(store, name, shown, "librarian", PASSWORD)
    return branch


async def complain(store: Store, conversation: str | None = None, **more: object) -> CaseView:
    values = {"subject": "complaint", "description": "طبقهٔ دوم سروصداست", "language": "fa", **more}
    return await opening.open_case(
        store,
        "complaint",
        conversation=conversation,
        idempotency_key=str(uuid.uuid4()),
        **values,  # type: ignore[arg-type]
    )


async def seen(store: Store, number: str) -> CaseFile:
    found = await case_file(store, number)
    assert found is not None
    return found


async def test_what_is_promised_skips_the_weekend_and_the_holiday(store: Store, clock: FixedClock) -> None:
    branch = await open_house(store)
    # NOW is a Tuesday; this is the Wednesday, and the Saturday after it is a holiday.
    clock.advance(tehran(11, 25, 10) - NOW)
    made = await complain(store)
    [row] = await rows(store, records.ServiceCase)
    assert row.ack_due_at == tehran(11, 26, 13), "Thursday, when it closes"
    assert made.due_at == tehran(11, 28, 20), "Friday is closed: Saturday"
    closing = {"first_day": date(2026, 11, 28), "last_day": date(2026, 11, 28), "reason_fa": "تعطیل", "reason_en": "x"}
    await add(store, records.Closing, branch_id=None, **closing)
    assert (await complain(store)).due_at == tehran(11, 29, 20), "the holiday does not count either"
    clock.advance(timedelta(days=1, hours=8))
    late_on_thursday = await complain(store)
    assert late_on_thursday.due_at == tehran(11, 30, 20)
    other = await add(store, records.Branch, code="two", name_fa="دو", name_en="Two")
    await add(store, records.BranchHours, branch_id=other, weekday=3, opens=time(9), closes=time(12))
    there = await complain(store, branch_id=other)
    assert there.due_at == tehran(12, 8, 12), "open on Tuesdays only"
    assert branch != other


async def test_a_request_out_of_hours_is_due_in_opening_days_too(store: Store, clock: FixedClock) -> None:
    await open_house(store)
    clock.advance(tehran(11, 27, 9) - NOW)
    recorded = await say(store, await visitor(store))
    made = await steps.request(store, recorded.interaction.public_id, reason="a scan of a letter")
    [row] = await rows(store, records.ServiceCase)
    assert (row.ack_due_at, row.due_at) == (tehran(11, 28, 20), tehran(11, 29, 20))
    assert (made.state, made.expected_at) == ("case", row.due_at), "what is told is what is due"
    assert made.opens_at == tehran(11, 28, 8)


async def test_a_library_without_branches_counts_all_days(sqlite_store: Store, clock: FixedClock) -> None:
    assert (await complain(sqlite_store)).due_at == clock.now() + timedelta(days=3)


@pytest.mark.parametrize("start", CASE_STATUSES)
async def test_only_allowed_moves_are_made(sqlite_store: Store, start: str) -> None:
    store = sqlite_store
    await open_house(store)
    table = table_of(records.ServiceCase)
    for to in CASE_STATUSES:
        made = await complain(store)
        closed = {"closed_at": made.opened_at, "resolution": "fixed"} if start == "closed" else {}
        change = update(table).where(table.c.number == made.number).values(status=start, **closed)
        await store.transact(lambda connection, change=change: connection.execute(change))  # type: ignore[misc]
        if to in MOVES[start] and to not in ("appealed", "closed"):
            assert await move(store, made.number, to, version=1, by=SARA) == 2
            assert (await seen(store, made.number)).status == to
            continue
        with pytest.raises(InvalidValue) as refused:
            await move(store, made.number, to, version=1, by=SARA)
        assert refused.value.field == "status"
        assert (await seen(store, made.number)).version == 1
        if to == "closed" and to in MOVES[start]:
            assert (await ends(store, made.number, "declined", version=1)).version == 2
            assert (await seen(store, made.number)).status == "closed"


async def test_a_whole_life_with_its_history(store: Store, clock: FixedClock) -> None:
    await open_house(store)
    number = (await complain(store)).number
    assert await move(store, number, "acknowledged", version=1, by=SARA) == 2
    assert await assign(store, number, "omid", version=2, by=SARA) == 3
    assert await set_priority(store, number, "high", version=3, by=OMID) == 4
    assert await set_priority(store, number, "high", version=4, by=OMID) == 4, "nothing has changed"
    await add_note(store, number, "  با طبقهٔ دوم حرف زدم ", by=OMID)
    clock.advance(timedelta(hours=1))
    assert await move(store, number, "investigating", version=4, by=OMID) == 5
    for bad, field in (("", "resolution"), ("magic", "resolution")):
        with pytest.raises(InvalidValue) as refused:
            await ends(store, number, bad, version=5, by=OMID)
        assert refused.value.field == field
    assert (await ends(store, number, "fixed", version=5, by=OMID, note="بلندگو خاموش شد")).version == 6
    file = await seen(store, number)
    assert (file.status, file.resolution, file.priority) == ("closed", "fixed", "high")
    assert (file.assignee, file.assignee_name) == ("omid", "امید")
    assert file.closed_at == file.answered_at == clock.now()
    assert file.acknowledged_at == NOW
    assert [(step.kind, step.to_value, step.staff) for step in file.steps] == [
        ("status", "new", None),
        ("status", "acknowledged", "سارا"),
        ("assign", "omid", "سارا"),
        ("note", "high", "امید"),
        ("note", None, "امید"),
        ("status", "investigating", "امید"),
        ("status", "closed", "امید"),
    ]
    assert file.steps[4].note == "با طبقهٔ دوم حرف زدم"
    with pytest.raises(InvalidValue):
        await appeal(store, number, " ", version=6, by=SARA)
    clock.advance(timedelta(days=1))
    assert await appeal(store, number, "هنوز سروصداست", version=6, by=SARA) == 7
    file = await seen(store, number)
    assert (file.status, file.reopen_count, file.resolution, file.closed_at, file.answered_at) == (
        "appealed",
        1,
        None,
        None,
        None,
    )
    assert file.due_at == tehran(11, 28, 20)
    assert (file.steps[-1].kind, file.steps[-1].from_value, file.steps[-1].note) == (
        "reopen",
        "closed",
        "هنوز سروصداست",
    )
    trail = {event.action for event in await rows(store, records.AuditEvent, entity="service_case")}
    assert trail == {"case.moved", "case.assigned", "case.prioritised", "case.noted", "case.appealed"}
    assert (await audit.verify(store)).is_sound


async def test_of_two_librarians_the_slower_is_told(store: Store) -> None:
    await open_house(store)
    number = (await complain(store)).number
    both = await asyncio.gather(
        *(assign(store, number, by.name, version=1, by=by) for by in (SARA, OMID)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in both) == ["Conflict", "int"]
    assert (await seen(store, number)).version == 2
    for late in (
        move(store, number, "investigating", version=1, by=SARA),
        set_priority(store, number, "low", version=1, by=SARA),
        appeal(store, number, "نه", version=1, by=SARA),
        send(store, number, "پاسخ", version=1, by=SARA, letter=letter),
    ):
        with pytest.raises(Conflict):
            await late
    with pytest.raises(NotFound):
        await move(store, "K-999999", "answered", version=1, by=SARA)
    with pytest.raises(NotFound):
        await assign(store, number, "nobody", version=2, by=SARA)


async def test_an_answer_goes_into_the_running_conversation(store: Store) -> None:
    await open_house(store)
    who = await visitor(store)
    recorded = await say(store, who, "شکایت دارم")
    await answer(store, recorded, "ثبت شد", intent="complaint")
    number = (await complain(store, recorded.interaction.public_id)).number
    made = await send(store, number, "رسیدگی شد", version=1, by=SARA, letter=letter)
    assert (made.channel, made.identity_id, made.version) == ("web_chat", who.id, 2)
    assert sent_text(made) == f"fa {number}: رسیدگی شد"
    assert [item.message for item in await outbox.due(store, "web_chat")] == [made.message]
    assert (await messages_after(store, who.id, 0))[-1] == made.message
    [interaction] = await rows(store, records.Interaction)
    assert (interaction.status, interaction.handled_by, interaction.last_seq) == ("open", "both", 3)
    file = await seen(store, number)
    assert (file.status, file.answered_at is not None, file.acknowledged_at is not None) == ("answered", True, True)
    # It was nobody's: it is now whose answer it was.
    assert [(step.kind, step.to_value) for step in file.steps[1:]] == [
        ("message", "web_chat"), ("assign", "sara"), ("status", "answered")
    ]  # fmt: skip
    assert file.assignee == "sara"
    again = await send(store, number, "و یک چیز دیگر", version=2, by=SARA, letter=letter)
    assert again.version == 3, "a second message is possible"
    assert (await seen(store, number)).answered_at == file.answered_at


async def test_an_answer_after_the_conversation_is_a_notice_and_the_next_word_begins_anew(
    store: Store, clock: FixedClock
) -> None:
    await open_house(store)
    patron_id = await add_patron(store)
    first = await sign_in(store, await visitor(store), patron_id)
    recorded = await say(store, first)
    number = (await complain(store, recorded.interaction.public_id)).number
    clock.advance(timedelta(hours=2))
    await close_silent(store, before=clock.now() - timedelta(minutes=30))
    telegram = await identities.identity_for(store, "telegram", "501", display_name="N", language="en")
    telegram = await sign_in(store, telegram, patron_id)
    file = await seen(store, number)
    assert (file.reached_by, file.reached_in) == ("telegram", "en"), "where the patron was seen last"
    made = await send(store, number, "Done", version=1, by=SARA, letter=letter, then="waiting_patron")
    assert sent_text(made) == f"en {number}: Done"
    [item] = await outbox.due(store, "telegram")
    assert (item.identity_id, item.external_id, item.message) == (telegram.id, "501", made.message)
    notice = (await rows(store, records.Interaction))[-1]
    assert (notice.kind, notice.direction, notice.status, notice.channel) == (
        "notice",
        "outbound",
        "closed",
        "telegram",
    )
    assert (notice.patron_id, notice.parent_id, notice.handled_by) == (patron_id, recorded.interaction.id, "staff")
    assert (await seen(store, number)).status == "waiting_patron"
    reply = await say(store, telegram, "thanks")
    assert reply.interaction.id not in (recorded.interaction.id, notice.id)
    assert [one.text for one in await messages_after(store, telegram.id, 0)] == [
        sent_text(made),
        "thanks",
    ]


async def test_no_answer_goes_where_somebody_else_may_read_it(store: Store) -> None:
    await open_house(store)
    who = await sign_in(store, await visitor(store), await add_patron(store))
    recorded = await say(store, who)
    mine = (await complain(store, recorded.interaction.public_id)).number
    anonymous = await visitor(store)
    theirs = (await complain(store, (await say(store, anonymous)).interaction.public_id)).number
    assert (await seen(store, theirs)).reached_by == "web_chat"
    await signing_in.unlink(store, who.id)
    other = await add_patron(store)
    await sign_in(store, anonymous, other)
    await signing_in.unlink(store, anonymous.id)
    blocked = await visitor(store)
    third = (await complain(store, (await say(store, blocked)).interaction.public_id)).number
    await chat_blocked(store, blocked.id)
    nobody = (await complain(store)).number
    for number in (theirs, third, nobody):
        assert (await seen(store, number)).reached_by is None
        with pytest.raises(InvalidValue) as refused:
            await send(store, number, "پاسخ", version=1, by=SARA, letter=letter)
        assert refused.value.field == "channel"
        assert (await seen(store, number)).version == 1
    # A patron hears it at the next sign-in; until then it is in the case alone.
    kept = await send(store, mine, "پاسخ", version=1, by=SARA, letter=letter)
    assert (kept.message, kept.channel) == (None, None) and (await seen(store, mine)).status == "answered"
    assert await how_many(store, records.Outbox) == 0


async def test_waiting_for_the_patron_stops_the_clock(store: Store, clock: FixedClock) -> None:
    await open_house(store)
    made = await complain(store)
    assert made.due_at == tehran(11, 26, 13)
    await move(store, made.number, "waiting_patron", version=1, by=SARA)
    clock.advance(timedelta(days=5))
    assert await note_breaches(store) == 0
    await move(store, made.number, "investigating", version=2, by=SARA)
    file = await seen(store, made.number)
    assert file.due_at == tehran(12, 1, 13), "five days later, in opening hours"


async def test_a_broken_promise_is_noted_once_whoever_looks(store: Store, clock: FixedClock) -> None:
    await open_house(store)
    number = (await complain(store)).number
    assert await note_breaches(store) == 0
    clock.advance(timedelta(days=1, hours=11))
    assert await note_breaches(store) == 1
    clock.advance(timedelta(days=1))
    done = await asyncio.gather(*(note_breaches(store) for _ in range(3)))
    assert sum(done) == 1
    assert await note_breaches(store) == 0
    file = await seen(store, number)
    assert [step.from_value for step in file.steps if step.kind == "sla_breach"] == ["ack", "due"]
    assert file.is_breached(clock.now())
    await move(store, number, "answered", version=1, by=SARA)
    assert not (await seen(store, number)).is_breached(clock.now())
    await appeal(store, number, "نه", version=2, by=SARA)
    clock.advance(timedelta(days=6))
    assert await note_breaches(store) == 1, "the new promise was broken too"


async def test_the_list_is_narrowed_ordered_and_searched(store: Store, clock: FixedClock) -> None:
    branch = await open_house(store)
    first = await complain(store, description="كتابخانه‌ها سرد است", branch_id=branch)
    second = await complain(store, description="100% wrong_fine", language="en")
    clock.advance(timedelta(days=1))
    third = await complain(store, description="نور کم است")
    await assign(store, third.number, "sara", version=1, by=SARA)
    await set_priority(store, third.number, "urgent", version=2, by=SARA)
    await ends(store, second.number, "declined", version=1)
    now = clock.now()

    async def found(sort: str = "due", descending: bool = False, **wanted: object) -> list[str]:
        listed, total = await case_rows(store, CaseFilter(now, **wanted), sort=sort, descending=descending)  # type: ignore[arg-type]
        assert total == len(listed)
        return [row.number for row in listed]

    one, two, three = first.number, second.number, third.number
    assert await found() == [one, three, two], "what is settled comes last"
    assert await found("number", True) == [three, two, one]
    assert await found("priority", True) == [three, one, two]
    assert await found(statuses=("closed",)) == [two]
    assert await found(assignee="sara") == [three]
    assert await found(assignee="none") == [one, two]
    assert await found(branch_id=branch) == [one]
    assert await found(language="en") == [two]
    assert await found(open_only=True) == [one, three]
    assert await found(q="کتابخانه ها") == [one], "letters and half-spaces do not matter"
    assert await found(q="WRONG_") == [two]
    assert await found(q="%") == [two]
    assert await found(q="۳") == [three]
    assert await found(q=one.lower()) == [one]
    assert await found(q="نیست") == []
    assert await found(due="today", until=tehran(11, 26, 0) + timedelta(days=1)) == [one]
    clock.advance(timedelta(days=1))
    now = clock.now() + timedelta(hours=4)
    assert await found(due="breached") == [one, three], "one is due, the other was never acknowledged"
    assert await case_counts(store, now, "sara") == {"owing": 2, "breached": 2, "unassigned": 1, "mine": 1}


async def test_the_desk_opens_a_case_with_the_contact_that_brought_it(store: Store) -> None:
    branch = await open_house(store)
    patron_id = await add_patron(store, "20000001")
    form = {
        "by": SARA, "channel": "phone", "subject": " کولر ", "description": "خراب است", "language": "fa",
        "priority": "high", "branch_id": branch, "contact": "09121234567", "idempotency_key": "k1",
    }  # fmt: skip
    made = await desk_case(store, "complaint", card="۲۰۰۰۰۰۰۱", **form)
    assert await desk_case(store, "complaint", card="۲۰۰۰۰۰۰۱", **form) == made, "sent twice, opened once"
    [interaction] = await rows(store, records.Interaction)
    assert (interaction.channel, interaction.kind, interaction.patron_id) == ("phone", "call", patron_id)
    [row] = await rows(store, records.ServiceCase)
    assert (row.patron_id, row.priority, row.subject, row.contact) == (patron_id, "high", "کولر", "09121234567")
    assert row.interaction_id == interaction.id
    file = await seen(store, made.number)
    assert (file.has_contact, file.patron_name) == (True, "نرگس")
    assert "09121234567" not in repr(file)
    for field, value in (
        ("kind", "poem"), ("channel", "web_chat"), ("language", "de"), ("priority", "none"), ("subject", " "),
        ("description", ""), ("subject", "x" * 201), ("card", "9"),
    ):  # fmt: skip
        values = {"kind": "complaint", **form, field: value, "idempotency_key": field}
        with pytest.raises(InvalidValue) as refused:
            await desk_case(store, **values)
        assert refused.value.field == field
    assert await how_many(store, records.ServiceCase) == 1
