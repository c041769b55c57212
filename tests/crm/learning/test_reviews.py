"""Turns for review: which are picked and why, who says what of them, and what comes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from crm import records
from crm.actor import Actor
from crm.conversations import feedback
from crm.conversations.closing import Reply, TurnResult, close_turn
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.learning import proposals, review_picks, review_queue, review_results, review_turns, verdicts
from crm.learning.proposals import ProposalFilter
from crm.learning.review_picks import Picker
from crm.learning.review_queue import ReviewFilter
from crm.learning.review_reasons import ReviewedMessage, picks_of
from crm.learning.review_results import Agreement, DoneFilter, agreement, done_reviews, kappa
from protocol.clock import FixedClock
from tests.support.store_rows import add, answer, rows, say, visitor

ANY = ReviewFilter()
YES_NO = Reply("تمدید کنم؟", buttons=[{"title": "بله", "payload": "/affirm"}], language="fa")


async def staff(store: Store, name: str) -> Actor:
    number = await add(
        store, records.StaffUser, username=name, display_name=name.title(), role="editor", created_at=store.clock.now()
    )
    return Actor("staff", name, number)


async def talk(store: Store, *turns: tuple[str, dict[str, Any]], language: str = "fa") -> list[int]:
    """Let somebody say some things, each with what was made of it; give the messages' ids."""
    who = await visitor(store, language)
    ids = []
    for text, made in turns:
        options = dict(made)
        recorded = await say(store, who, text, payload=options.pop("payload", None))
        reply = options.pop("reply", "بفرمایید.")
        await answer(store, recorded, reply, **{"intent": "hours", "confidence": 0.95, **options})
        ids.append(recorded.message.id)
    return ids


async def end(store: Store, clock: FixedClock) -> None:
    clock.advance(review_picks.OLD_ENOUGH + timedelta(minutes=1))


async def item(store: Store, message: int, *, needs: int = 1, weight: float = 0.5, reason: str = "unsure") -> int:
    return await add(
        store, records.ReviewItem, message_id=message, reason=reason, weight=weight, needs=needs,
        created_at=store.clock.now(),
    )  # fmt: skip


async def picked(store: Store) -> dict[int, str]:
    return {row.message_id: row.reason for row in await rows(store, records.ReviewItem)}


