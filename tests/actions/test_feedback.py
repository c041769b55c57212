"""Complaints, suggestions, scores, a librarian: cases with numbers, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from crm.cases import opening
from crm.errors import StoreBusy
from protocol.clock import FixedClock
from tests.actions.talk import Begin, Talk
from tests.statements import scalar

TOLD = {"fa": "دیروز کارمند بخش امانت با من خیلی بد حرف زد", "en": "The man at the desk shouted at me yesterday"}


async def in_form(talk: Talk, words: str) -> None:
    await talk.says("complaint", words)
    talk.form = "complaint_form"
    talk.slots["requested_slot"] = "complaint_contact" if talk.slots["complaint_text"] else "complaint_text"


async def case_count(house: Services) -> int:
    return int(await scalar(house.store, text("select count(*) from service_case")))


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_a_complaint_that_is_told_at_once(begin: Begin, house: Services, language: str) -> None:
    talk = await begin(language)
    await in_form(talk, TOLD[language])
    assert talk.slots["complaint_text"] == TOLD[language]
    await talk.says("out_of_scope", "[phone]")
    await talk.does("validate_complaint_form")
    assert talk.slots["complaint_contact"] == "[phone]"
    taken = await talk.does("action_complaint_submit")
    assert taken.names == ["utter_complaint_taken"] and taken.custom == [{"contact_for_case": "K-000001"}]
    case = await opening.case(house.store, "K-000001")
    assert case is not None and case.kind == "complaint" and case.description == TOLD[language]
    talk.slots |= {"complaint_text": TOLD[language], "complaint_contact": "[phone]"}
    again = await talk.does("action_complaint_submit")
    assert again.text == taken.text and await case_count(house) == 1


@pytest.mark.parametrize("told", ["دیروز کارمند بخش امانت با من بد حرف زد، شماره‌ام [phone]",
                                  "The man at the desk shouted at me, write to [email]"])  # fmt: skip
async def test_who_tells_how_to_be_reached_is_not_asked(begin: Begin, house: Services, told: str) -> None:
    talk = await begin("en")
    taken = await talk.says("complaint", told)
    assert taken.names == ["utter_complaint_taken"]
    assert taken.custom == [{"contact_for_case": "K-000001"}]
    assert "reach you" in taken.text
    # The rules would go on with the form, which has nothing to ask.
    assert talk.following == "action_listen"
    assert (talk.slots["complaint_text"], talk.slots["complaint_contact"]) == (None, None)
    case = await opening.case(house.store, "K-000001")
    assert case is not None and case.description == told


async def test_a_contact_told_in_the_form_is_not_asked_for(begin: Begin) -> None:
    talk = await begin("en")
    await in_form(talk, "I want to complain")
    await talk.says("nlu_fallback", "the lift is broken all the time, my number is [phone]")
    await talk.does("validate_complaint_form")
    assert talk.slots["complaint_contact"] == "[phone]"
    taken = await talk.does("action_complaint_submit")
    assert taken.custom == [{"contact_for_case": "K-000001"}]


async def test_a_contact_in_the_text_counts_when_the_question_is_skipped(begin: Begin) -> None:
    talk = await begin("en")
    await in_form(talk, TOLD["en"])
    talk.slots |= {"complaint_text": f"{TOLD['en']}, [email]", "complaint_contact": "-"}
    assert (await talk.does("action_complaint_submit")).custom == [{"contact_for_case": "K-000001"}]


async def test_asked_first_when_little_was_said(begin: Begin) -> None:
    talk = await begin("en")
    await in_form(talk, "I want to complain")
    assert talk.slots["complaint_text"] is None
    assert (await talk.does("action_ask_complaint_text")).names == ["utter_complaint_ask_text"]
    await talk.says("wifi", "your wifi was down all day yesterday and nobody at the desk cared about it at all")
    await talk.does("validate_complaint_form")
    assert talk.slots["complaint_text"].startswith("your wifi")


@pytest.mark.parametrize(
    "words",
    ["I would like to make a formal complaint please", "hello, where can I file a complaint about the library?",
     "سلام، می‌خواستم یه شکایت از کتابخونه‌تون ثبت کنم", "شکایت دارم"],
)  # fmt: skip
async def test_an_announcement_is_not_the_complaint(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await in_form(talk, words)
    assert talk.slots["complaint_text"] is None


async def test_a_question_inside_is_an_aside_and_is_not_read_twice(begin: Begin) -> None:
    talk = await begin("fa")
    await in_form(talk, TOLD["fa"])
    await talk.does("action_ask_complaint_contact")
    await talk.says("hours", "راستی فردا بازید؟")
    await talk.does("validate_complaint_form")
    assert talk.slots["complaint_contact"] is None
    assert (await talk.does("action_aside")).names == ["utter_hours_all"]
    await talk.does("validate_complaint_form")  # the form looks again on the way back
    assert talk.slots["complaint_contact"] is None
    assert (await talk.does("action_ask_complaint_contact")).names == ["utter_complaint_back_to_contact"]


@pytest.mark.parametrize(
    ("intent", "words"), [("deny", "/deny"), ("deny", "نه"), ("nlu_fallback", "رد کن"), ("out_of_scope", "skip")]
)
async def test_the_contact_may_be_skipped(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("fa")
    await in_form(talk, TOLD["fa"])
    await talk.says(intent, words)
    await talk.does("validate_complaint_form")
    taken = await talk.does("action_complaint_submit")
    assert taken.names == ["utter_complaint_taken"] and taken.custom == [] and "پیگیری" in taken.text


async def test_more_of_the_story_is_no_way_to_be_reached(begin: Begin) -> None:
    talk = await begin("en")
    await in_form(talk, TOLD["en"])
    await talk.says("report_fault", "and the lift has been broken for a month too")
    await talk.does("validate_complaint_form")
    assert talk.slots["complaint_contact"] is None
    assert talk.slots["complaint_text"] == f"{TOLD['en']}\nand the lift has been broken for a month too"
    await talk.says("nlu_fallback", "ask me at the desk")
    await talk.does("validate_complaint_form")
    assert talk.slots["complaint_contact"] == "ask me at the desk"


async def test_out_of_it_again(begin: Begin, house: Services) -> None:
    talk = await begin("en")
    await in_form(talk, TOLD["en"])
    await talk.says("cancel", "forget it")
    await talk.does("validate_complaint_form")
    assert talk.slots["complaint_contact"] is None
    assert (await talk.does("action_cancel")).names == ["utter_complaint_cancelled"]
    assert talk.slots["complaint_text"] is None and await case_count(house) == 0


class Locked:
    """A store that is locked, except for reading."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def transact(self, *_: Any, **__: Any) -> None:
        raise StoreBusy("the database is locked")


