"""What is done for a patron: only while they wait, once, and never said to be what it is not known to be."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text, update

from actions.dialogue import doing
from actions.dialogue.doing import TryAgain
from actions.dialogue.turn import Services
from actions.rasa import rasa_actions as answering
from crm import records
from crm.database.upsert import table_of
from crm.errors import StoreUnavailable, TurnClosed
from library.errors import IlsMisconfigured, IlsProtocolError, IlsUnavailable
from tests.actions.subjects.cases.test_feedback import case_count
from tests.support.talk import Begin, Said, Talk

COUNTED = ("renewal_attempt", "hold", "service_case", "survey_answer", "audit_event", "interaction_event")


async def give_up(talk: Talk) -> None:
    """Close the turn of the newest message, as the gateway does when its time is over."""
    journal = table_of(records.Journal)
    over = {"state": "failed", "closed_at": talk.journal.clock.now()}
    change = update(journal).where(journal.c.channel_message_id == talk.message_id).values(**over)
    await talk.journal.transact(lambda connection: connection.execute(change))


async def state_of(services: Services) -> dict[str, Any]:
    """Count what actions may write, with the loans as they stand."""
    queries = {name: f"SELECT count(*) FROM {name}" for name in COUNTED}
    # That an account was read is noted whatever becomes of the turn, and is nothing done.
    queries["audit_event"] += " WHERE action <> 'account.read'"
    queries["held"] = "SELECT count(*) FROM hold WHERE closed_at IS NULL"
    queries["loan"] = "SELECT sum(renewal_count) FROM loan"
    queries["identity"] = "SELECT count(*) FROM channel_identity WHERE patron_id IS NOT NULL"
    queries["waiting"] = "SELECT count(*) FROM interaction WHERE status <> 'open'"
    return {
        name: await services.store.look(lambda connection, sql=sql: connection.scalar(text(sql)))
        for name, sql in queries.items()
    }


async def agreed(talk: Talk, intent: str, words: str, **entities: Any) -> Callable[[], Awaitable[Said]]:
    """Ask for something that needs a yes, and give the saying of it."""
    asked = await talk.says(intent, words, **entities)
    assert asked.statuses == ["clarified"], asked
    yes = asked.buttons[0]["payload"]
    return lambda: talk.presses(yes)


PENDING_ACTIONS: dict[str, Callable[[Talk], Awaitable[Callable[[], Awaitable[Said]]]]] = {
    "renewal": lambda talk: agreed(talk, "renew", "renew my books"),
    "reservation": lambda talk: agreed(
        talk, "hold", "reserve Burmese Days at saadi", title="Burmese Days", branch="saadi"
    ),
    "cancelled hold": lambda talk: agreed(talk, "cancel_hold", "cancel my reservation"),
    "report": lambda talk: ready(lambda: talk.says("report_fault", "the lamp at table nine is broken")),
    "praise": lambda talk: ready(lambda: talk.says("praise", "the lady at the desk was very kind")),
    "complaint": lambda talk: ready(lambda: talk.says("complaint", "the toilet was dirty again, call [phone]")),
    "score": lambda talk: ready(lambda: talk.says("rate", "I give it 5")),
    "librarian": lambda talk: ready(lambda: talk.says("human_help", "a librarian please")),
    "sign-out": lambda talk: ready(lambda: talk.says("sign_out", "sign me out")),
}


async def ready(say: Callable[[], Awaitable[Said]]) -> Callable[[], Awaitable[Said]]:
    return say


@pytest.mark.parametrize("deed", PENDING_ACTIONS)
async def test_nothing_is_done_for_a_turn_that_was_given_up(
    begin: Begin, services: Services, deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = await begin("en", card="20000001")
    say = await PENDING_ACTIONS[deed](talk)
    before = await state_of(services)
    taken_in = Talk.take_in

    async def too_late(self: Talk, message_id: str) -> None:
        await taken_in(self, message_id)
        await give_up(self)

    with monkeypatch.context() as patch, pytest.raises(TurnClosed):
        patch.setattr(Talk, "take_in", too_late)
        await say()
    assert await state_of(services) == before
    # The same request in another message is another request, and is done.
    await say()
    assert await state_of(services) != before


class Slow:
    """A library, or a store, that does what is asked and answers too late."""

    def __init__(self, whole: Any, *calls: str, error: Exception | None = None) -> None:
        self._whole, self._calls, self._error = whole, calls, error

    def __getattr__(self, name: str) -> Any:
        whole = getattr(self._whole, name)
        if name not in self._calls:
            return whole

        async def late(*args: Any, **more: Any) -> Any:
            await whole(*args, **more)
            if self._error is not None:
                raise self._error
            await asyncio.Event().wait()

        return late


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait shortly, in the same order."""
    monkeypatch.setattr(answering, "ACTION_SECONDS", 2.0)
    monkeypatch.setattr(doing, "LIBRARY_SECONDS", 1.0)


async def test_a_renewal_that_takes_too_long_is_said_to_be_uncertain(
    begin: Begin, services: Services, impatient: None
) -> None:
    talk = await begin("en", card="20000001")
    yes = await agreed(talk, "renew", "renew my books")
    talk.services = replace(services, library=Slow(services.library, "renew"))
    said = await yes()
    assert said.names == ["utter_renew_unconfirmed"] and said.statuses == ["error"]
    assert [button["payload"] for button in said.buttons] == ["/loans"]
    assert (await state_of(services))["renewal_attempt"] > 0


