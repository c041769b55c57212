"""What stands right after suggestions, and is about something else than those or others in their place."""

# Tables of messages are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable

import pytest

from language.requests.reading.asked_of_these import asks_hours_beside, asks_of_each, asks_whether_there
from language.requests.reading.goes_on import only_says_how
from language.requests.reading.goes_past import asks_for_next, authors_named_off, knows_those, not_by_that_one


def _named(text: str) -> bool:
    return bool(list(authors_named_off(text)))


@pytest.mark.parametrize(
    ("read", "texts"),
    [
        (knows_those, "I know that|I know that, thanks|I know that. What do I owe?|I know that, but when do you open?"),
        (
            knows_those,
            "I know that one, is it in at Saadi?|اینا رو خوندم، شاهنامه رو دارین؟|اینا دیده نمی‌شن|اینو دیدم، ممنون",
        ),
        (knows_those, "این دیده نمی‌شه تو گوشیم|read it, please|I've read it, thanks|I've read that, it was funny"),
        (not_by_that_one, "Is The Hobbit lent to someone else?|can I talk to someone else?|no, I asked someone else"),
        (not_by_that_one, "Is there nothing else by him?|You have nothing more by him?|یه نویسنده دیگه: صادق هدایت"),
        (not_by_that_one, "What about another author, George Orwell?|از یه نویسنده دیگه بوف کور رو دارین؟"),
        (_named, "I know Tolkien, what else did he write?|هدایت رو همه می‌شناسن، بوف کورش رو دارین؟|I have Orwell."),
        (_named, "I have Tolkien already. Do you have Dune?|I know Lewis, he is a neighbour"),
        (only_says_how, "You serious?|serious?|nothing serious, thanks|thank you, the children will be happy"),
        (only_says_how, "tell me when new novels for children come|do you have audiobooks?|whichever is a quick read"),
        (only_says_how, "the short one|نازکه رو بده|thank you, my daughter will love the adventures"),
        (asks_for_next, "what else did he write?|anything else by Dickens?"),
        (
            asks_of_each,
            "شاهنامه رو کی نوشته؟|who wrote it, Animal Farm?|how many pages does Animal Farm have?|کوری چند صفحه است؟",
        ),
        (
            asks_of_each,
            "how long is it for students?|I'm in the queue for Animal Farm. Is it long?|چند صفحه رو می‌شه اسکن کرد؟",
        ),
        (asks_of_each, "how do I cite it when I don't know who wrote it?|how many pages must it have?"),
        (asks_whether_there, "Burmese Days, is it available at Saadi?|I want Burmese Days. Is it in at Saadi?"),
        (asks_whether_there, "کتاب شاهنامه تو شعبه سعدی هست؟|قرآن تو مرکزی هست؟|کتابای صادق هدایت تو مرکزی دارین؟"),
        (asks_whether_there, "وای‌فای تو سعدی دارین؟|جای پارک در مرکزی دارین؟|ثبت نام تو سعدی هست؟|چترم تو سعدی هست؟"),
        (asks_whether_there, "رزروی که کردم تو سعدی هست؟|I brought a book back at Saadi, is it there?"),
        (asks_hours_beside, "دومی رو می‌برم، تا کی باید پس بیارم؟|اولی رو می‌گیرم، تا چند روز دستم باشه؟"),
        (asks_hours_beside, "I'd like to get the second one, until when must I collect it?"),
    ],
)
def test_what_is_about_something_else(read: Callable[[str], bool], texts: str) -> None:
    assert [text for text in texts.split("|") if read(text)] == []


@pytest.mark.parametrize(
    ("read", "texts"),
    [
        (knows_those, "Haha yes, I've seen the film of that, so I know who did it. Another?|I know that one. Another please"),
        (knows_those, "uno ham khoonde :( ye chizi ke ghahremanesh dokhtar bashe|اینا رو خوندم، یکی دیگه|اینا رو خونده‌ام"),
        (not_by_that_one, "something by someone else|nothing more by him please|یه نویسنده دیگه لطفا"),
        (_named, "I don't want Orwell again|I have Tolkien already, something shorter|هدایت رو نمی‌خوام"),
        (only_says_how, "something serious|Serious, no superheroes|a bit more serious please"),
        (asks_of_each, "Oh that sounds promising! Is it very long though? Half of them give up after 300 pages"),
        (asks_of_each, "Hmm, and who is the author, is she Iranian or living abroad?|اینا چند صفحه‌ان؟|who wrote these?"),
        (asks_whether_there, "ok il take the shortst, is it in at sadi|اینا تو شعبه سعدی موجوده؟|We live near Saadi. They are there both?"),
        (asks_whether_there, "and is it on the shelf in Central today or will I come for nothing like last week"),
        (asks_hours_beside, "I'll pick up the second one. Until when are you open today?|دومی رو می‌برم، تا کی بازین؟"),
    ],
)  # fmt: skip
def test_what_is_about_those_shown(read: Callable[[str], bool], texts: str) -> None:
    assert [text for text in texts.split("|") if not read(text)] == []