async def test_a_locked_store_loses_no_complaint(begin: Begin, house: Services) -> None:
    talk = await begin("en")
    await in_form(talk, TOLD["en"])
    talk.slots["complaint_contact"] = "-"
    talk.house = replace(house, store=Locked(house.store))
    failed = await talk.does("action_complaint_submit")
    assert failed.names == ["utter_complaint_failed"] and failed.statuses == ["error"]
    talk.house, talk.form = house, None
    done = await talk.presses(failed.payload("Try again"))
    assert done.names == ["utter_complaint_taken"] and await case_count(house) == 1


async def test_a_contact_outlives_a_locked_store(begin: Begin, house: Services) -> None:
    talk = await begin("en")
    talk.house = replace(house, store=Locked(house.store))
    failed = await talk.says("complaint", f"{TOLD['en']}, call [phone]")
    assert failed.names == ["utter_complaint_failed"] and failed.statuses == ["error"]
    talk.house = house
    done = await talk.presses(failed.payload("Try again"))
    assert done.custom == [{"contact_for_case": "K-000001"}]
    assert "reach you" not in done.text, "the gateway may not have it any more"


@pytest.mark.parametrize(
    ("intent", "short", "long", "kind"),
    [
        ("suggestion", "I have an idea", "please put more plants into the reading room", "suggestion"),
        ("suggest_purchase", "buy a book", "please buy the new novel by Zadie Smith", "purchase_request"),
        ("report_fault", "it's broken", "the lift at the central library is stuck", "question"),
        ("lost_property", "lost something", "I left a red umbrella in the reading room", "question"),
        ("website_problem", "site down", "the catalogue shows an error on every search", "account_problem"),
    ],
)
async def test_things_told_become_cases(
    begin: Begin, house: Services, intent: str, short: str, long: str, kind: str
) -> None:
    talk = await begin("en")
    asked = await talk.says(intent, short)
    assert asked.names == [f"utter_ask_{intent}"]
    taken = await talk.says("nlu_fallback", long)
    assert taken.names == [f"utter_{intent}_taken"] and "K-000001" in taken.text
    case = await opening.case(house.store, "K-000001")
    assert case is not None and case.kind == kind and case.description == long
    direct = await talk.says(intent, long)
    again = await talk.says(intent, long, again=True)
    assert direct.text == again.text and await case_count(house) == 2