@pytest.mark.parametrize("error", [None, IlsUnavailable("the line was cut"), IlsProtocolError("what?")])
async def test_a_reservation_without_an_outcome_is_said_to_be_uncertain(
    begin: Begin, services: Services, impatient: None, error: Exception | None
) -> None:
    talk = await begin("en", card="20000001")
    yes = await agreed(talk, "hold", "reserve Burmese Days at saadi", title="Burmese Days", branch="saadi")
    talk.services = replace(services, library=Slow(services.library, "place_hold", error=error))
    said = await yes()
    assert said.names == ["utter_hold_unconfirmed"]
    assert [button["payload"] for button in said.buttons] == ["/hold_status"]


async def test_what_is_known_not_to_have_been_done_is_not_said_to_be_uncertain(
    begin: Begin, services: Services, impatient: None
) -> None:
    talk = await begin("en", card="20000001")
    yes = await agreed(talk, "renew", "renew my books")
    refused = IlsMisconfigured("a permission is missing", nothing_done=True)
    talk.services = replace(services, library=Slow(services.library, "renew", error=refused))
    said = await yes()
    assert said.names == ["utter_out_of_order"] and said.statuses == ["error"]
    assert said.custom == [{"effects": ["unchanged"]}]


async def test_a_cancelled_reservation_without_an_outcome_is_said_to_be_uncertain(
    begin: Begin, services: Services, impatient: None
) -> None:
    talk = await begin("en", card="20000001")
    yes = await agreed(talk, "cancel_hold", "cancel my reservation")
    talk.services = replace(services, library=Slow(services.library, "cancel_hold"))
    assert (await yes()).names == ["utter_cancel_hold_unconfirmed"]


@pytest.mark.parametrize(
    ("intent", "words", "unsure", "taken"),
    [
        ("complaint", "the toilet was dirty again, call [phone]", "utter_case_unconfirmed", "utter_complaint_taken"),
        ("report_fault", "the lamp at table nine is broken", "utter_case_unconfirmed", "utter_report_fault_taken"),
    ],
)
async def test_trying_a_case_again_opens_no_second_one(
    begin: Begin, services: Services, impatient: None, intent: str, words: str, unsure: str, taken: str
) -> None:
    talk = await begin("en")
    talk.services = replace(services, store=Slow(services.store, "transact"))
    said = await talk.says(intent, words)
    assert said.names == [unsure] and said.statuses == ["error"]
    assert await case_count(services) == 1
    talk.services = services
    assert (await talk.presses(said.payload("Try again"))).names == [taken]
    assert await case_count(services) == 1


async def test_an_outer_time_out_after_the_deed_is_no_failure(
    begin: Begin, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The inner one should always come first; if it does not, it is not said that nothing was done.
    monkeypatch.setattr(answering, "ACTION_SECONDS", 0.4)
    monkeypatch.setattr(doing, "LAST_WORD_SECONDS", -5.0)
    talk = await begin("en", card="20000001")
    yes = await agreed(talk, "renew", "renew my books")
    talk.services = replace(services, library=Slow(services.library, "renew"))
    assert (await yes()).names == ["utter_renew_unconfirmed"]


@pytest.mark.parametrize("intent", ["hours", "loans", "report_fault"])
async def test_a_store_that_is_away_for_a_moment_is_waited_for(begin: Begin, services: Services, intent: str) -> None:
    talk = await begin("en", card="20000001")
    away = StoreUnavailable("starting")
    talk.services = replace(services, store=Slow(services.store, "look", "glance", "recall", error=away))
    talk.deadline = time.time() + 20
    with pytest.raises(TryAgain):
        await talk.says(intent, "the lamp at table nine is broken")
    talk.services = services
    assert (await talk.says(intent, "the lamp at table nine is broken", again=True)).statuses == ["answered"]


async def test_a_yes_is_none_to_a_question_that_was_never_shown(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000001")
    yes = await agreed(talk, "renew", "renew my books")
    await give_up(talk)
    before = await state_of(services)
    said = await talk.says("affirm", "yes")
    assert said.names == ["utter_nothing_pending"]
    await yes()
    assert await state_of(services) == before
    # Asked anew and seen, it is.
    await (await agreed(talk, "renew", "renew my books"))()
    assert await state_of(services) != before


async def test_with_no_time_left_nothing_is_begun(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000001")
    yes = await agreed(talk, "renew", "renew my books")
    before = await state_of(services)
    talk.deadline = time.time() + 0.7
    with pytest.raises(TryAgain):
        await yes()
    assert await state_of(services) == before


async def test_several_actions_of_one_turn_apologise_once(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    talk.services = replace(services, store=Slow(services.store, "look", "glance", error=StoreUnavailable("gone")))
    said = await talk.says("hours", "when are you open?")
    assert said.names == ["utter_unavailable"]
    talk.events.append({"event": "bot", "text": said.text, "metadata": {"utter_action": said.names[0]}})
    assert (await talk.does("action_location")).names == []
    assert (await talk.says("hours", "when are you open?")).names == ["utter_unavailable"]
