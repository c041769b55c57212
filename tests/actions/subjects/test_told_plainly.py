"""Plain words: a suggestion that is stated, a thing that was lost, what was told for information, "go ahead"."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from actions.subjects.amusements import asks_to_recite, asks_who_made, makes_up
from actions.subjects.only_informing import bids_go_ahead, only_informs
from actions.subjects.told_plainly import states_suggestion, tells_lost_thing
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
]
LOST = [
    "I lost my scarf at Central on Monday",
    "we left our picnic blanket in the courtyard",
    "i forgot my charger at the saadi branch today",
    "my son left his lunch box in the children's corner",
    "lost my earring somewhere in the reading room",
]
LOST_NOT = [
    "I lost the book I borrowed at Central",
    "I lost my card at Saadi",
    "I lost my way in the library",
    "I lost my son in the library",
    "I left a message at the desk",
    "I lost my patience at the desk",
    "I lost my job in May",
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
]
BIDS = ["go for it", "ok go ahead then", "yes, do it", "go ahead", "باشه انجامش بده", "خب همین کارو بکن"]
BIDS_NOT = ["go ahead and renew my book", "can I go ahead?", "do it yourself", "انجامش نده", "this card, go for it"]


def test_plain_words_are_read() -> None:
    assert [words for words in SUGGESTS if not states_suggestion(words)] == []
    assert [words for words in SUGGESTS_NOT if states_suggestion(words)] == []
    assert [words for words in LOST if not tells_lost_thing(words)] == []
    assert [words for words in LOST_NOT if tells_lost_thing(words)] == []
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
    wrote = ["who wrote this book?", "who made this film?", "نویسنده‌اش کیه؟", "who built the library?"]
    assert [words for words in made if not asks_who_made(words)] == []
    assert [words for words in wrote if asks_who_made(words)] == []
    assert all(makes_up(words, teased=False) for words in ("only joking, don't be upset", "شوخی کردم ناراحت نشو"))
    assert makes_up("ببخشید", teased=True) and not makes_up("ببخشید", teased=False)
    assert not makes_up("sorry, when do you close?", teased=True)


async def subjects(services: Services) -> str:
    return str(await scalar(services.store, text("select max(subject) from service_case")))


@pytest.mark.parametrize(
    ("read", "words", "answer"),
    [
        ("hours", "I want to suggest you open until 10pm in exam weeks", "utter_suggestion_taken"),
        ("nlu_fallback", "we left our picnic blanket in the reading room on Sunday", "utter_lost_property_taken"),
    ],
)
async def test_what_is_told_plainly_is_filed_as_that(begin: Begin, read: str, words: str, answer: str) -> None:
    talk = await begin("en")
    assert (await talk.says(read, words, sure=0.9 if read == "hours" else 0.2)).names == [answer]


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