async def test_being_asked_does_not_capture_another_question(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("suggestion", "an idea")
    assert (await talk.says("hours", "are you open today?")).names == ["utter_hours_all", "utter_back_to_question"]
    assert (await talk.says("cancel", "never mind")).names == ["utter_cancelled"]


async def test_praise(begin: Begin, house: Services) -> None:
    talk = await begin("fa")
    assert (await talk.says("praise", "عالی بود")).names == ["utter_praise"]
    assert (await talk.says("praise", "خانم کتابدار شعبه سعدی خیلی کمک کرد")).names == ["utter_praise_passed_on"]
    assert await case_count(house) == 1


async def test_rating_and_goodbye_ask_once(begin: Begin, house: Services) -> None:
    talk = await begin("en")
    bye = await talk.says("goodbye", "bye")
    assert bye.names == ["utter_goodbye_rate"] and bye.custom == [{"ask_score": True}] and len(bye.buttons) == 5
    low = await talk.presses(bye.payload("2"))
    assert low.names == ["utter_rated_low"]
    assert (await talk.says("goodbye", "bye")).names == ["utter_goodbye"]
    assert await scalar(house.store, text("select score from survey_answer")) == 2


async def test_a_bare_number_is_a_choice_while_a_list_waits(begin: Begin) -> None:
    talk = await begin("en", card="20000002")
    await talk.says("cancel_hold", "cancel a reservation")
    said = await talk.says("rate", "2", score="2")
    assert said.names == ["utter_cancel_hold_confirm"]


async def test_notices_are_promised_honestly(begin: Begin) -> None:
    said = await (await begin("en")).says("subscribe", "tell me when new poetry comes in")
    assert said.names == ["utter_subscribe"] and "not available yet" in said.text and "K-000001" in said.text


async def test_a_librarian_in_hours_and_out_of_hours(begin: Begin, clock: FixedClock) -> None:
    talk = await begin("fa")
    queued = await talk.says("human_help", "با کتابدار کار دارم")
    assert queued.names == ["utter_handoff_queued"]
    assert queued.buttons == [{"title": "برگرد به ربات", "payload": "/back_to_bot"}]
    assert (await talk.presses("/back_to_bot")).names == ["utter_back_to_bot"]
    clock.advance(timedelta(hours=14))
    late = await (await begin("en")).says("human_help", "I need a person")
    assert late.names == ["utter_handoff_case"] and "K-000001" in late.text and "25 November 2026" in late.text


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_a_fourth_matter_within_the_hour_is_added_and_said_to_be(
    begin: Begin, house: Services, language: str
) -> None:
    talk = await begin(language)
    said = [await talk.says("report_fault", f"{TOLD[language]} {number}") for number in range(5)]
    assert [one.names for one in said] == [["utter_report_fault_taken"]] * 3 + [["utter_case_added"]] * 2
    assert "K-000003" in said[-1].text or "۰۰۰۰۰۳" in said[-1].text
    assert await case_count(house) == 3


async def test_what_is_not_taken_is_said_not_to_be_taken(
    begin: Begin, house: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.cases.limits.AN_HOUR", 0)
    talk = await begin("en")
    for intent in ("report_fault", "praise", "subscribe"):
        said = await talk.says(intent, f"{TOLD['en']} and it was so nice that I want more")
        assert said.names == ["utter_cases_full"], intent
        assert "not registered" in said.text
    assert await case_count(house) == 0
