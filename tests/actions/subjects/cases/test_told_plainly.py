"""Plain words: a suggestion that is stated, what was told for information, small talk, "go ahead"."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from actions.subjects.cases.only_informing import bids_go_ahead, only_informs
from actions.subjects.cases.told_plainly import states_suggestion
from actions.subjects.talk.amusements import asks_to_recite, asks_who_made, makes_up
from tests.support.statements import scalar
from tests.support.talk import Begin

SUGGESTS = [
    "I want to suggest you open until 10pm in exam weeks",
    "I'd like to propose that you put a water fountain on every floor",
    "my suggestion is to extend the lending period to four weeks",
    "also a suggestion: put plants in the hall",
    "I suggest you warm the reading room a bit more",
    "میخوام پیشنهاد بدم جمعه‌ها هم باز باشین",
    "یه پیشنهاد هم دارم: آبسردکن بذارین",
    "pishnahad mikonam ghahve ham dashte bashin",
]
SUGGESTS_NOT = [
    "what do you suggest I read?",
    "can I suggest a book for you to buy?",
    "I suggest you buy Dune",
    "could you suggest three easy novels?",
    "I'd like to suggest a book: Dune",
    "چه کتابی پیشنهاد می‌کنی؟",
    "پیشنهاد می‌کنم این کتاب رو بخرید",
    "پیشنهاد می‌کنم امانت‌هام رو تمدید کنید لطفا",
    "یه پیشنهاد دارم، رزرو منو لغو کنید",
]
INFORMS = [
    "no, I only wanted to inform you",
    "I just wanted you to know",
    "just letting you know",
    "I only meant to tell you",
    "نه فقط خواستم اطلاع بدم",
    "فقط میخواستم بدونین",
    "خواستم بگم فقط",
    "محض اطلاع گفتم",
]
INFORMS_NOT = [
    "I just wanted to know when you open",
    "I only wanted to inform you that the lift on the second floor of the other building is broken as well",
    "can you inform me?",
    "فقط می‌خواستم بدونم کی باز می‌کنید؟",
    "the lamp is broken",
    "I just wanted to say the printer is broken",
    "فقط خواستم بگم کولر خرابه",
    "I only wanted to say renew it please",
    "فقط می‌خواستم بگم لغوش کنید",
    "I only wanted to report a theft",
    "renew it, I only wanted to tell you",
    "cancel, just letting you know",
    "فقط تمدید خواستم",
]
BIDS = ["go for it", "ok go ahead then", "yes, do it", "go ahead", "باشه انجامش بده", "خب همین کارو بکن"]
BIDS_NOT = ["go ahead and renew my book", "can I go ahead?", "do it yourself", "انجامش نده", "this card, go for it"]


def test_plain_words_are_read() -> None:
    assert [words for words in SUGGESTS if not states_suggestion(words)] == []
    assert [words for words in SUGGESTS_NOT if states_suggestion(words)] == []
    assert [words for words in INFORMS if not only_informs(words)] == []
    assert [words for words in INFORMS_NOT if only_informs(words)] == []
    assert [words for words in BIDS if not bids_go_ahead(words)] == []
    assert [words for words in BIDS_NOT if bids_go_ahead(words)] == []


def test_small_talk_that_asks_for_something_is_read() -> None:
    recites = ["read me a poem", "sing me a song", "tell me a bedtime story", "یه غزل برام بخون", "یه قصه بگو"]
    other = [
        "I want to read a poem",
        "do you have poetry books?",
        "کتاب شعر دارین؟",
        "when is story time?",
        "read my card",
    ]
    assert [words for words in recites if not asks_to_recite(words)] == []
    assert [words for words in other if asks_to_recite(words)] == []
    made = ["who made you?", "who is your creator?", "کی تو رو ساخته؟", "سازندت کیه", "to ro ki sakhte?"]
    wrote = [
        "who wrote this book?",
        "who made this film?",
        "نویسنده‌اش کیه؟",
        "who built the library?",
        "بوف کور رو کی نوشته؟",
        "این کتاب را کی نوشته است؟",
        "کی نوشته بوف کور رو؟",
        "your author list",
        "کی ساخته این ساختمون رو؟",
        "سازنده کیه؟",
    ]
    assert [words for words in made if not asks_who_made(words)] == []
    assert [words for words in wrote if asks_who_made(words)] == []
    assert all(makes_up(words, teased=False) for words in ("only joking, don't be upset", "شوخی کردم ناراحت نشو"))
    assert makes_up("ببخشید", teased=True) and not makes_up("ببخشید", teased=False)
    assert not makes_up("sorry, when do you close?", teased=True)


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("hours", "I want to suggest you open until 10pm in exam weeks"),
        ("nlu_fallback", "my suggestion is to extend the lending period to four weeks"),
    ],
)
async def test_a_suggestion_that_is_stated_is_filed(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en")
    assert (await talk.says(read, words, sure=0.5)).names == ["utter_suggestion_taken"]


@pytest.mark.parametrize(
    ("read", "words", "sure"),
    [
        ("renew", "پیشنهاد می‌کنم امانت‌هام رو تمدید کنید لطفا", 0.93),
        ("renew", "I'd suggest you renew everything I have", 0.93),
        ("cancel_hold", "یه پیشنهاد دارم، رزرو منو لغو کنید", 0.93),
        ("recommendation", "یه پیشنهاد دارم برای پسرم که شش سالشه و دایناسور دوست داره", 0.6),
        ("human_help", "I suggest you put a librarian on this chat", 0.6),
        ("lost_item", "I lost my baby in the hall", 0.5),
        ("lost_item", "I lost my toddler in the hall", 0.5),
        ("lost_item", "I lost my nephew in the library", 0.5),
        ("nlu_fallback", "we lost our baby in June at the hospital", 0.2),
        ("lost_item", "I lost my membership at the branch", 0.5),
        ("lost_item", "I forgot my keys at home in the kitchen, which branch is here", 0.5),
    ],
)
async def test_nothing_else_is_filed_in_place_of_what_was_read(
    begin: Begin, read: str, words: str, sure: float
) -> None:
    for card in (None, "20000002"):
        talk = await begin("en", card=card)
        said = await talk.says(read, words, sure=sure)
        assert not {"utter_suggestion_taken", "utter_lost_property_taken"} & {*said.names}


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("report_fault", "I just wanted to say the printer is broken"),
        ("report_fault", "فقط خواستم بگم کولر خرابه"),
        ("renew", "I only wanted to say renew it please"),
        ("case_withdraw", "فقط می‌خواستم بگم لغوش کنید"),
    ],
)
async def test_what_is_told_behind_it_is_heard(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en")
    await talk.says("complaint", "the guard was rude to me this morning", sure=0.95)
    assert "utter_case_stays" not in (await talk.says(read, words, sure=0.93)).names


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("recommendation", "یه داستان کوتاه خوب بگو بخونم"),
        ("recommendation", "tell me a good story to read"),
        ("search_book", "قصه‌های مجید رو بگو هست یا نه"),
        ("fines", "read me the lines about fines"),
        ("search_book", "بوف کور رو کی نوشته؟"),
        ("search_book", "کی نوشته بوف کور رو؟"),
    ],
)
async def test_what_is_asked_of_the_library_is_no_small_talk(begin: Begin, read: str, words: str) -> None:
    said = await (await begin("fa")).says(read, words, sure=0.93)
    assert not {"utter_recites_nothing", "utter_bot_made"} & {*said.names}


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("cancel_hold", "رزروم رو کنسل کنید"),
        ("cancel_hold", "رزرو را cancel کن"),
        ("deny", "نه cancel کن"),
        ("deny", "کنسلش کن، پیداش کردم"),
    ],
)
async def test_nothing_but_its_own_order_blocks_a_card(begin: Begin, services: Services, read: str, words: str) -> None:
    talk = await begin("fa", card="20000002")
    assert (await talk.says("lost_card", "کارتم گم شده")).names == ["utter_lost_card"]
    assert "utter_lost_card_taken" not in (await talk.says(read, words, sure=0.93)).names
    assert await scalar(services.store, text("select count(*) from service_case")) == 0


async def test_who_only_informs_adds_nothing(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("report_fault", "the lamp over my desk flickers")
    assert (await talk.says("deny", "no, I only wanted to inform you")).names == ["utter_case_stays"]
    assert await scalar(services.store, text("select count(*) from service_case")) == 1
    words = str(await scalar(services.store, text("select description from service_case")))
    assert "inform" not in words


async def test_go_ahead_with_nothing_waiting_asks_what(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("renew", "renew")
    await talk.says("deny", "no, leave it")
    assert (await talk.says("affirm", "go for it")).names == ["utter_bidden_what"]
    await talk.says("renew", "renew")
    assert (await talk.says("affirm", "go ahead")).names[0].startswith("utter_renewed")


async def test_the_case_that_is_named_is_told_of(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("complaint", "the guard was rude to me this morning", sure=0.95)
    assert first.names == ["utter_complaint_taken"]
    second = await talk.says("suggestion", "also a suggestion: put plants in the hall", sure=0.95)
    assert second.names == ["utter_suggestion_taken"]
    way = await talk.says("case_status", "how do I find out what came of my complaint?")
    assert "K-000001" in way.text and "K-000002" not in way.text
