"""Before an answer that tells nothing, a message is tried as going on with what was told; remarks get no repetition."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.statements import scalar
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
    assert said.names[0] == "utter_fact" and said.texts[0].startswith("It goes to the next in the queue.")


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


@pytest.mark.parametrize(
    ("next_read", "sure"),
    [
        ("report_fault", 0.03), ("emergency", 0.03), ("emergency", 0.4), ("unsubscribe", 0.4), ("lost_card", 0.4),
        ("complaint", 0.4), ("case_withdraw", 0.4), ("cancel_hold", 0.4), ("hours", 0.1),
    ],
)  # fmt: skip
async def test_misread_small_talk_runs_no_unlikely_reading_and_none_that_files(
    begin: Begin, services: Services, next_read: str, sure: float
) -> None:
    talk = await begin("en")
    await talk.says("hours", "when do you open?")
    said = await talk.says(
        "praise",
        "can the hall be kept open on wednesday evenings",
        sure=0.5,
        ranking=[("praise", 0.5), (next_read, sure)],
    )
    assert await scalar(services.store, text("select count(*) from service_case")) == 0
    assert said.names in (["utter_clarify"], ["utter_fact_unknown"]), said.names


async def test_misread_small_talk_is_answered_as_the_next_likely_question(told: Services, begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says(
        "praise", "colour pages, what do they come to", sure=0.5, ranking=[("praise", 0.5), ("print_scan", 0.4)]
    )
    assert "60,000 rials." in said.text


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("lost_card", "I hope nobody uses my stolen card"),
        ("lost_card", "خدا کنه کسی از کارتم استفاده نکنه، گم شده"),
        ("lost_property", "I hope someone found my black wallet"),
        ("my_data", "I hope you delete my data"),
        ("human_help", "hopefully somebody can talk to me"),
        ("complaint", "I hope you tell off your rude guard"),
        ("report_fault", "hopefully the lift gets mended"),
        ("renew", "I hope you can renew my loans"),
        ("cancel_hold", "I hope you can cancel my hold"),
        ("affirm", "great, my card was stolen"),
        ("chitchat", "I hope nobody uses my stolen card"),
        ("praise", "great, the scanner is broken"),
    ],
)
async def test_what_is_hoped_for_is_wished_for(told: Services, begin: Begin, read: str, words: str) -> None:
    talk = await begin("en")
    await talk.says("print_scan", "how much is a colour page?")
    said = await talk.says(read, words)
    assert "utter_remark_heard" not in said.names
    if "card" in words or "کارت" in words:
        assert said.names == ["utter_lost_card_whose"]


@pytest.mark.parametrize(
    ("read", "words", "sure"),
    [
        ("recommendation", "something funny for my son", 0.9),
        ("recommendation", "poems for a four year old", 0.6),
        ("search_book", "harry potter", 0.9),
        ("search_book", "harry potter", 0.5),
        ("hold", "the potter one for me", 0.9),
    ],
)
@pytest.mark.parametrize("matter", ["complaint", "report_fault", "lost_property"])
async def test_a_plain_wish_right_after_a_case_goes_into_no_case(
    begin: Begin, matter: str, read: str, words: str, sure: float
) -> None:
    told = {"complaint": "people shout in the silent room all day", "report_fault": "the lift is broken",
            "lost_property": "I left my scarf at your place"}[matter]  # fmt: skip
    for moves in ({"case.none": 0.95, "case.add": 0.02}, {}):
        talk = await begin("en")
        assert (await talk.says(matter, told)).names == [f"utter_{matter}_taken"]
        said = await talk.says(read, words, sure=sure, moves=moves)
        assert "utter_case_words_added" not in said.names


async def test_what_is_looked_for_in_vain_right_after_a_case_goes_into_none(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("report_fault", "the lift is broken")).names == ["utter_report_fault_taken"]
    said = await talk.says("search_book", "xylophone quintets unheard", moves={"case.none": 0.95})
    assert "utter_case_words_added" not in said.names
    said = await talk.says("loans", "my loans", sure=0.6, moves={"case.none": 0.95})
    assert said.names == ["utter_sign_in"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "کتابی در مورد قنات دارین خودتون؟ فارسیی یا انگلیسی فرق ندره"),
        ("fa", "راجع به آشپزی چیزی ندارین؟ هر زبونی باشه قبوله واسم"),
        ("en", "do you keep something about beekeeping yourselves? either language is fine for me"),
    ],
)
async def test_who_names_a_subject_is_not_asked_what_they_look_for(begin: Begin, language: str, words: str) -> None:
    answer = await (await begin(language)).says("search_book", words)
    assert "utter_search_what" not in answer.names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "it's one colour page, on thick paper if you have it"),
        ("fa", "یک برگ است، روی کاغذ ضخیم اگر داشته باشید"),
    ],
)
async def test_a_detail_of_what_was_asked_is_no_addition_to_a_case_that_there_is_not(
    begin: Begin, told: Services, language: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("print_scan", {"en": "how much is a colour page?", "fa": "چاپ رنگی چند است؟"}[language])
    unsure = await talk.says("case_add", words, sure=0.53)
    assert "utter_case_none_signed_out" not in unsure.names
    sure = await (await begin(language)).says(
        "case_add", {"en": "add to my complaint", "fa": "به شکایتم اضافه کن"}[language]
    )
    assert sure.names == ["utter_case_none_signed_out"]
