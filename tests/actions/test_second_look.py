"""Before an answer that tells nothing, a message is tried as going on with what was told; remarks get no repetition."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

FACTS = (
    FactValues("print_scan", "چاپ رنگی چند است؟", "How much is a colour page?", "۶۰٬۰۰۰ ریال.", "60,000 rials."),
    FactValues("print_scan", "چاپگر کجاست؟", "Where is the printer?", "در همکف مرکزی.", "On the ground floor.",
               position=1),
    FactValues("hold", "اگر کتاب رزروشده را نگیرم چه می‌شود؟", "What happens to a reserved book that I do not collect?",
               "به نفر بعد می‌رسد.", "It goes to the next in the queue."),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of printing and of reservations."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


@pytest.mark.parametrize(
    ("language", "matter", "tale", "read", "words"),
    [
        (
            "en",
            "suggest_purchase",
            "please buy a collection of board games",
            "search_book",
            "Catan and Dixit for example",
        ),
        ("en", "complaint", "one of your staff was very rude to me yesterday", "suggestion", "a tall man with glasses"),
        ("en", "report_fault", "the drinking fountain is leaking", "out_of_scope", "the one with the blue tap"),
        ("fa", "report_fault", "کولر سالن مطالعه کار نمی‌کند", "report_fault", "سمت پنجره‌ها"),
        ("fa", "complaint", "کارمندتان دیروز خیلی بد با من حرف زد", "praise", "خانم پشت میز امانت، حدود یازده"),
    ],
)
async def test_what_only_tells_something_right_after_a_case_goes_into_it(
    begin: Begin, language: str, matter: str, tale: str, read: str, words: str
) -> None:
    talk = await begin(language)
    assert (await talk.says(matter, tale)).names == [f"utter_{matter}_taken"]
    added = await talk.says(read, words, moves={"case.add": 0.5, "case.none": 0.3})
    assert added.names == ["utter_case_words_added"]


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("search_book", "Do you have Catan and Dixit?"),
        ("search_book", "another one is “Northern Ways”"),
        ("thanks", "ok thank you very much"),
    ],
)
async def test_a_question_another_title_and_courtesy_go_into_no_case(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en")
    await talk.says("suggest_purchase", "please buy The Overstory by Richard Powers")
    assert "utter_case_words_added" not in (await talk.says(read, words)).names


async def test_what_was_told_before_it_was_asked_for_is_filed_with_it(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("complaint", "toilets filthy", sure=0.6)).names == ["utter_complaint_ask_text"]
    said = await talk.says("complaint", "they have been like that for two weeks now")
    assert said.names == ["utter_complaint_taken"]


async def test_a_remark_is_heard_and_gets_no_repetition(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    asked = "how much is a colour page?"
    assert (await talk.says("print_scan", asked)).text == "60,000 rials."
    assert (await talk.says("print_scan", "that's quite expensive")).names == ["utter_remark_heard"]
    # The question itself is answered as often as it is asked.
    assert (await talk.says("print_scan", asked)).text == "60,000 rials."


async def test_small_talk_that_has_no_word_of_it_is_a_remark(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("print_scan", "where is the printer?")
    assert (await talk.says("greet", "good to know")).names == ["utter_remark_heard"]


async def test_both_questions_that_a_sentence_joins_are_answered(told: Services, begin: Begin) -> None:
    said = await (await begin("en")).says("print_scan", "How much is a colour page and where is the printer?")
    assert said.names == ["utter_facts"]
    assert "60,000 rials." in said.text and "On the ground floor." in said.text


async def test_the_rule_is_told_beside_the_sign_in(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("hold_status", "What happens to my reserved book if I do not collect it?")
    assert said.names == ["utter_fact", "utter_sign_in_own"]
    assert said.texts[0].startswith("It goes to the next in the queue.")


async def test_what_is_the_record_s_alone_still_needs_the_sign_in(told: Services, begin: Begin) -> None:
    assert (await (await begin("en")).says("hold_status", "is my book ready?")).names == ["utter_sign_in"]


async def test_where_a_branch_is_is_asked_of_no_author(begin: Begin) -> None:
    said = await (await begin("en")).says("search_book", "Where is Saadi?", author="Saadi")
    assert said.names == ["utter_location"]


async def test_an_objection_to_what_was_told_is_filed_only_after_a_yes(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("print_scan", "how much is a colour page?")
    assert (await talk.says("complaint", "but that is not fair for us students")).names == [
        "utter_complaint_ask_whether"
    ]
    assert (await talk.says("affirm", "yes")).names == ["utter_complaint_taken"]


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("chitchat", "wow, pricey"),
        ("print_scan", "hmm, that is a lot"),
        ("out_of_scope", "nice, my daughter will be glad"),
    ],
)
async def test_joy_regret_and_astonishment_are_heard(told: Services, begin: Begin, read: str, words: str) -> None:
    talk = await begin("en")
    await talk.says("print_scan", "how much is a colour page?")
    assert (await talk.says(read, words)).names == ["utter_remark_heard"]


async def test_a_loss_and_a_question_are_no_remarks(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("print_scan", "how much is a colour page?")
    assert "utter_remark_heard" not in (await talk.says("lost_card", "wow, I lost my card")).names
    assert (await talk.says("print_scan", "great, where is the printer?")).texts[0] == "On the ground floor."


async def test_a_hope_withdraws_no_case(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("lost_property", "I left my umbrella at your place yesterday")
    assert (await talk.says("cancel", "ok, fingers crossed", sure=0.4)).names == ["utter_remark_heard"]
