"""A joke, a poem and what is said in jest are small talk, whatever was told before."""

from __future__ import annotations

import pytest

from actions.subjects.talk.amusements import (
    asks_for_joke,
    asks_to_recite,
    asks_what_for,
    gives_mark,
    teases,
    wants_another,
)
from actions.subjects.talk.outside import asks_outside
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("tell me a librarian joke then. a bad one", True),
        ("do you know any good library jokes?", True),
        ("یه جوک کتابداری بگو", True),
        ("do you have a book of jokes", False),
        ("کتاب جوک دارین؟", False),
        ("tell me who wrote The Joke", False),
        ("Have you got the Killing Joke?", False),
        ("do you have joke by kundera", False),
        ("Do you have any jokes for kids?", False),
        ("I got a fine for nothing, what a joke", False),
        ("tell the manager this is a joke", False),
        ("you got to be kidding, is this a joke?", False),
    ],
)
def test_a_joke_is_asked_for(text: str, is_one: bool) -> None:
    assert asks_for_joke(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("ok write a poem for my mother's birthday then", True),
        ("خب پس یه شعر کوتاه واسه تولد مامانم بگو", True),
        ("یه متن تبریک واسه دوستم بنویس", True),
        ("write me a short essay about rivers for school", True),
        ("a story for my kids to read", False),
        ("write that the book was torn", False),
        ("Is there help to write my cv?", False),
        ("do you have a course to write a story", False),
        ("متن شکایت رو بنویس", False),
        ("بنویس که هفته‌هاست همینه", False),
        ("شعر فروغ رو بگو کجاست", False),
    ],
)
def test_something_is_to_be_written(text: str, is_one: bool) -> None:
    assert asks_to_recite(text) is is_one


@pytest.mark.parametrize(
    ("text", "jest", "mark"),
    [
        ("ha. 4 out of 10. you're dumber than my toaster but nicer", True, True),
        ("۳ از ۱۰ میدم بهت، خنگی ولی بامزه", True, True),
        ("you're an idiot lol but I like you", True, False),
        ("7/10 for effort", False, True),
        ("you are useless", False, False),
        ("3 out of 5", False, False),
        ("Do you have volume 3 out of 10", False, False),
        ("۳ از ۱۰ جلد رو دارم", False, False),
        ("the first 3 out of 10 books", False, False),
    ],
)
def test_jest_and_marks(text: str, jest: bool, mark: bool) -> None:
    assert (teases(text), gives_mark(text)) == (jest, mark)


@pytest.mark.parametrize(
    ("text", "is_outside"),
    [
        ("can I pay my phone bill here?", True),
        ("قبض موبایلمو هم میشه اینجا پرداخت کنم؟", True),
        ("فردا بارون میاد تهران؟", True),
        ("what's the weather like tomorrow", True),
        ("قیمت دلار چنده؟", True),
        ("can I pay my fine here?", False),
        ("are you open if it snows?", False),
        ("Do you take my water bill as proof of address?", False),
        ("قبض برق به عنوان مدرک آدرس قبول می‌کنید؟", False),
        ("I have paid my gas bill late and forgot. Renew Emma please.", False),
        ("کوری رو تمدید کن. دلار چنده؟", False),
        ("I was late because I had to pay my taxes.", False),
        ("برف میاد امروز، کار می‌کنید؟", False),
        ("What's the weather like for the outdoor storytime?", False),
        ("Hello! What's the weather like tomorrow? Thanks", True),
        ("books about weather", False),
        ("قبض جریمه‌م رو کجا بدم", False),
        ("هزینهٔ اتاق چنده", False),
        ("ok can you order me a pizza", True),
        ("یه پیتزا پپرونی سفارش بده بیارن دانشگاه", True),
        ("khob hala ye pizza peperoni sefaresh bede biaran daneshgah", True),
        ("get me a cab please", True),
        ("can I bring a coffee into the hall?", False),
        ("may I order a pizza to the reading room?", False),
        ("می‌تونم پیتزا سفارش بدم بیارن سالن؟", False),
        ("order me a copy of Tea for Two", False),
        ("get me a coffee table book about Isfahan", False),
        ("کتاب آشپزی پیتزا سفارش بده", False),
    ],
)
def test_what_is_outside_of_a_library(text: str, is_outside: bool) -> None:
    assert asks_outside(text) is is_outside


async def test_they_are_no_follow_up_of_fines(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("fines", "how much is the fine per day?")
    assert (await talk.says("fines", "can I pay my phone bill here?")).names == ["utter_outside"]
    assert (await talk.says("fines", "write a poem for my mother's birthday")).names == ["utter_recites_nothing"]
    assert (await talk.says("human_help", "tell me a librarian joke", sure=0.78)).names == ["utter_joke"]
    assert (await talk.says("insult", "lol you idiot, but I like you")).names == ["utter_no_offence"]
    assert (await talk.says("nlu_fallback", "7/10 for effort", sure=0.2)).names == ["utter_rate_ask"]
    assert (await talk.says("insult", "you are useless")).names == ["utter_insult"]


async def test_another_joke_is_told_and_then_no_more(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("chitchat", "tell me a joke")).names == ["utter_joke"]
    assert (await talk.says("renew", "lame. another", sure=0.59)).names == ["utter_joke_again"]
    assert (await talk.says("renew", "one more", sure=0.59)).names == ["utter_chitchat_again"]
    assert "utter_joke" not in (await talk.says("renew", "another one", sure=0.59)).names


async def test_after_another_answer_another_is_no_joke(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("chitchat", "tell me a joke")
    await talk.says("hours", "when do you open tomorrow?")
    assert "utter_joke_again" not in (await talk.says("nlu_fallback", "another", sure=0.3)).names


async def test_what_it_is_good_for_is_told_however_it_is_asked(begin: Begin) -> None:
    talk = await begin("fa")
    assert (await talk.says("insult", "پس تو به چه دردی می‌خوری آخه", sure=0.9)).names == ["utter_help"]
    assert (await talk.says("nlu_fallback", "pas to be che dardi mikhori akhe kooden", sure=0.4)).names == [
        "utter_help"
    ]


@pytest.mark.parametrize(
    ("text", "another", "what_for"),
    [
        ("haha another one", True, False),
        ("یکی دیگه بگو", True, False),
        ("yeki dige", True, False),
        ("another book please", False, False),
        ("one more week for Dune would be good please", False, False),
        ("یه کتاب دیگه", False, False),
        ("what are you even good for", False, True),
        ("what use are you", False, True),
        ("what is this card good for?", False, False),
        ("این کارت به چه دردی می‌خوره", False, False),
        ("what's the use of your card", False, False),
        ("block my card again", False, False),
        ("what is the next event", False, False),
        ("ساعت کار دوباره بگو", False, False),
        ("برنامه بعدی کی هست؟", False, False),
        ("بازم جریمه شدم", False, False),
        ("Once and Again by Nora Roberts", False, False),
        ("don't tell me another one", False, False),
        ("یه جوک دیگه", True, False),
        ("renew Savushun, I know you can't read, what do you even do", False, False),
        ("my card is stolen. what use are you if I have to phone? block it", False, False),
        ("what good are you, I want a human", False, False),
        ("what are you good for, I want to renew my books", False, False),
        ("what do you actually do against noise?", False, False),
    ],
)
def test_another_and_what_for(text: str, another: bool, what_for: bool) -> None:
    assert (wants_another(text), asks_what_for(text)) == (another, what_for)
