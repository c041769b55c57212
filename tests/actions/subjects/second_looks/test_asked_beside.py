"""What is asked of the library beside one's own account is told with it: a limit, closed days, who may collect."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.port_contract import INDEBTED, LATE, MINA
from tests.support.store_rows import SARA
from tests.support.talk import Begin

LIMIT, CLOSED, PAYING, OTHER, PARTS = FACTS = (
    FactValues(
        "fines", "جریمه سقف دارد؟", "Is there a limit to a late fee?", "نه، سقفی ندارد.", "No, it has no limit."
    ),
    FactValues(
        "fines", "روزهای تعطیل هم جریمه دارد؟", "Do closed days count for the late fee?", "بله، تعطیل هم.",
        "Yes, closed days too.", position=1,
    ),
    FactValues(
        "fines", "بدهی را چگونه بپردازم؟", "How can I pay what I owe?", "با کارت بپردازید.", "You pay by bank card.",
        position=2,
    ),
    FactValues(
        "hold", "کس دیگری می‌تواند رزروم را تحویل بگیرد؟", "Can somebody else collect my reservation?",
        "بله، هر کس دیگری.", "Yes, anybody else.",
    ),
    FactValues(
        "fines", "جریمه را قسطی می‌شود داد؟", "Can I pay in instalments?", "بله، بخش بخش.", "Yes, part by part.",
        position=3,
    ),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that tells of fees and of collecting."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


@pytest.mark.parametrize(
    ("language", "card", "intent", "text", "beside"),
    [
        ("en", None, "fines", "How much is the fine per day for a late book, and is there a maximum?", LIMIT),
        ("en", LATE, "fines", "How is the fine worked out? Is it per day, and do Fridays count?", CLOSED),
        ("en", LATE, "fines", "what do i owe, and how do i pay", PAYING),
        ("en", LATE, "fines", "how much is it now, are weekends included?", CLOSED),
        ("en", MINA, "hold_status", "I have flu and can't come today, until when is it kept and what can I do?", OTHER),
        ("fa", None, "fines", "جریمهٔ دیرکرد روزی چند ریال است و آیا سقفی هم دارد؟", LIMIT),
        ("fa", LATE, "fines", "جریمه‌م چقدر شده؟ جمعه هم حساب میشه؟", CLOSED),
        ("fa", LATE, "fines", "چقدر بدهکارم و کجا باید پرداخت کنم", PAYING),
        ("fa", MINA, "hold_status", "مریضم و نمی‌تونم بیام، رزروم تا کی می‌مونه؟ چیکار کنم", OTHER),
    ],
)
async def test_it_is_told_with_what_the_account_says(
    told: Services, begin: Begin, language: str, card: str | None, intent: str, text: str, beside: FactValues
) -> None:
    said = await (await begin(language, card)).says(intent, text, sure=0.9)
    assert len(said.names) > 1, said
    assert (beside.text_en if language == "en" else beside.text_fa) in said.text


@pytest.mark.parametrize(
    ("language", "card", "intent", "text"),
    [
        ("en", LATE, "fines", "what do I owe?"),
        ("en", LATE, "fines", "how much is the fine? I'll come on Friday"),
        ("en", LATE, "fines", "how much do I owe, and is there a limit to how many books I can borrow?"),
        ("en", LATE, "fines", "what are my fees? my sister will come with me"),
        ("en", MINA, "hold_status", "when did you say my sister's card expires, and is my book there?"),
        ("en", MINA, "hold", "until when do you keep my reservation? I'll come tomorrow"),
        ("fa", LATE, "fines", "چقدر بدهی دارم؟ جمعه میام"),
        ("fa", LATE, "fines", "جریمه‌م چنده؟ سقف امانت چند تاست؟"),
        ("fa", MINA, "hold", "رزروم رو تا کی نگه می‌دارید؟ خواهرم هم عضو شماست"),
    ],
)
async def test_nothing_is_told_that_was_not_asked(
    told: Services, begin: Begin, language: str, card: str | None, intent: str, text: str
) -> None:
    said = await (await begin(language, card)).says(intent, text, sure=0.9)
    for fact in (LIMIT, CLOSED, PAYING, OTHER):
        assert (fact.text_en if language == "en" else fact.text_fa) not in said.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the late one is fine, I was late. if I pay only that one can I renew again?"),
        ("fa", "اون دیرکرد رو قبول دارم. اگه فقط اونو بدم کارتم باز میشه یا نه؟"),
    ],
)
async def test_what_paying_a_part_opens_is_said(told: Services, begin: Begin, language: str, text: str) -> None:
    talk = await begin(language, INDEBTED)
    await talk.says("fines", "what do I owe?" if language == "en" else "بدهیم چقدره؟")
    said = await talk.says("fines", text, sure=0.9)
    assert "utter_debt_part_paid" in said.names, said


async def test_giving_a_book_back_is_no_payment(told: Services, begin: Begin) -> None:
    talk = await begin("fa", INDEBTED)
    await talk.says("loans", "امانت‌هام چیه؟")
    said = await talk.says("loans", "اگه فقط اون یکی رو بدم می‌تونم یکی دیگه بگیرم؟", sure=0.9)
    assert "utter_debt_part_paid" not in said.names
