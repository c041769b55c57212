"""What a message says of single loans, clause by clause: what it leaves out, brings back or lost is not renewed with the rest."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.fates import Owned, told_of_each
from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin

OWN = [Owned(title) for title in ("سووشون", "کوری", "جنگ و صلح", "The Hobbit", "Design Patterns: Elements of Reuse")]
SUV, BLIND, WAR, HOBBIT, DESIGN = range(5)
LEFT = [
    (
        "could you please renew everything I have on loan except the Hobbit, which I have finished and will bring back on Saturday? Regards",
        {HOBBIT},
    ),
    ("renew the lot, the Hobbit excepted, as I'll return it this weekend", {HOBBIT}),
    ("I would be grateful if you could extend my loans. The exception is the Hobbit: I have finished it.", {HOBBIT}),
    (
        "Please extend all of my loans apart from Design Patterns - I've read it and it goes back on Monday. Thanks!",
        {DESIGN},
    ),
    ("Everything but the Hobbit should be renewed please. I finish that one tonight.", {HOBBIT}),
    (
        "renew the books I've got out but not the Hobbit because I've read that and I'm going to bring it back anyway",
        {HOBBIT},
    ),
    (
        "would you mind renewing all my loans except for Design Patterns (I'm done with it) and the Hobbit? cheers",
        {DESIGN, HOBBIT},
    ),
    ("The Hobbit I'm done with, the others please renew, I need more time", {HOBBIT}),
    ("همه کتابامو تمدید کن به جز کوری و جنگ و صلح، اونا رو هفته بعد میارم", {BLIND, WAR}),
    ("لطفا همه کتاب‌هایم را تمدید کنید غیر از سووشون که خوانده‌ام و شنبه برمی‌گردانم. با تشکر", {SUV}),
    ("سلام میشه کتابامو تمدید کنی؟ فقط سووشون رو نه چون خوندمش و شنبه پسش میدم", {SUV}),
    ("همه کتابامو تمدید کن فقط کوری رو قبل رفتن میارم", {BLIND}),
    ("کوری رو پس میارم اون دوتای دیگه رو تمدید کن", {BLIND}),
    ("کتاب کوری گم شده، بقیه کتابامو تمدید کنید", {BLIND}),
    ("تمامی کتاب‌های اینجانب به استثنای سووشون را که مطالعه آن به پایان رسیده، تمدید فرمایید.", {SUV}),
    ("salam hame ro tamdid konid gheir az kuri ke khoondam va shanbe pas midam, mamnoon", {BLIND}),
]
NAMED = [
    ("Please renew the Hobbit, I'll drop Design Patterns off before I go.", {HOBBIT}),
    ("کوری رو گم کردم چیکار کنم؟ سووشون هم تمدید کن لطفا", {SUV}),
    ("کوری رو تمدید نکن ولی سووشون و جنگ و صلح رو تمدید کن", {SUV, WAR}),
]
# Nothing is ordered, left out or understood by these: what hears an order otherwise decides.
NEITHER = [
    "Can everything except the Hobbit be renewed?",
    "why was everything except the Hobbit renewed?",
    "I wanted everything except the Hobbit renewed and you renewed that too!",
    "renew all except the red one",
    "renew all but the Hobbit and the red one",
    "don't renew the Hobbit",
    "جنگ و صلح رو تمدید نکن",
    "شاید همه رو به جز کوری تمدید کنم",
    "Renew the Hobbit please, I haven't finished it yet.",
    "extend it please, I've finished the Hobbit",
    "I've finished the Hobbit. Can I bring it back at Saadi?",
    "if the Hobbit can't be renewed I'll bring it back tomorrow",
    "سووشون رو خوندم خیلی قشنگ بود. یه چیزی شبیهش معرفی کن",
    "renew all my books that are due before Monday",
    "Can you renew all my books? Last time you renewed everything except the Hobbit.",
    "You renewed everything except the Hobbit. Please renew the Hobbit too.",
    "چرا همه به جز کوری تمدید شد؟ لطفا اون رو هم تمدید کن",
    "همه رو به جز کوری تمدید کردی، لطفا کوری رو هم تمدید کن",
    "Why could you renew everything except the Hobbit? Please renew it.",
    "Please renew all. I have not finished the Hobbit.",
    "Renew all please, I'm not done with the Hobbit",
    "Renew my books please. I don't want to pay a fine for the Hobbit.",
    "Renew all of my books without asking me about the Hobbit every time",
    "Renew all, don't leave out the Hobbit",
    "همه رو تمدید کن کوری رو فراموش نکن",
    "لطفا همه را تمدید کنید، کوری را نمی‌خواهم جریمه بشوم",
    "please renew all, the Hobbit must not be late",
    "Renew all but if the Hobbit can't be, tell me",
    "Renew everything, I've lost my card and the Hobbit is due tomorrow",
    "Please renew everything, I thought I had lost the Hobbit but found it.",
    "Please renew all of my books. The Hobbit has a torn page.",
    "Please extend all my loans so that I can bring the Hobbit back on Friday",
    "Renew everything except for the two due next week, I finished the Hobbit",
    "Don't cancel my hold on the Hobbit, and renew all my books",
    "سووشون و کوری رو تمدید کن، شنبه کوری رو پس میارم",
]


@pytest.mark.parametrize(("words", "left"), LEFT)
def test_all_but_what_is_left_out_are_meant(words: str, left: set[int]) -> None:
    fates = told_of_each(words, OWN)
    assert fates is not None and set(fates.left) == left and set(fates.wanted) == set(range(len(OWN))) - left


@pytest.mark.parametrize(("words", "wanted"), NAMED)
def test_what_is_ordered_by_name_is_renewed_alone(words: str, wanted: set[int]) -> None:
    fates = told_of_each(words, OWN)
    assert fates is not None and set(fates.wanted) == wanted and not fates.whole


@pytest.mark.parametrize("words", NEITHER)
def test_what_orders_nothing_or_names_nothing_known_is_left_to_others(words: str) -> None:
    assert told_of_each(words, OWN) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "renew everything except the Great Gatsby, which I have finished and will bring back on Saturday? Regards",
        ),
        ("en", "renew both of them, the Great Gatsby excepted, as I'll return it this weekend"),
        ("fa", "همه کتابامو تمدید کن فقط گتسبی بزرگ رو... یعنی Great Gatsby رو قبل رفتن میارم"),
    ],
)
async def test_what_is_left_out_with_a_reason_is_not_renewed(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    await (await begin(language, card="20000004")).says("renew", words)
    renewed = "select count(*) from renewal_attempt"
    assert await scalar(services.store, text(renewed)) == 1


async def test_one_that_was_left_out_is_renewed_after_all(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("renew", "renew everything except the Great Gatsby, which I have finished")
    said = await talk.says(
        "affirm",
        "Actually, the Great Gatsby as well after all, if that is still possible. My brother has started on it.",
    )
    assert said.names == ["utter_renewed"]


async def test_new_dates_are_no_new_books(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("renew", "renew both")
    said = await talk.says("new_arrivals", "Thank you. What are the new dates, all in one list please?")
    assert said.names[0].startswith("utter_renewed")


def test_what_stands_behind_the_deed_is_ordered_alone() -> None:
    fates = told_of_each("Apart from the Hobbit please also renew سووشون", OWN)
    assert fates is not None and not fates.whole and len(fates.wanted) == 1
