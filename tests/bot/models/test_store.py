"""The rows of models: states, who may be published when, what is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.content import model_tests, model_versions
from crm.content.model_versions import ITSELF, Serving
from crm.database.store import Store
from crm.errors import Conflict, NotFound
from crm.staff.members import add_staff
from protocol.clock import FixedClock
from tests.support.store_rows import add, rows, say, visitor


async def made(store: Store, number: int, by: Actor | None = None) -> int:
    """A trained model."""
    model_id = await model_versions.begin_training(store, by or ITSELF, inputs=f"inputs{number}")
    await model_versions.trained(store, model_id, sha256=f"sha{number}", file=f"model{number}.tar.gz", seconds=2.5)
    return model_id


def serving(number: int, by: Actor | None = None, reason: str | None = None) -> Serving:
    """What the supervisor says when a model answers."""
    return Serving(f"inputs{number}", f"sha{number}", f"model{number}.tar.gz", 2.5, "files", by or ITSELF, reason)


async def test_a_model_goes_from_training_to_published_and_the_one_before_is_retired(store: Store) -> None:
    editor = await add_staff(store, "editor", "نگار رستمی", "editor", "a long password")
    by = Actor("staff", "editor", editor.id)
    first = await made(store, 1, by)
    await model_versions.tested(store, first, {"verdict": "alone"})
    assert (await model_versions.model(store, first)).state == "tested"
    assert await model_versions.serving(store, serving(1, by, "the first")) == first
    assert await model_versions.serving(store, serving(1)) == first
    view = await model_versions.model(store, first)
    assert (view.state, view.created_by, view.published_by) == ("published", "نگار رستمی", "نگار رستمی")
    second = await made(store, 2)
    await model_versions.serving(store, serving(2))
    assert [(view.id, view.state) for view in await model_versions.list_models(store)] == [
        (second, "published"),
        (first, "retired"),
    ]
    running = await model_versions.running(store)
    assert running is not None
    assert running.id == second
    events = [(event.action, event.actor_ref, event.reason) for event in await rows(store, records.AuditEvent)]
    assert ("model.training_started", "editor", None) in events
    assert ("model.published", "editor", "the first") in events
    assert len([event for event in events if event[0] == "model.published"]) == 2
    assert (await trail.verify(store)).is_sound


async def test_a_model_that_is_not_known_gets_a_row_when_it_answers(store: Store) -> None:
    model_id = await model_versions.serving(store, serving(7))
    view = await model_versions.model(store, model_id)
    assert (view.state, view.origin, view.sha256) == ("published", "files", "sha7")


async def test_one_training_at_a_time(store: Store) -> None:
    first = await model_versions.begin_training(store, ITSELF, inputs="a")
    with pytest.raises(Conflict):
        await model_versions.begin_training(store, ITSELF, inputs="b")
    await model_versions.failed(store, first, "the YAML is wrong")
    second = await model_versions.begin_training(store, ITSELF, inputs="b")
    assert await model_versions.broken_off(store, "broken_off") == [second]
    assert {view.note for view in await model_versions.list_models(store)} == {"the YAML is wrong", "broken_off"}
    with pytest.raises(Conflict):
        await model_versions.trained(store, second, sha256="x", file="x", seconds=1)
    with pytest.raises(NotFound):
        await model_versions.failed(store, 999, "no such model")


async def test_a_test_that_could_not_be_made_is_a_note_and_no_state(store: Store) -> None:
    model_id = await made(store, 1)
    await model_versions.tested(store, model_id, None, note="nothing to test with")
    view = await model_versions.model(store, model_id)
    assert (view.state, view.note, view.report) == ("trained", "nothing to test with", None)
    await model_versions.tested(store, model_id, {"verdict": "better"})
    assert (await model_versions.model(store, model_id)).note is None


async def test_what_is_kept_is_the_running_model_five_before_it_and_five_candidates(
    store: Store, clock: FixedClock
) -> None:
    for number in range(1, 9):
        await made(store, number)
        await model_versions.serving(store, serving(number))
        clock.advance(timedelta(seconds=1))
    for number in range(11, 18):
        await made(store, number)
    kept = await model_versions.to_keep(store)
    assert kept == {f"model{number}.tar.gz" for number in (8, 7, 6, 5, 4, 3, 17, 16, 15, 14, 13)}
    assert await model_versions.files_removed(store, kept) == 4
    assert {view.id for view in await model_versions.list_models(store) if not view.is_there} == {1, 2, 9, 10}
    by_file = await model_versions.by_file(store, "inputs1")
    assert by_file is None


async def test_reviewed_turns_are_those_that_reviewers_agree_on(store: Store, clock: FixedClock) -> None:
    one = await add_staff(store, "one", "One", "librarian", "a long password")
    two = await add_staff(store, "two", "Two", "librarian", "a long password")
    now = store.clock.now()
    identity = await visitor(store)

    async def reviewed(text: str, *verdicts: tuple[int, str | None], redacted: bool = False) -> int:
        recorded = await say(store, identity, text)
        item = await add(store, records.ReviewItem, message_id=recorded.message.id, reason="random", weight=1.0,
                         needs=1, created_at=now)  # fmt: skip
        for staff, intent in verdicts:
            await add(store, records.ReviewVerdict, item_id=item, staff_id=staff, is_right=True, intent=intent,
                      created_at=now)  # fmt: skip
        return recorded.message.id

    agreed = await reviewed("تمدید کن", (one.id, "renew"), (two.id, "renew"))
    await reviewed("یک چیزی", (one.id, "renew"), (two.id, "loans"))
    await reviewed("چیز دیگر", (one.id, None))
    found = await model_tests.reviewed_turns(store, since=now)
    assert [(turn.message_id, turn.text, turn.intent) for turn in found] == [(agreed, "تمدید کن", "renew")]
    assert await model_tests.bodies(store, [agreed, 999]) == {agreed: "تمدید کن"}
    clock.advance(timedelta(seconds=5))
    assert await model_tests.reviewed_turns(store, since=store.clock.now()) == []


async def test_saved_stories_are_those_in_use(store: Store) -> None:
    for name, active in (("b", True), ("a", True), ("c", False)):
        await add(store, records.SavedTest, name=name, language="fa", story="- user: |", is_active=active,
                  created_at=store.clock.now())  # fmt: skip
    await add(store, records.SavedTest, name="d", language="fa", story="- intent: hours", created_at=store.clock.now())
    assert [story.name for story in await model_tests.saved_stories(store)] == ["a", "b"], "nothing is left to say of d"