async def test_what_teaches_most_is_picked_once_and_for_its_reason(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without the samples, which take whatever comes.
    monkeypatch.setattr("crm.learning.review_reasons.CONFIDENT_IN_1000", 0)
    monkeypatch.setattr("crm.learning.review_reasons.RANDOM_IN_1000", 0)
    (unclear,) = await talk(store, ("یه چیزی می‌خوام", {"intent": "nlu_fallback", "status": "fallback"}))
    (weak,) = await talk(store, ("ساعت چنده", {"confidence": 0.3}))
    (close,) = await talk(
        store, ("فردا بازید؟", {"confidence": 0.55, "ranking": [("hours", 0.55), ("location", 0.44)]})
    )
    meant, _ = await talk(store, ("کتاب ایرانشهر", {"intent": "search_book"}), ("نه منظورم شعبه بود", {}))
    wrong, _ = await talk(store, ("پولم چی شد", {"intent": "fines"}), ("یه آدم می‌خوام", {"intent": "human_help"}))
    first, _ = await talk(
        store,
        ("چطور کتاب الکترونیکی بگیرم", {"intent": "eresources"}),
        ("کتاب الکترونیکی چطور باید بگیرم", {"intent": "eresources"}),
    )
    fine = await talk(store, ("تمدید کن", {"intent": "renew", "reply": YES_NO}), ("نه", {"intent": "deny"}))
    rated, _ = await talk(store, ("کجایید", {"intent": "location"}), ("بسته‌اید؟", {"payload": "/hours"}))
    thumbed = (await rows(store, records.Message, in_reply_to_id=rated))[0]
    partner = (await rows(store, records.Interaction, id=thumbed.interaction_id))[0].channel_identity_id
    picker = Picker(store)
    assert await picker.pick() == 0
    await end(store, clock)
    assert await picker.pick() == 6
    wanted = {
        unclear: "declined", weak: "unsure", close: "unsure", meant: "contradicted", wrong: "contradicted",
        first: "contradicted",
    }  # fmt: skip
    assert await picked(store) == wanted
    # A thumb may come late, and brings its turn in.
    await feedback.thumb(store, thumbed.id, partner, -1)
    assert await picker.pick() == 1
    assert await picker.pick() == 0
    assert await picked(store) == {**wanted, rated: "badly_rated"}
    assert not set(fine) & set(await picked(store))


async def test_what_was_typed_into_a_form_or_said_before_is_not_picked(store: Store, clock: FixedClock) -> None:
    form = {"intent": "nlu_fallback", "status": "answered", "actions": ["complaint_form"]}
    complaint, typed = await talk(
        store,
        ("شکایت دارم", {"intent": "complaint", "confidence": 0.4, "actions": ["complaint_form"]}),
        ("کسی جواب نداد", form),
    )
    await talk(store, ("شكايت دارم", {"intent": "complaint", "confidence": 0.4}))
    await talk(store, ("", {"confidence": 0.1}), ("دکمه", {"payload": "/hours", "confidence": 0.1}))
    await end(store, clock)
    await Picker(store).pick()
    found = await picked(store)
    assert len(found) == 1
    assert typed not in found
    assert next(iter(found)) >= complaint


async def test_a_day_has_its_measure_and_chance_its_share_of_it(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.learning.review_reasons.RANDOM_IN_1000", 1000)
    for number in range(12):
        await talk(store, (f"نمی‌فهمم شماره {number}", {"intent": "nlu_fallback", "confidence": number / 20}))
        await talk(store, (f"ساعت کار روز {number}", {"confidence": 0.99}))
    await end(store, clock)
    monkeypatch.setattr(review_picks, "SAMPLED_A_DAY", 3)
    picker = Picker(store, most_a_day=10)
    assert await picker.pick() == 10
    assert await picker.pick() == 0
    reasons = list((await picked(store)).values())
    assert (reasons.count("random"), reasons.count("declined")) == (3, 7)
    clock.advance(timedelta(days=1))
    assert await picker.pick() == 8
    assert await next_weights(store) == sorted(await next_weights(store), reverse=True)


async def next_weights(store: Store) -> list[float]:
    found, after = [], None
    for _ in range(5):
        number = await review_queue.next_item(store, 1, ANY, after=after)
        found.append((await rows(store, records.ReviewItem, id=number))[0].weight)
        after = number
    return found


def test_chance_is_two_in_a_hundred_and_two_reviewers_are_needed_three_times_in_twenty() -> None:
    def surely(number: int) -> ReviewedMessage:
        return ReviewedMessage(number, "patron", f"ساعت {number}", None, "hours", 0.99, None, (), None)

    found = [pick.reason for number in range(20_000) for pick in picks_of([surely(number)])]
    assert 0.015 < found.count("random") / 20_000 < 0.025
    assert 0.05 < found.count("confident") / 20_000 < 0.07
    unsure = [pick for number in range(5000) for pick in picks_of([surely(number)], score=1)]
    assert 0.13 < sum(pick.needs == 2 for pick in unsure) / 5000 < 0.17


async def test_a_turn_is_shown_with_two_turns_around_it(store: Store) -> None:
    ids = await talk(store, *((f"پرسش {number}", {"confidence": 0.4}) for number in range(6)))
    number = await item(store, ids[3])
    shown = await review_turns.turn(store, number, 1)
    assert shown.text == "پرسش 3"
    assert [one.text for one in shown.before if one.sender == "patron"] == ["پرسش 1", "پرسش 2"]
    assert [one.text for one in shown.after if one.sender == "patron"] == ["پرسش 4", "پرسش 5"]
    assert shown.after[0].sender == "bot"
    with pytest.raises(NotFound):
        await review_turns.turn(store, 99, 1)


async def test_a_correction_becomes_a_masked_proposal_and_undo_takes_all_of_it_back(store: Store) -> None:
    by = await staff(store, "negar")
    first, second = await talk(
        store, ("شماره‌ام ۰۹۱۲۳۴۵۶۷۸۹ است، ساعت کار؟", {"intent": "account"}), ("ساعت کار", {"intent": "hours"})
    )
    one, two = await item(store, first, weight=0.9), await item(store, second, weight=0.2)
    assert await review_queue.next_item(store, by.id or 0, ANY) == one
    assert await review_queue.next_item(store, by.id or 0, ANY, after=one) == two
    assert await review_queue.next_item(store, by.id or 0, ANY, after=two) == one
    assert await review_queue.next_item(store, by.id or 0, ReviewFilter(intent="hours")) == two
    judged = await verdicts.judge(
        store, one, by, "hours", note="شماره داشت", entities=[{"entity": "date", "right": False}]
    )
    assert (judged.done, judged.proposed) == (True, True)
    with pytest.raises(Conflict):
        await verdicts.judge(store, one, by, "hours")
    with pytest.raises(InvalidValue):
        await verdicts.judge(store, two, by, "nlu_fallback")
    # What was read rightly and surely needs no example.
    assert not (await verdicts.judge(store, two, by, "hours")).proposed
    (made,), _ = await proposals.proposals(store, ProposalFilter())
    assert (made.text, made.intent, made.state) == ("شماره‌ام است، ساعت کار؟", "hours", "proposed")
    assert await review_queue.next_item(store, by.id or 0, ANY) is None
    rows_, total = await done_reviews(store, DoneFilter(result="wrong"))
    assert total == 1
    assert (rows_[0].intent, rows_[0].read, rows_[0].said[0].note) == ("hours", "account", "شماره داشت")
    tested = await review_results.reviewed_utterances(store, store.clock.now() - timedelta(days=1))
    assert {"text": "ساعت کار", "lang": "fa", "intent": "hours"} in tested

    assert await verdicts.last_verdict(store, by.id or 0) == two
    assert await verdicts.undo(store, by) == two
    assert await verdicts.undo(store, by) == one
    assert await rows(store, records.ReviewVerdict) == []
    assert await rows(store, records.ExampleProposal) == []
    assert await review_queue.waiting(store, by.id or 0, ANY) == 2
    with pytest.raises(NotFound):
        await verdicts.undo(store, by)


async def test_two_reviewers_are_two_people_and_only_what_they_agree_on_is_taught(store: Store) -> None:
    negar, zohreh, leila = [await staff(store, name) for name in ("negar", "zohreh", "leila")]
    ids = await talk(store, *((f"جمله {number}", {"intent": "hours", "confidence": 0.3}) for number in range(3)))
    agreed, apart, right = [await item(store, number, needs=2) for number in ids]
    assert not (await verdicts.judge(store, agreed, negar, "loans")).done
    with pytest.raises(Conflict):
        await verdicts.judge(store, agreed, negar, "loans")
    assert await review_queue.next_item(store, negar.id or 0, ANY) == apart
    assert await review_queue.next_item(store, zohreh.id or 0, ANY) == agreed
    judged = await verdicts.judge(store, agreed, zohreh, "loans")
    assert (judged.done, judged.proposed) == (True, True)
    with pytest.raises(Conflict):
        await verdicts.judge(store, agreed, leila, "loans")
    await verdicts.judge(store, apart, negar, "renew")
    assert not (await verdicts.judge(store, apart, leila, "fines")).proposed
    for who in (negar, leila):
        await verdicts.judge(store, right, who, "hours")

    found = await agreement(store)
    assert found.n == 3
    assert found.share == pytest.approx(2 / 3)
    # By hand: observed 2/3, by chance (loans 1·1 + renew 1·0 + hours 1·1) / 9.
    assert found.kappa == pytest.approx((2 / 3 - 2 / 9) / (1 - 2 / 9))
    torn, total = await done_reviews(store, DoneFilter(result="disagreement"))
    assert (total, torn[0].id, torn[0].intent) == (1, apart, None)
    tested = await review_results.reviewed_utterances(store, store.clock.now() - timedelta(days=1))
    assert {row["text"] for row in tested} == {"جمله 0", "جمله 2"}


def test_kappa_by_hand() -> None:
    assert kappa([]) == Agreement(0, None, None)
    assert kappa([("a", "a"), ("a", "a")]) == Agreement(2, 1.0, None)
    yes_no = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    found = kappa(yes_no)
    assert (found.n, found.share) == (50, 0.7)
    assert found.kappa == pytest.approx(0.4)


async def test_editors_accept_and_reject_with_a_reason_and_what_is_decided_stays(store: Store) -> None:
    by = await staff(store, "negar")
    ids = await talk(store, *((f"کتاب صوتی {number}", {"intent": "account"}) for number in ("یک", "دو", "سه")))
    for number in ids:
        await verdicts.judge(store, await item(store, number), by, "eresources")
    found, _ = await proposals.proposals(store, ProposalFilter(), newest_first=False)
    first, second, third = (one.id for one in found)
    with pytest.raises(InvalidValue):
        await proposals.reject(store, [first], by, " ")
    assert await proposals.reject(store, [first], by, "مبهم") == 1
    accepted = await proposals.accept(store, [first, second, third], by)
    assert [one.id for one in accepted] == [second, third]
    assert len(await rows(store, records.ContentChange, kind="example_added")) == 2
    await proposals.put_back(store, [third], by)
    assert len(await rows(store, records.ContentChange, kind="example_added")) == 1
    assert await proposals.counts(store) == {"accepted": 1, "rejected": 1, "proposed": 1}
    # Of the last verdict nothing is decided, of the one before an editor has decided.
    await verdicts.undo(store, by)
    with pytest.raises(Conflict):
        await verdicts.undo(store, by)


async def test_how_close_the_runner_up_was_is_kept_with_the_turn(store: Store) -> None:
    who = await visitor(store)
    recorded = await say(store, who, "تمدید")
    ranking = (("renew", 0.51234), ("card_registration", 0.4))
    await close_turn(
        store, TurnResult(recorded.journal_id, recorded.interaction.id, [], intent="renew", ranking=ranking)
    )
    kept = (await rows(store, records.Message, id=recorded.message.id))[0]
    assert kept.analysis["ranking"] == [["renew", 0.5123], ["card_registration", 0.4]]


def spoken(number: int, text: str, intent: str, sure: float = 0.97, payload: str | None = None) -> ReviewedMessage:
    return ReviewedMessage(number, "patron", text, payload, intent, sure, None, (), None)


def test_a_greeting_teaches_nothing_unless_somebody_says_that_it_was_none() -> None:
    def reasons(*said: ReviewedMessage) -> list[str]:
        return [pick.reason for pick in picks_of(said) if pick.message_id == said[0].id]

    hello = spoken(4, "سلام", "greet")
    assert reasons(hello, spoken(5, "کتابدار می‌خوام", "human_help")) == []
    assert reasons(hello, spoken(5, "کتابدار", "human_help", payload="/human_help")) == []
    assert reasons(hello, spoken(5, "منظورم این نبود", "deny")) == ["contradicted"]
    thumbed = ReviewedMessage(6, "bot", "سلام!", None, None, None, None, (), -1)
    assert reasons(hello, thumbed) == ["badly_rated"]
    assert reasons(spoken(4, "سلاااام", "greet", sure=0.3)) == ["unsure"]
    # An error of which the bot was sure shows by what comes next.
    sure = spoken(4, "گربه‌ام را بیاورم؟", "facilities", sure=0.99)
    assert reasons(sure, spoken(5, "این نبود", "deny")) == ["contradicted"]


async def test_what_was_read_rightly_and_answered_in_vain_becomes_an_unanswered_question(store: Store) -> None:
    by, other = await staff(store, "negar"), await staff(store, "omid")
    first, second = await talk(store, ("گربه‌ام را بیاورم؟", {}), ("سگم را چه؟", {"intent": "hours"}))
    one, two = await item(store, first), await item(store, second, needs=2)
    with pytest.raises(InvalidValue):
        await verdicts.judge(store, one, by, "account", useless=True)
    judged = await verdicts.judge(store, one, by, "hours", useless=True)
    assert judged.done and not judged.proposed
    (question,) = await rows(store, records.UnansweredQuestion)
    (seen,) = await rows(store, records.QuestionSighting)
    assert (question.sample_redacted, seen.message_id) == ("گربه‌ام را بیاورم؟", first)
    found, _ = await done_reviews(store, DoneFilter(result="useless"))
    assert [review.id for review in found] == [one] and found[0].is_useless and found[0].is_right
    await verdicts.undo(store, by)
    assert not await rows(store, records.UnansweredQuestion)
    # One of two reviewers finds the answer good: nothing is asked.
    await verdicts.judge(store, two, by, "hours", useless=True)
    await verdicts.judge(store, two, other, "hours")
    assert not await rows(store, records.UnansweredQuestion)
    assert (await done_reviews(store, DoneFilter(result="useless")))[1] == 0


async def test_a_question_that_others_asked_too_outlives_the_undoing_of_a_verdict(store: Store) -> None:
    by = await staff(store, "negar")
    first, second = await talk(store, ("گربه بیاورم؟", {}), ("گربه بیاورم؟!", {}))
    for message in (first, second):
        await verdicts.judge(store, await item(store, message), by, "hours", useless=True)
    assert [row.occurrences for row in await rows(store, records.UnansweredQuestion)] == [2]
    await verdicts.undo(store, by)
    (left,) = await rows(store, records.UnansweredQuestion)
    assert left.occurrences == 1 and [row.message_id for row in await rows(store, records.QuestionSighting)] == [first]
    group = await add(
        store, records.QuestionGroup, title="گربه", created_at=store.clock.now(), updated_at=store.clock.now()
    )
    await store.transact(
        lambda connection: connection.execute(update(table_of(records.UnansweredQuestion)).values(group_id=group))
    )
    with pytest.raises(Conflict):
        await verdicts.undo(store, by)
    assert len(await rows(store, records.ReviewVerdict)) == 1, "nothing is half taken back"
