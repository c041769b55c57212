"""Answers from facts and documents: the one that was asked for, what is not known, follow-ups, buttons."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sqlalchemy import delete, update

from actions.dialogue.turn import Services
from crm import records
from crm.conversations import patron_guard
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue
from crm.knowledge.documents import DocumentValues, put_document
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA, rows
from tests.support.talk import Begin

FACTS = (
    FactValues("card_registration", "برای عضویت چه لازم است؟", "What do I need to join?", "کارت ملی و یک عکس.",
               "An identity card and a photograph.", also="مدارک ثبت‌نام papers"),
    FactValues("card_registration", "عضویت بزرگسال چند است؟", "What does membership cost for adults?", "۵۰۰٬۰۰۰ ریال.",
               "500,000 rials.", audience="adult", position=1),
    FactValues("card_registration", "عضویت دانشجو چند است؟", "What does membership cost for students?", "۲۵۰٬۰۰۰ ریال.",
               "250,000 rials.", audience="student", position=2, link="https://a.example/students"),
    FactValues("card_registration", "کارت کی آماده است؟", "When is the card ready?", "همان روز.", "The same day.",
               position=3),
    FactValues("facilities", "کمد دارید؟", "Are there lockers?", "بله، رایگان.", "Yes, free."),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells more."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    passages = [("Penalties", "Who keeps a book too long may not borrow for as many days.")]
    values = DocumentValues(
        "rules.md", "Rules of the university", "en", "markdown", "d", 1, passages, "https://u.example"
    )
    await put_document(services.store, values, by=SARA)
    return services


async def test_the_fact_that_was_asked_for_is_told_and_the_rest_offered(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("card_registration", "what does membership cost for students?")
    assert said.names == ["utter_fact"]
    assert said.text == "250,000 rials.\nMore: https://a.example/students"
    assert "What does membership cost for adults?" in [button["title"] for button in said.buttons]
    assert said.custom[0]["told"][0].startswith("fact:")
    beside = await talk.presses(said.payload("What does membership cost for adults?"))
    assert (beside.names, beside.text) == (["utter_fact"], "500,000 rials.")


async def test_a_topic_alone_gets_its_first_facts(told: Services, begin: Begin) -> None:
    said = await (await begin("fa")).says("card_registration", "عضویت")
    assert said.names == ["utter_facts"] or said.names == ["utter_fact"]
    assert said.statuses == ["answered"]


async def test_what_no_fact_tells_is_admitted_and_the_nearest_told(told: Services, begin: Begin) -> None:
    said = await (await begin("en")).says("card_registration", "is there a membership for embassies with diplomats?")
    # Two that are as near as each other are told with their questions, and never more.
    assert said.names == ["utter_facts_near"]
    assert said.statuses == ["fallback"]
    assert said.text.count("•") == 2
    assert said.buttons[0]["payload"] == "/human_help"


async def test_a_question_nothing_is_known_of_is_passed_on_with_a_yes(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("card_registration", "does a parrot qualify?")
    assert (said.names, said.statuses) == (["utter_fact_unknown"], ["fallback"])
    passed = await talk.says("affirm", "yes please")
    assert passed.names == ["utter_question_taken"]
    case = (await rows(told.store, records.ServiceCase))[-1]
    assert (case.kind, case.description) == ("question", "does a parrot qualify?")
    assert case.number in passed.text


async def test_the_exact_fact_is_said_alone(told: Services, begin: Begin) -> None:
    said = await (await begin("fa")).says("card_registration", "واسه عضویت دانشجو چند باید بدم؟")
    assert said.text.startswith("۲۵۰٬۰۰۰ ریال.")
    assert (said.names, said.statuses) == (["utter_fact"], ["answered"])


async def test_each_question_of_a_letter_is_answered_or_named(told: Services, begin: Begin) -> None:
    letter = "Dear library, what do I need to join? Are there lockers? And does a parrot qualify for opera singing?"
    said = await (await begin("en")).says("card_registration", letter)
    assert said.names == ["utter_facts", "utter_parts_unanswered"]
    assert "photograph" in said.text and "Yes, free." in said.text and "parrot" in said.text


@pytest.mark.parametrize("intent", ["out_of_scope", "nlu_fallback"])
async def test_nothing_is_declined_that_a_fact_answers(told: Services, begin: Begin, intent: str) -> None:
    talk = await begin("fa")
    assert (await talk.says(intent, "کمد دارین؟", sure=0.4)).text == "بله، رایگان."
    declined = await talk.says(intent, "قیمت دلار چنده؟", sure=0.4)
    assert declined.names[0].startswith(("utter_out_of_scope", "utter_not_under", "utter_outside"))


async def test_a_short_question_is_about_what_was_told_last(told: Services, begin: Begin) -> None:
    talk = await begin("fa")
    assert "۵۰۰٬۰۰۰" in (await talk.says("card_registration", "عضویت بزرگسال چنده")).text
    said = await talk.says("out_of_scope", "دانشجو چی؟", sure=0.4)
    assert "۲۵۰٬۰۰۰" in said.text


async def test_whether_somebody_else_may_collect_is_told_where_the_library_says_so(
    services: Services, begin: Begin
) -> None:
    rule = FactValues("hold", "کس دیگری می‌تواند رزروم را تحویل بگیرد؟", "Can somebody else collect my reservation?",
                      "بله، با کارت شما.", "Yes, with your card.", also="همسر دوست husband friend")  # fmt: skip
    await add_fact(services.store, rule, by=SARA)
    said = await (await begin("en")).says("hold", "can my husband collect it for me?")
    assert (said.names, said.text) == (["utter_fact"], "Yes, with your card.")


async def test_a_passage_is_quoted_with_its_document_and_link(told: Services, begin: Begin) -> None:
    said = await (await begin("en")).says("out_of_scope", "penalties for who keeps a book too long", sure=0.4)
    assert said.names == ["utter_passage"]
    assert "Rules of the university" in said.text and "may not borrow for as many days." in said.text
    assert said.text.endswith("https://u.example")


async def test_a_button_of_a_fact_that_is_gone_says_so(told: Services, begin: Begin) -> None:
    for ref in ("fact:999", "fact:x", "", "passage:12345678901234567890"):
        assert (await (await begin("fa")).presses(f'/fact{{"ref": "{ref}"}}')).names == ["utter_fact_gone"]


async def test_the_vector_is_asked_of_the_engine_and_then_used(told: Services, begin: Begin) -> None:
    asked: list[str] = []

    def make(text: str) -> str:
        asked.append(text)
        return base64.b64encode(np.zeros(384, dtype="<f2").tobytes()).decode()

    talk = await begin("en")
    talk.makes = make
    assert (await talk.says("out_of_scope", "somewhere for my rucksack")).names == ["utter_out_of_scope"]
    assert len(asked) == len(set(asked)) > 0 and "somewhere for my rucksack" in asked[0]
    talk.makes = lambda _text: None
    assert (await talk.says("out_of_scope", "somewhere for my rucksack")).statuses == ["fallback"]
    # What is not surely outside of a library's work was not answered.
    talk = await begin("en")
    talk.makes = lambda _text: None
    unsure = await talk.says("out_of_scope", "somewhere for my rucksack", sure=0.3)
    assert unsure.names == ["utter_out_of_scope"] and unsure.statuses == ["fallback"]


async def test_what_waits_for_a_vector_goes_on_with_it(
    told: Services, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Who is signed in is looked up where a turn begins, and only there.
    begun: list[str] = []
    looked_up = patron_guard.signed_in_patron

    async def look_up(store: Store, conversation: str) -> Any:
        begun.append(conversation)
        return await looked_up(store, conversation)

    monkeypatch.setattr(patron_guard, "signed_in_patron", look_up)
    talk = await begin("en")
    made: list[str] = []

    def make(text: str) -> None:
        made.append(text)

    talk.makes = make
    await talk.says("out_of_scope", "somewhere for my rucksack")
    assert made and begun == [talk.conversation]


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "where is the Saadi branch?", "utter_location"),
        ("fa", "آدرس کتابخانه مرکزی", "utter_location"),
        ("en", "how do I get there by metro", "utter_location"),
    ],
)
async def test_where_a_branch_is_is_told_from_the_branch(begin: Begin, language: str, words: str, answer: str) -> None:
    assert (await (await begin(language)).says("location", words)).names == [answer]


async def test_what_is_offered_in_two_ways_is_one_button(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await add_fact(
        told.store,
        FactValues("eresources", "پایگاه‌ها را چگونه باز کنم؟", "How do I open the databases?", "با کارت.", "By card."),
        by=SARA,
    )
    said = await talk.says("eresources", "do quartets rehearse Beethoven symphonies with your databases?")
    assert said.statuses == ["fallback"]
    assert [button["payload"] for button in said.buttons].count("/human_help") == 1


RULED = FactValues(
    "loan_policy", "چند کتاب و چند روز؟", "How many books and for how long?",
    "{member.book.max_loans} کتاب برای {member.book.loan_days} روز.",
    "{member.book.max_loans} books for {member.book.loan_days} days, {member.book.per_day} a day late.",
)  # fmt: skip


@pytest.mark.parametrize(("language", "days"), [("en", "19 days"), ("fa", "۱۹ روز")])
async def test_a_fact_says_what_the_lending_rule_says_now(
    services: Services, begin: Begin, language: str, days: str
) -> None:
    await add_fact(services.store, RULED, by=SARA)
    rule = table_of(records.LoanRule)
    await services.store.transact(lambda connection: connection.execute(update(rule).values(loan_days=19)))
    question = "How many books and for how long?" if language == "en" else "چند کتاب و چند روز؟"
    said = await (await begin(language)).says("loan_policy", question)
    assert days in said.text and "{" not in said.text


async def test_of_a_rule_that_is_not_there_nothing_is_told(services: Services, begin: Begin) -> None:
    await add_fact(services.store, RULED, by=SARA)
    rule = table_of(records.LoanRule)
    await services.store.transact(lambda connection: connection.execute(delete(rule)))
    said = await (await begin("en")).says("loan_policy", "how many books and for how long?")
    assert "{" not in said.text and "books for" not in said.text


@pytest.mark.parametrize("text", ["{member.book.colour} days", "{member} days", "{member.book.loan_days days"])
async def test_a_fact_names_only_values_that_rules_have(services: Services, text: str) -> None:
    with pytest.raises(InvalidValue):
        await add_fact(services.store, replace(RULED, text_en=text), by=SARA)


@pytest.mark.parametrize("text", ["komod darid", "komod ham darin?"])
async def test_persian_in_latin_letters_finds_the_fact(told: Services, begin: Begin, text: str) -> None:
    assert "رایگان" in (await (await begin("fa")).says("facilities", text)).text


@pytest.mark.parametrize("text", ["خلیج فارس کجاست؟", "قیمت طلا چنده"])
async def test_what_names_nothing_of_a_topic_is_not_answered_from_it(told: Services, begin: Begin, text: str) -> None:
    talk = await begin("fa")
    await talk.says("card_registration", "برای عضویت چه لازم است؟")
    for read, sure in (("out_of_scope", 0.4), ("nlu_fallback", 0.3), ("card_registration", 0.5)):
        said = await talk.says(read, text, sure=sure, ranking=[(read, sure), ("card_registration", 0.3)])
        assert not {"utter_fact", "utter_facts", "utter_fact_missing"} & set(said.names), (read, said.text)


LAPTOP = (
    FactValues("equipment", "لپ‌تاپ امانت می‌دهید؟", "Can I borrow a laptop?", "بله، ۴ ساعت و فقط در ساختمان.",
               "Yes, for 4 hours inside the building."),
    FactValues("equipment", "لپ‌تاپ را می‌شود بیشتر نگه داشت؟", "Can I have the laptop for longer?",
               "اگر کسی منتظر نباشد، از میز بخواهید.", "If nobody waits for it, ask the desk.", position=1),
    FactValues("equipment", "دیرکرد لپ‌تاپ چند است؟", "What if I return equipment late?", "ساعتی ۵۰٬۰۰۰ ریال.",
               "50,000 rials for each hour.", position=2),
)  # fmt: skip


@pytest.fixture
async def lending(told: Services) -> Services:
    """It lends laptops, too."""
    for fact in LAPTOP:
        await add_fact(told.store, fact, by=SARA)
    return told


@pytest.mark.parametrize(
    ("language", "first", "then", "holds"),
    [
        ("en", "can I borrow a laptop?", "for how many hours?", "4 hours"),
        ("fa", "لپ‌تاپ امانت می‌دهید؟", "چند ساعت؟", "۴ ساعت"),
    ],
)
async def test_a_bare_question_gets_what_tells_what_it_asks(
    lending: Services, begin: Begin, language: str, first: str, then: str, holds: str
) -> None:
    talk = await begin(language)
    await talk.says("equipment", first)
    said = await talk.says("out_of_scope", then, sure=0.5)
    assert said.names == ["utter_fact"] and holds in said.text


@pytest.mark.parametrize("read_as", ["suggestion", "privacy", "facilities"])
async def test_a_short_question_goes_on_with_what_was_told_whatever_it_is_read_as(
    lending: Services, begin: Begin, read_as: str
) -> None:
    talk = await begin("en")
    await talk.says("equipment", "can I borrow a laptop?")
    said = await talk.says(read_as, "what if I return it late?", sure=0.7)
    assert said.names == ["utter_fact"] and "50,000" in said.text


@pytest.mark.parametrize(
    ("language", "first", "then", "holds"),
    [("en", "are there lockers?", "and at Saadi?", "Yes, free."), ("fa", "کمد دارید؟", "سعدی چی؟", "بله، رایگان.")],
)
async def test_another_branch_after_a_fact_asks_the_same_there(
    lending: Services, begin: Begin, language: str, first: str, then: str, holds: str
) -> None:
    talk = await begin(language)
    await talk.says("facilities", first)
    said = await talk.says("search_book", then, sure=0.6)
    assert said.names == ["utter_fact"] and holds in said.text


@pytest.mark.parametrize(
    "text",
    [
        "Good morning! We moved here last week and like it very much. Are there lockers?",
        "Hello from Narvan. My bag is heavy and my back is bad. Are there any lockers?",
    ],
)
async def test_a_question_is_found_among_what_is_told_around_it(lending: Services, begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("facilities", text)
    assert "Yes, free." in said.text and said.names == ["utter_fact"]


async def test_a_question_in_small_talk_is_answered(lending: Services, begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("chitchat", "haha nice, what does membership cost for students")).text.startswith("250,000")
    assert (await talk.says("chitchat", "haha nice weather today")).names == ["utter_chitchat"]


async def test_what_is_told_of_one_group_is_not_told_of_another(lending: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("card_registration", "what does membership cost for students?")
    said = await talk.says("card_registration", "what about plumbers?", sure=0.98)
    assert "250,000" not in said.text and "500,000" not in said.text
