"""What one's own things would cost that come back late, of those that are meant; and questions beside it."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

IN_PARTS = FactValues(
    "fines", "جریمه را قسطی می‌شود داد؟", "Can I pay in instalments?", "بله، پای میز امانت.", "Yes, at the desk."
)
TWO, NONE, CHARGED = "20000004", "20000003", "20000005"


@pytest.mark.parametrize(
    ("language", "read", "words", "told"),
    [
        ("en", "fines", "if I bring both a week after the date, how much must I pay?", ["35,000", "70,000"]),
        ("en", "hold", "Should I hand in The Great Gatsby two days late, what would the charge be?", ["10,000"]),
        ("fa", "fines", "اگه دیر بشه جریمه چقدره برای هر دوتاش، مثلاً یه هفته late؟", ["۳۵٬۰۰۰", "۷۰٬۰۰۰"]),
        (
            "fa",
            "loan_policy",
            "چنانچه هر دو را سه روز پس از موعد تحویل دهم، مبلغ نهایی چقدر است؟",
            ["۱۵٬۰۰۰", "۳۰٬۰۰۰"],
        ),
        ("fa", "fines", "اگه بوف کور رو دو روز دیر بیارم چند تومن میشه؟", ["۱٬۰۰۰ تومان"]),
        ("fa", "fines", "مهلتم تا جمعه‌ست، اگه دوشنبه بیارمش چقدر جریمه می‌شه؟", ["دوشنبه ۹ آذر"]),
        (
            "en",
            "fines",
            "I have The Great Gatsby until Friday; if I bring it back on Monday, what would I pay?",
            ["15,000"],
        ),
        (
            "en",
            "fines",
            "I had no time till today. If I bring both on Saturday, how much must I pay?",
            ["Altogether: 15,000"],
        ),
        (
            "en",
            "fines",
            "If I bring both on Saturday, that is two days late, isn't it? How much?",
            ["Altogether: 15,000"],
        ),
    ],
)
async def test_lateness_is_reckoned_for_those_meant(
    begin: Begin, language: str, read: str, words: str, told: list[str]
) -> None:
    said = await (await begin(language, TWO)).says(read, words, sure=0.7)
    assert all(one in said.text for one in told), said.text


async def test_what_follows_keeps_the_loans_that_were_spoken_of(begin: Begin) -> None:
    talk = await begin("en", TWO)
    await talk.says("fines", "if I bring The Great Gatsby two days late, what does it cost?")
    assert "5 days late, 25,000" in (await talk.says("fines", "and both of them, five days?")).text
    assert "50,000" in (await talk.says("fines", "no, I meant the total, two books, five days")).text


async def test_a_rule_after_a_sum_is_no_sum(begin: Begin) -> None:
    talk = await begin("en", TWO)
    await talk.says("fines", "if I bring The Great Gatsby two days late, what does it cost?")
    said = await talk.says("loan_policy", "May a member keep two books for 20 days?")
    assert "utter_loans_due" not in said.names
    said = await talk.says("fines", "both are due in two days, aren't they?", sure=0.6)
    assert "utter_loans_due" not in said.names


async def test_a_yes_beside_a_cost_is_not_lost(begin: Begin) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "can I renew The Great Gatsby?")
    words = "Yes please. And what would it cost if I brought بوف کور back two days late?"
    assert (await talk.says("fines", words, sure=0.6)).names[0] == "utter_renewed"


@pytest.mark.parametrize(
    "words",
    [
        "If I return The Great Gatsby 2 days late and بوف کور 5 days late, how much in all?",
        "If I bring all but The Great Gatsby back two days late, how much is it?",
    ],
)
async def test_what_is_not_plain_is_left_to_others(begin: Begin, words: str) -> None:
    assert "utter_loans_due" not in (await (await begin("en", TWO)).says("fines", words)).names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I transferred the 80,000 twice, explain how I get one back"),
        ("en", "why did you lock me in the reading room yesterday?"),
        ("en", "Why did you suspend me from the book club?"),
        ("fa", "چرا راه ورودی مسدود شده؟"),
        ("fa", "چرا سایتتون بلاک شده؟"),
    ],
)
async def test_another_complaint_is_none_of_a_debt(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language, CHARGED)).says("complaint", words, sure=0.8)
    assert said.names[0].startswith("utter_complaint")


async def test_nothing_on_loan_is_told_the_rule(begin: Begin) -> None:
    talk = await begin("fa", NONE)
    await talk.says("loan_policy", "چند تا کتاب می‌تونم ببرم؟")
    assert (await talk.says("fines", "اگه یه روز دیر بیارم چی؟")).names == ["utter_late_terms"]
    said = await talk.says("loan_policy", "مثلاً سه تا کتاب، هر کدوم ۴ روز، چند تومن می‌شه؟")
    assert "۳ کتاب" in said.text and "۶٬۰۰۰ تومان" in said.text


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("renew", "if I bring The Great Gatsby back on Saturday, can you renew the other one?"),
        ("loans", "if I return one tomorrow, can I borrow another one?"),
        ("fines", "how much do I owe?"),
        ("hold", "reserve Animal Farm, and if it is late I'll pay the fine"),
        ("facilities", "If I return the room key on Saturday, how much is it?"),
    ],
)
async def test_other_questions_suppose_no_fee(begin: Begin, read: str, words: str) -> None:
    said = await (await begin("en", TWO)).says(read, words)
    assert not {"utter_fines_supposed", "utter_debt_total"} & set(said.names)


@pytest.mark.parametrize(
    ("language", "read", "words", "names"),
    [
        ("en", "fines", "what is my debt for and how much is it in total?", ["utter_debt_lines", "utter_debt_total"]),
        ("en", "complaint", "80,000 rials?? For WHAT?", ["utter_debt_lines"]),
        ("fa", "fines", "بدهی بنده بابت چه مواردی است و جمع آن چقدر می‌شود؟", ["utter_debt_lines", "utter_debt_total"]),
    ],
)
async def test_a_whole_sum_is_told_in_lines(
    begin: Begin, language: str, read: str, words: str, names: list[str]
) -> None:
    said = await (await begin(language, CHARGED)).says(read, words, sure=0.8)
    assert said.names == names
    assert len(said.texts[0].splitlines()) == 2


async def test_paying_one_part_leaves_the_other(begin: Begin) -> None:
    talk = await begin("en", CHARGED)
    await talk.says("fines", "what is the late one for?")
    words = "And if I were to pay that one today and leave the second open, may I borrow again?"
    said = await talk.says("fines", words)
    assert "utter_debt_part" in " ".join(said.names) and "utter_fines_supposed_none" not in said.names


@pytest.mark.parametrize(
    ("read", "words", "told"),
    [
        ("account", "اگه فقط دیرکرد رو بدم بازم می‌تونم رزرو کنم؟", True),
        ("fines", "اگه همین اولی رو پرداخت کنم تمدید باز میشه؟", True),
        ("account", "با این بدهی می‌تونم رزرو کنم؟", False),
        ("account", "اگه کتاب رو پس بدم می‌تونم رزرو کنم؟", False),
    ],
)
async def test_what_paying_a_part_opens(services: Services, begin: Begin, read: str, words: str, *, told: bool) -> None:
    await add_fact(services.store, IN_PARTS, by=SARA)
    talk = await begin("fa", CHARGED)
    await talk.says("fines", "چقدر بدهکارم؟")
    assert ("۵۰٬۰۰۰" in (await talk.says(read, words)).text) is told


@pytest.mark.parametrize(
    ("read", "words", "answer"),
    [
        ("renew", "I am ill with fever, my reserved book is waiting for me. Please can it wait more?", False),
        ("lost_item", "a small accident, my cat spilled tea over the book, what now?", False),
        ("fines", "I was in hospital and could not bring it back", True),
        ("fines", "can the late fee be waived?", True),
        ("hold_status", "I was in hospital, can I collect my reserved book a day late?", False),
    ],
)
async def test_mercy_is_for_a_fee(begin: Begin, read: str, words: str, *, answer: bool) -> None:
    said = await (await begin("en", "20000002")).says(read, words)
    assert ("utter_lenience" in said.names) is answer


async def test_one_that_is_pointed_at_is_checked_and_no_debt(begin: Begin) -> None:
    talk = await begin("en", TWO)
    await talk.says("loans", "when is The Great Gatsby due?")
    assert (await talk.says("renew", "Can I still renew that one, or is it too late?")).names == [
        "utter_renew_check_one"
    ]
    assert "utter_renew_check_one" not in (await talk.says("account", "can I still renew with this debt?")).names
