"""What became of the renewals of a talk, one more named behind them, and one that shall be left out after all."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

MINA, OMID, TWO = "20000001", "20000002", "20000004"


@pytest.mark.parametrize(
    "words",
    [
        "whihc ones did u renew now?",
        "which ones went through?",
        "all done?",
        "الان کدوما تمدید شد؟",
        "درست زدی؟ لیست رو نشونم بده",
        "kodoma tamdid shod?",
    ],
)
async def test_what_was_renewed_and_what_was_left_is_told(begin: Begin, words: str) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew all my books except The Great Gatsby")
    assert (await talk.says("renew", words)).names == ["utter_renewed_but"]


async def test_every_renewal_of_the_talk_is_told_where_it_is_asked_which(begin: Begin) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew all my books except The Great Gatsby")
    assert (await talk.says("renew", "actually do the Gatsby one too, I won't finish it")).names == ["utter_renewed"]
    assert (await talk.says("renew", "so which ones are renewed now?")).names == ["utter_renewed_all"]
    assert "utter_renew_stands" in (await talk.says("renew", "Leave Gatsby out of it, I'll bring it back")).names


@pytest.mark.parametrize(
    "words",
    ["do the Gatsby one too?", "does the Gatsby one count too", "what about Gatsby?"],
)
async def test_a_question_or_a_telling_renews_no_other(begin: Begin, words: str) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew all my books except The Great Gatsby")
    assert "utter_renewed" not in (await talk.says("renew", words)).names


async def test_the_new_date_is_that_of_what_was_renewed(begin: Begin) -> None:
    talk = await begin("fa", MINA)
    await talk.says("renew", "کوری رو تمدید کن")
    said = await talk.says("loans", "الان سررسیدش شد کی؟")
    assert said.names == ["utter_renewed"] and "کوری" in said.text


async def test_what_is_only_asked_of_is_not_renewed(begin: Begin) -> None:
    talk = await begin("en", MINA)
    said = await talk.says("renew", "Please renew کوری. And when is the شاهنامه due?")
    assert said.names == ["utter_renewed", "utter_loan_due"] and "شاهنامه" in said.texts[-1]


async def test_who_waits_for_the_rest_is_told_beside_a_renewal(begin: Begin) -> None:
    talk = await begin("fa", MINA)
    said = await talk.says("renew", "کوری رو تمدید کن. کسی منتظر بقیه هست؟")
    assert said.names == ["utter_renewed", "utter_loans_waited"] and "صد سال" in said.texts[-1]


@pytest.mark.parametrize(
    ("words", "bubbles"),
    [
        ("if I bring بوف کور on Monday and The Great Gatsby on Friday, what is the sum?", 2),
        ("if I bring The Great Gatsby on Friday and the other one a week later?", 2),
        ("what if I bring The Great Gatsby on Friday?", 1),
    ],
)
async def test_each_is_reckoned_on_its_own_day(begin: Begin, words: str, bubbles: int) -> None:
    talk = await begin("en", TWO)
    names = (await talk.says("fines", words)).names
    assert len(names) == bubbles and all(name.startswith("utter_fines_supposed") for name in names)


@pytest.mark.parametrize(
    "words",
    [
        "acutally do the gatsbi one too, i wont finsih it by then",
        "Ok, I will bring this one. Then do the Gatsby instead of it",
        "The Great Gatsby رو هم بزن لطفا",
        "باشه The Great Gatsby رو هم بکنید",
    ],
)
async def test_one_more_is_renewed_by_an_order_without_its_verb(begin: Begin, words: str) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew all my books except The Great Gatsby")
    assert (await talk.says("renew", words)).names == ["utter_renewed"]


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("renew", "please don't do the Gatsby one too"),
        ("renew", "I told you not to do the Gatsby one too."),
        ("renew", "you don't need to include The Great Gatsby too"),
        ("renew", "I never asked you to do the Gatsby one too"),
        ("renew", "actually do the Gatsby one too, no wait, don't"),
        ("renew", "do the Gatsby one too. no, leave it"),
        ("renew", "do the Gatsby review too"),
        ("renew", "نگفتم The Great Gatsby رو هم بزنید"),
        ("renew", "قرار نبود The Great Gatsby رو هم بزنی"),
        ("renew", "نباید The Great Gatsby رو هم بزنی"),
        ("thanks", "thanks. I hope you didn't do the Gatsby one too"),
        ("thanks", "great, I'll do the Gatsby review too"),
        ("out_of_scope", "I have to do the Gatsby one too for my class"),
        ("return", "I'm returning it, and will do the Gatsby one too"),
        ("return", "give back بوف کور and do Gatsby too, I will drop both in the box"),
        ("loans", "خواهرم میخواد The Great Gatsby رو هم بکنه فیلم"),
        ("search_book", "به فهرست خواندنی‌هام The Great Gatsby رو هم اضافه کن"),
        ("loans", "فردا The Great Gatsby رو هم بزنم زیر بغل بیارم"),
        ("thanks", "مرسی، کاش The Great Gatsby رو هم بزنید بعدا"),
    ],
)
async def test_a_refusal_or_something_else_done_renews_no_other(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew all my books except The Great Gatsby")
    assert not {"utter_renewed", "utter_renewed_all"} & set((await talk.says(intent, words)).names)


@pytest.mark.parametrize(
    ("card", "intent", "words", "name"),
    [
        (TWO, "renew", "renew Scott's book please", "utter_renew_ask"),
        (TWO, "renew", "renew the Scott one", "utter_renew_ask"),
        (OMID, "cancel_hold", "cancel George's reservation", "utter_cancel_hold_which"),
        (
            OMID,
            "cancel_hold",
            "My husband George's reservation should be cancelled, cancel it",
            "utter_cancel_hold_which",
        ),
        (OMID, "hold_status", "Is George's reservation ready?", "utter_holds"),
        (TWO, "renew", "renew the Hedayat one", "utter_renewed"),
    ],
)
async def test_a_thing_is_meant_by_the_surname_of_its_author_alone(
    begin: Begin, card: str, intent: str, words: str, name: str
) -> None:
    talk = await begin("en", card)
    assert (await talk.says(intent, words)).names == [name]


@pytest.mark.parametrize(
    ("card", "words", "last"),
    [
        (TWO, "can you renew The Great Gatsby, and بوف کور?", "بوف کور"),
        (TWO, "could you renew The Great Gatsby, بوف کور?", "بوف کور"),
        (TWO, "Can you extend بوف کور, and also The Great Gatsby?", "Gatsby"),
        (TWO, "Would you renew these: بوف کور, The Great Gatsby?", "Gatsby"),
        (TWO, "میشه بوف کور رو تمدید کنید، The Great Gatsby رو هم؟", "Gatsby"),
        (TWO, "Renew The Great Gatsby please. Could you do بوف کور as well?", "بوف کور"),
        (TWO, "Please renew The Great Gatsby. How about بوف کور too?", "بوف کور"),
        (TWO, "Renew بوف کور please! The Great Gatsby too?", "Gatsby"),
        (TWO, "renew بوف کور, and The Great Gatsby which is due Friday", "Gatsby"),
        (TWO, "renew The Great Gatsby when you can, بوف کور when possible", "بوف کور"),
        (MINA, "Can you renew کوری, صد سال تنهایی and شاهنامه?", "شاهنامه"),
        (MINA, "می‌شه کوری رو تمدید کنین، صد سال تنهایی رو هم؟", "صد سال"),
        (MINA, "Renew کوری. What about صد سال تنهایی, can it be done as well?", "صد سال"),
        (MINA, "کوری رو تمدید کن، خانهٔ دوست کجاست؟ رو هم", "خانهٔ دوست"),
        (MINA, "renew کوری, and صد سال تنهایی, whenever it is due", "صد سال"),
    ],
)
async def test_the_last_of_an_order_is_renewed_with_the_others(begin: Begin, card: str, words: str, last: str) -> None:
    talk = await begin("en", card)
    said = await talk.says("renew", words)
    assert said.names[0] in {"utter_renewed_all", "utter_renewed_some", "utter_renewed_none"} and last in said.text


@pytest.mark.parametrize(
    "words",
    [
        "کوری رو renew کن، شاهنامه هم due date ش کیه؟",
        "کوری رو تمدید کن. سررسید شاهنامه کیه؟",
        "کوری رو تمدید کنید و اینکه یه سوال شاهنامه ترجمه کی هست این نسخه که دست منه",
        "renew کوری and until when can I keep شاهنامه",
    ],
)
async def test_a_question_of_its_own_renews_nothing(begin: Begin, words: str) -> None:
    talk = await begin("en", MINA)
    assert (await talk.says("renew", words)).names[0] == "utter_renewed"
