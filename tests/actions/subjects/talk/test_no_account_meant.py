"""Small talk asks for no sign-in and no title: jests taken back, food that is ordered, how the bot slept."""

from __future__ import annotations

import pytest

from actions.subjects.talk.amusements import asks_how_bot_is, behind_jest
from actions.subjects.talk.outside import asks_outside
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("intent", "text", "sure"),
    [
        ("renew", "lol bi maze bud. ye doone dige vali bamaze bashe", 0.37),
        ("renew", "can you knit me a jumper for the winter", 0.8),
        ("loans", "what a lovely song that was yesterday", 0.5),
        ("fines", "kheili bahali khodayi dadash jan", 0.6),
    ],
)
async def test_no_sign_in_on_a_guess(begin: Begin, intent: str, text: str, sure: float) -> None:
    said = await (await begin("fa")).says(intent, text, sure=sure)
    assert "utter_sign_in" not in said.names


@pytest.mark.parametrize(
    ("intent", "text", "sure"),
    [
        ("renew", "tamdid konid lotfan ketabam ro", 0.5),
        ("renew", "could you extend all of them please", 0.6),
        ("renew", "یه هفته دیگه می‌خوامشون لطفا", 0.6),
        ("loans", "what have I got at the moment", 0.7),
        ("renew", "اینا رو یه مدت دیگه نگه دارم", 0.7),
        ("renew", "renw it pls thx", 0.6),
    ],
)
async def test_an_account_is_meant(begin: Begin, intent: str, text: str, sure: float) -> None:
    said = await (await begin("fa")).says(intent, text, sure=sure)
    assert "utter_sign_in" in said.names


@pytest.mark.parametrize(
    "text",
    [
        "could you order me a pizza to the reading room? Asking for a friend who hasn't had breakfast.",
        "mituni baram ye pizza sefaresh bedi? shobe saadi neshastam",
        "یه پیتزا برام سفارش می‌دی؟",
        "can you call me a taxi please",
    ],
)
def test_food_is_ordered(text: str) -> None:
    assert asks_outside(text)


@pytest.mark.parametrize(
    "text",
    [
        "can I order a pizza to the reading room?",
        "can you order me a coffee book",
        "can you order a pizza cookbook for me?",
        "could you bring me lunch? and is the cafe open?",
        "میشه غذا بیارم تو سالن؟",
        "کتاب آشپزی پیتزا دارین؟",
        "یه کتاب درباره چای برام رزرو کن",
        "where can I get coffee here?",
    ],
)
def test_nothing_to_eat_is_ordered(text: str) -> None:
    assert not asks_outside(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("baba shookhi kardam narahat nasho. ketabe khande dar chi darin?", "ketabe khande dar chi darin?"),
        ("khak to saret :)) shukhi kardam. buffet chizi dare hamunja?", "buffet chizi dare hamunja?"),
        ("just kidding! do you have Dune?", "do you have Dune?"),
        ("شوخی کردم. امروز تا کی باز هستین؟", "امروز تا کی باز هستین؟"),
        ("is it open? just kidding. tell me about Dune", None),
        ("do you have The Joke? I was joking with my friend about it", None),
        ("I'm just kidding", None),
        ("کتاب شوخی رو دارین؟ ممنون از شما خیلی", None),
    ],
)
def test_what_is_behind_a_jest(text: str, rest: str | None) -> None:
    assert behind_jest(text) == rest


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Good morning dear robot! Did you sleep well or do you just stand there all night? :D", True),
        ("are you never tired?", True),
        ("دیشب خوب خوابیدی؟", True),
        ("did you sleep well? and when do you open?", False),
        ("do you eat here or is food allowed?", True),
        ("are you tired of lending books?", False),
        ("where can I sleep?", False),
    ],
)
def test_how_the_bot_is(text: str, asks: bool) -> None:
    assert asks_how_bot_is(text) is asks
