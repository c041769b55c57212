"""Questions without an answer: counted once, grouped across wordings and languages, worked on by staff."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.conversations import unanswered
from crm.conversations.closing import Reply
from crm.conversations.outcomes import close_silent
from crm.database.store import Store
from crm.errors import InvalidValue, NotFound
from crm.learning import grouping, likeness, proposals, question_groups, question_work
from crm.learning.proposals import ProposalFilter
from crm.learning.question_groups import GroupFilter
from protocol.clock import FixedClock
from tests.support.store_rows import add, answer, rows, say, visitor

WIDTH = len(likeness._centres()["fa"])


def vector(language: str, *direction: float) -> list[float]:
    """A vector that points somewhere when the mean of its language is taken away."""
    centre = likeness._centres()[language]
    return [
        middle + (direction[place] if place < len(direction) else 0.0)
        for place, middle in enumerate(centre)
    ]  # fmt: skip


async def ask(store: Store, text: str, language: str = "fa", **more: Any) -> None:
    """Let a patron ask something that the bot cannot answer."""
    who = await visitor(store, language)
    recorded = await say(store, who, text)
    await answer(store, recorded, "نمی‌دانم", **{"status": "fallback", "intent": "nlu_fallback", **more})


async def staff(store: Store, name: str = "negar") -> Actor:
    number = await add(
        store, records.StaffUser, username=name, display_name=name.title(), role="editor", created_at=store.clock.now()
    )
    return Actor("staff", name, number)


async def give_vectors(store: Store, directions: dict[str, tuple[float, ...]]) -> None:
    found = await rows(store, records.UnansweredQuestion)
    await grouping.keep_vectors(
        store, {row.id: vector(row.language, *directions[row.sample_redacted]) for row in found}
    )


async def only_group(store: Store) -> question_groups.Group:
    found, total = await question_groups.groups(store, GroupFilter())
    assert total == 1
    return found[0]


async def test_each_time_is_noted_with_its_conversation(store: Store, clock: FixedClock) -> None:
    await ask(store, "کتاب صوتی دارید؟")
    clock.advance(timedelta(days=8))
    await ask(store, "کتابِ صوتی دارید")
    question = (await rows(store, records.UnansweredQuestion))[0]
    assert question.occurrences == 2
    seen = await rows(store, records.QuestionSighting)
    assert [one.wording for one in seen] == ["کتاب صوتی دارید؟", "کتابِ صوتی دارید"]
    assert all(one.interaction_id and one.message_id and one.question_id == question.id for one in seen)


async def test_wordings_of_one_matter_in_two_languages_become_one_group(store: Store) -> None:
    said = {
        "کتاب صوتی دارید؟": ("fa", (1.0, 0.1)),
        "do you have audiobooks?": ("en", (0.9, 0.3)),
        "می‌خوام به رمان گوش بدم": ("fa", (0.8, 0.2)),
        "may I bring my dog?": ("en", (-0.2, 1.0)),
    }
    for text, (language, _) in said.items():
        await ask(store, text, language)
    await give_vectors(store, {text: direction for text, (_, direction) in said.items()})
    assert await grouping.group_new(store) == 4
    found, total = await question_groups.groups(store, GroupFilter())
    assert total == 2
    audio, dog = found
    assert (audio.title, audio.times, audio.wordings, audio.languages) == ("کتاب صوتی دارید؟", 3, 3, ("fa", "en"))
    assert audio.weeks == (0, 0, 0, 3)
    assert (dog.times, dog.languages) == (1, ("en",))
    assert await grouping.group_new(store) == 0
    assert [one.wording for one in await question_groups.sightings(store, audio.id)][-1] == "کتاب صوتی دارید؟"


async def test_without_vectors_words_must_do_after_a_while_and_within_one_language(
    store: Store, clock: FixedClock
) -> None:
    await ask(store, "چرخ خیاطی امانت می‌دهید؟")
    await ask(store, "میشه چرخ خیاطی رو امانت گرفت؟")
    await ask(store, "sewing machine", "en")
    assert await grouping.group_new(store) == 0
    clock.advance(grouping.PATIENCE + timedelta(seconds=1))
    assert await grouping.group_new(store) == 3
    found, _ = await question_groups.groups(store, GroupFilter())
    assert [(one.wordings, one.languages) for one in found] == [(2, ("fa",)), (1, ("en",))]


async def test_asking_back_in_vain_is_no_answer_but_a_chosen_reading_is_one(store: Store, clock: FixedClock) -> None:
    more: dict[str, Any] = {"status": "clarified", "intent": "nlu_fallback", "confidence": 0.7}
    in_vain, chosen, left = [await visitor(store) for _ in range(3)]
    await answer(store, await say(store, in_vain, "بذر گل امانت می‌دهید؟"), "کدام؟", **more)
    await answer(store, await say(store, in_vain, "تخم گل"), "کدام؟", **more)
    await answer(store, await say(store, chosen, "چی کار کنم واسه کارت"), "کدام؟", **more)
    await answer(store, await say(store, chosen, "کارت", payload="/account"), "بفرمایید", intent="account")
    await answer(store, await say(store, left, "سه‌تار دارید؟"), "کدام؟", **more)
    assert await unanswered.count_missed(store) == 1
    assert [row.sample_redacted for row in await rows(store, records.UnansweredQuestion)] == ["بذر گل امانت می‌دهید؟"]
    clock.advance(timedelta(hours=1))
    await close_silent(store, before=clock.now() - timedelta(minutes=30))
    # Nobody came back to these: the second wording of the first, and the one who left.
    assert await unanswered.count_missed(store) == 2
    assert await unanswered.count_missed(store) == 0
    assert len(await rows(store, records.QuestionSighting)) == 3


async def test_what_was_refused_in_the_words_of_before_is_made_up_for(store: Store) -> None:
    outside: dict[str, Any] = {"intent": "out_of_scope", "confidence": 1.0}
    who = await visitor(store)
    unknown = Reply("نمی‌دانم", answer_name="utter_out_of_scope", status="refused")
    await answer(store, await say(store, who, "قیمت بلیت استخر چنده"), unknown, **outside)
    assert await unanswered.count_missed(store) == 1
    assert await unanswered.count_missed(store) == 0
    assert [row.status for row in await rows(store, records.UnansweredQuestion)] == ["new"]


async def test_what_the_bot_declined_stands_apart_and_opens_when_it_did_not_know_the_same(store: Store) -> None:
    said = {"قیمت دلار چنده؟": (1.0,), "قیمت یورو چنده؟": (0.95, 0.05), "asdkjh qwe": (0.0, 1.0)}
    declined = Reply("کاری برنمی‌آید", answer_name=unanswered.DECLINED, status="refused")
    who = await visitor(store)
    await answer(store, await say(store, who, "قیمت دلار چنده؟"), declined, intent="out_of_scope", confidence=1.0)
    await ask(store, "asdkjh qwe", "en", intent="out_of_scope", confidence=0.9995)
    await give_vectors(store, {text: said[text] for text in ("قیمت دلار چنده؟", "asdkjh qwe")})
    await grouping.group_new(store)
    found, _ = await question_groups.groups(store, GroupFilter())
    assert {one.title: one.status for one in found} == {"قیمت دلار چنده؟": "out_of_scope", "asdkjh qwe": "new"}
    assert await question_groups.counts(store) == {"new": 1, "out_of_scope": 1}

    await ask(store, "قیمت یورو چنده؟")
    await give_vectors(store, said)
    await grouping.group_new(store)
    money = next(one for one in (await question_groups.groups(store, GroupFilter()))[0] if one.wordings == 2)
    assert money.status == "new"
    # What staff have put aside stays there.
    await question_work.set_status(store, money.id, "out_of_scope", await staff(store))
    said["قیمت پوند چنده؟"] = (0.9, 0.1)
    await ask(store, "قیمت پوند چنده؟")
    await give_vectors(store, said)
    await grouping.group_new(store)
    money = await question_groups.group(store, money.id)
    assert (money.status, money.wordings) == ("out_of_scope", 3)


async def two_groups(store: Store) -> tuple[int, int]:
    said = {"کتاب صوتی دارید؟": (1.0,), "کتاب گویا؟": (0.9, 0.1), "سگم را بیاورم؟": (0.0, 1.0)}
    for text in said:
        await ask(store, text)
    await give_vectors(store, said)
    await grouping.group_new(store)
    found, _ = await question_groups.groups(store, GroupFilter())
    return found[0].id, found[1].id


async def test_staff_merge_split_rename_assign_and_everything_is_in_the_trail(store: Store) -> None:
    by = await staff(store)
    audio, dog = await two_groups(store)
    await question_work.assign(store, audio, by.id, by)
    await question_work.rename(store, audio, "  کتاب   صوتی ", by)
    await question_work.change(store, audio, by, note="سی‌دی‌ها را بشمار", intent="eresources")
    group = await question_groups.group(store, audio)
    assert (group.title, group.owner, group.status, group.intent) == ("کتاب صوتی", "Negar", "triaged", "eresources")

    second = (await question_groups.wordings(store, audio))[1]
    made = await question_work.split(store, audio, [second.id], "", by)
    assert [one.text for one in await question_groups.wordings(store, made)] == [second.text]
    with pytest.raises(InvalidValue):
        await question_work.split(store, made, [second.id], "", by)
    # What was taken apart is not joined again by itself.
    await ask(store, "کتاب گویا")
    await grouping.group_new(store)
    assert (await question_groups.group(store, made)).times == 2

    await question_work.merge(store, audio, [made, dog], by)
    assert len(await question_groups.wordings(store, audio)) == 3
    with pytest.raises(NotFound):
        await question_groups.group(store, dog)
    with pytest.raises(NotFound):
        await question_work.merge(store, audio, [99], by)
    with pytest.raises(NotFound):
        await question_work.assign(store, audio, 99, by)
    done = [row.action for row in await rows(store, records.AuditEvent, entity="question_group")]
    assert done == ["question.assigned", "question.renamed", "question.changed", "question.split", "question.merged"]
    assert (await trail.verify(store)).is_sound


async def test_answered_is_only_what_was_shown_to_be_or_excused_and_it_opens_again(store: Store) -> None:
    by = await staff(store)
    audio, _ = await two_groups(store)
    first, second = await question_groups.wordings(store, audio)
    tried = [{"question_id": first.id, "answered": True}, {"question_id": second.id, "answered": False}]
    with pytest.raises(InvalidValue, match="wordings"):
        await question_work.mark_answered(store, audio, tried[:1], by)
    with pytest.raises(InvalidValue, match="reason"):
        await question_work.mark_answered(store, audio, tried, by)
    with pytest.raises(InvalidValue):
        await question_work.set_status(store, audio, "answered", by)
    await question_work.mark_answered(store, audio, tried, by, reason="تکراری و مبهم")
    group = await question_groups.group(store, audio)
    assert group.status == "answered"
    assert group.answered_at is not None
    assert group.replay is not None
    assert group.replay[1]["exception"] == "تکراری و مبهم"
    statuses = {row.sample_redacted: row.status for row in await rows(store, records.UnansweredQuestion)}
    assert statuses["کتاب گویا؟"] == "answered"

    await ask(store, "کتاب صوتی دارید")
    await grouping.group_new(store)
    group = await question_groups.group(store, audio)
    assert (group.status, group.answered_at) == ("new", None)


async def test_the_list_is_narrowed_ordered_and_searched_however_it_is_typed(store: Store) -> None:
    by = await staff(store)
    audio, dog = await two_groups(store)
    await question_work.assign(store, dog, by.id, by)

    async def found(sort: str = "times", **wanted: Any) -> list[int]:
        page, total = await question_groups.groups(store, GroupFilter(**wanted), sort=sort)
        assert total == len(page)
        return [one.id for one in page]

    assert await found() == [audio, dog]
    assert await found(q="كتاب  صوتي") == [audio]
    assert await found(q="گربه") == []
    assert await found(status="triaged") == [dog]
    assert await found(owner=0) == [audio]
    assert await found(owner=by.id) == [dog]
    assert await found(language="en") == []
    assert await found(at_least=2) == [audio]
    assert await found(since=store.clock.now() + timedelta(seconds=1)) == []
    assert await question_groups.counts(store) == {"new": 1, "triaged": 1}
    assert await grouping.similar_groups(store, audio) == []


async def test_wordings_are_proposed_as_examples_once_and_masked(store: Store) -> None:
    by = await staff(store)
    await ask(store, "کتاب صوتی را به [email] بفرستید، ۰۹۱۲۳۴۵۶۷۸۹")
    number = (await rows(store, records.UnansweredQuestion))[0].id
    assert await proposals.propose_wordings(store, [number], "eresources", by) == 1
    assert await proposals.propose_wordings(store, [number], "eresources", by) == 0
    with pytest.raises(InvalidValue):
        await proposals.propose_wordings(store, [number], "nlu_fallback", by)
    (made,), total = await proposals.proposals(store, ProposalFilter(state="proposed", q="صوتي"))
    assert total == 1
    assert made.text == "کتاب صوتی را به بفرستید،"
    assert (made.origin, made.language, made.proposed_by) == ("question", "fa", "Negar")
