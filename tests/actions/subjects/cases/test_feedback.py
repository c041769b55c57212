"""Complaints, suggestions, scores, a librarian: cases with numbers, once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from crm.cases import opening
from crm.errors import StoreBusy
from tests.support.statements import scalar
from tests.support.talk import Begin

FAULTS = {
    "fa": ["لامپ بالای میز شمارهٔ نه سوخته", "شیر آب دستشویی طبقهٔ دوم چکه می‌کنه", "در ورودی شعبه سعدی بسته نمیشه",
           "صندلی کنار پنجره شکسته", "کولر سالن کودک روشن نمیشه"],
    "en": ["the bulb above table nine is gone", "water drips from a tap upstairs", "your entrance door never shuts",
           "one chair by the window broke", "kids' room heating stays cold"],
}  # fmt: skip
TOLD = {"fa": "دیروز کارمند بخش امانت با من خیلی بد حرف زد", "en": "The man at the desk shouted at me yesterday"}


async def case_count(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")))


class Locked:
    """A store that is locked, except for reading."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def transact(self, *_: Any, **__: Any) -> None:
        raise StoreBusy("the database is locked")


async def test_a_locked_store_loses_no_complaint_nor_its_contact(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    talk.services = replace(services, store=Locked(services.store))
    failed = await talk.says("complaint", f"{TOLD['en']}, call [phone]")
    assert failed.names == ["utter_case_unconfirmed"] and failed.statuses == ["error"]
    talk.services = services
    done = await talk.presses(failed.payload("Try again"))
    assert done.names == ["utter_complaint_taken"] and await case_count(services) == 1
    assert {"contact_for_case": "K-000001"} in done.custom
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
    begin: Begin, services: Services, intent: str, short: str, long: str, kind: str
) -> None:
    talk = await begin("en")
    asked = await talk.says(intent, short)
    assert asked.names == [f"utter_ask_{intent}"]
    taken = await talk.says("nlu_fallback", long)
    assert taken.names == [f"utter_{intent}_taken"] and "K-000001" in taken.text
    case = await opening.case(services.store, "K-000001")
    assert case is not None and case.kind == kind and case.description == long
    other = await begin("en")
    before = dict(other.slots)
    direct = await other.says(intent, long)
    # Repeated as a gateway does whose answer was lost: the engine is where it was.
    other.slots = before
    again = await other.says(intent, long, again=True)
    assert direct.text == again.text and await case_count(services) == 2


async def test_being_asked_does_not_capture_another_question(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("suggestion", "an idea")
    assert (await talk.says("hours", "are you open today?")).names == ["utter_hours_all", "utter_back_to_question"]
    assert (await talk.says("cancel", "never mind")).names == ["utter_cancelled"]


async def test_praise(begin: Begin, services: Services) -> None:
    talk = await begin("fa")
    assert (await talk.says("praise", "عالی بود")).names == ["utter_praise"]
    assert (await talk.says("praise", "خانم کتابدار شعبه سعدی خیلی کمک کرد")).names == ["utter_praise_passed_on"]
    assert await case_count(services) == 1


async def test_rating_and_goodbye_ask_once(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    bye = await talk.says("goodbye", "bye")
    assert bye.names == ["utter_goodbye_rate"] and bye.custom == [{"ask_score": True}] and len(bye.buttons) == 5
    low = await talk.presses(bye.payload("2"))
    assert low.names == ["utter_rated_low", "utter_follow_up_offer"]
    assert (await talk.says("goodbye", "bye")).names == ["utter_goodbye"]
    assert await scalar(services.store, text("select score from survey_answer")) == 2


async def test_a_bare_number_is_a_choice_while_a_list_waits(begin: Begin) -> None:
    talk = await begin("en", card="20000002")
    await talk.says("cancel_hold", "cancel a reservation")
    said = await talk.says("rate", "2", score="2")
    assert said.names == ["utter_cancel_hold_confirm"]


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_a_fourth_matter_within_the_hour_is_added_and_said_to_be(
    begin: Begin, services: Services, language: str
) -> None:
    talk = await begin(language)
    said = [await talk.says("report_fault", words) for words in FAULTS[language]]
    assert [one.names for one in said] == [["utter_report_fault_taken"]] * 3 + [["utter_case_added"]] * 2
    assert "K-000003" in said[-1].text or "۰۰۰۰۰۳" in said[-1].text
    assert await case_count(services) == 3


async def test_what_is_not_taken_is_said_not_to_be_taken(
    begin: Begin, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm.cases.limits.AN_HOUR", 0)
    talk = await begin("en")
    for intent in ("report_fault", "praise", "complaint"):
        said = await talk.says(intent, f"{TOLD['en']} and it was so nice that I want more")
        assert said.names == ["utter_cases_full"], intent
        assert "haven't registered" in said.text
    assert await case_count(services) == 0


@pytest.mark.parametrize(
    ("language", "words", "sure"),
    [
        ("en", "would you host a reading here, with some thirty guests of mine, no fee", 0.83),
        ("en", "What date would be the earliest for that, before Yalda or forget it", 0.77),
        ("en", "To be more precise: which of the three would be best for so many children?", 0.59),
        ("en", "his sugar was 180 this morning, is that bad", 0.33),
        ("fa", "صبح ناشتا قندش ۱۸۰ بوده این خیلی بده یعنی باید قرصشو بیشتر کنه", 0.33),
        ("fa", "کدوم شعبه برای سی تا بچه جای بیشتری داره؟", 0.7),
    ],
)
async def test_who_only_asks_or_speaks_of_something_else_files_no_suggestion(
    begin: Begin, services: Services, language: str, words: str, sure: float
) -> None:
    said = await (await begin(language)).says("suggestion", words, sure=sure)
    assert "utter_suggestion_taken" not in said.names
    assert not await scalar(services.store, text("select count(*) from service_case"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "You should put more lamps into the reading room of Saadi Branch"),
        ("en", "Could you please open earlier on Fridays? Many of us work in the evening."),
        ("fa", "پیشنهاد می‌کنم سالن مطالعه جمعه‌ها هم تا شب باز باشد"),
        ("fa", "کاش صندلی‌های سالن مطالعه رو عوض کنید خیلی سفتن"),
    ],
)
async def test_an_idea_is_filed_as_one(begin: Begin, language: str, words: str) -> None:
    assert "utter_suggestion_taken" in (await (await begin(language)).says("suggestion", words, sure=0.9)).names
