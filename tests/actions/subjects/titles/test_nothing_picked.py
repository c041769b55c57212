"""What picks no title, though it sounds so: persons, other wishes, other days; and what is left out for one answer."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

ORWELL, LEWIS = ("anything by Orwell?", "Orwell"), ("books by C. S. Lewis", "C. S. Lewis")
ANIMALS = "the one about the animals"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("reserve The Lion, the Witch and the Wardrobe at the biggest branch", "The Lion"),
        ("reserve Prince Caspian at the smallest branch", "Prince Caspian"),
        ("my biggest boy wants The Lion, the Witch and the Wardrobe, please reserve it", "The Lion"),
        ("reserve the Hobbit for my smallest one", "The Hobbit"),
        ("reserve The Hobbit for the smallest one, please", "The Hobbit"),
        ("put number 1 on hold, where the queue is shortest", "Prince Caspian"),
        ("reserve both, at the smallest branch", "“Prince Caspian”, “The Lion"),
        ("please reserve The Longest Day for me", "longest day"),
        ("reserve The Shortest History of Greece", "shortest history of greece"),
        ("can you book the biggest room for me?", "biggest room"),
        ("fine. the thinnest of them, put it on hold", "The Lion"),
        ("please reserve the thickest one", "Prince Caspian"),
    ],
)
async def test_the_size_picks_where_nothing_else_is_named(begin: Begin, words: str, title: str) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("search_book", LEWIS[0], author=LEWIS[1])
    said = await talk.says("hold", words, sure=0.9)
    assert title in said.text and ("room" in words or "“" in said.text)


@pytest.mark.parametrize(
    ("intent", "words", "sure"),
    [
        ("complaint", "your librarian, the one with the glasses, was rude to me", 0.55),
        ("complaint", "همونی که پشت میز نشسته بود سرم داد زد", 0.58),
        ("out_of_scope", "اونی که پشت میز نشسته بود با من بد حرف زد", 0.8),
        ("out_of_scope", "my son is the one with the broken arm, he can't come in", 0.8),
        ("hold", "can my wife, the one with the card, collect it for me?", 0.8),
        ("hold_status", "I have Animal Farm waiting at Saadi, can you send it to another branch?", 0.9),
        ("hold_status", "I have Animal Farm waiting at Saadi, can I collect it another day?", 0.9),
        ("renew", "I have Nineteen Eighty-Four until tomorrow, can I have another week?", 0.55),
        ("hold_status", "not Nineteen Eighty-Four, the other one I reserved, when does it come?", 0.9),
        ("borrow", "I had Nineteen Eighty-Four and lost it, can I bring another copy instead?", 0.9),
        ("borrow", "I have Nineteen Eighty-Four, can I borrow anything else?", 0.9),
        ("hold", "I have Animal Farm at home, is there a limit if I reserve another one?", 0.9),
        ("deny", "I have Animal Farm, I don't need another one", 0.9),
        ("deny", "thanks, I've read Animal Farm and I don't want anything else", 0.9),
        ("deny", "not Animal Farm, and I don't want the others either", 0.9),
        ("deny", "Animal Farm رو دارم، چیز دیگه‌ای هم نمیخوام", 0.9),
        ("recommendation", "I've read Animal Farm. Can you recommend something else, not by Orwell?", 0.9),
        ("search_book", "I've read Animal Farm, do you have anything else about farms by other people?", 0.9),
        ("events", "I have Animal Farm, what else is on at the library this week?", 0.58),
        ("new_arrivals", "I've read Animal Farm. What else is new?", 0.9),
        ("out_of_scope", "I have Animal Farm here, what else do I have to bring to get a card?", 0.9),
        ("search_book", "the book about taking over a company", 0.9),
        ("search_book", "the book about farm animals for toddlers", 0.9),
        ("borrow", "دانشجویی که فقیره تخفیف داره؟ اون که کارت دانشجویی داره چی", 0.9),
        ("borrow", "بعد از آن که کتاب را پس دادم چقدر باید صبر کنم؟", 0.9),
    ],
)
async def test_no_title_of_the_authors_is_picked(begin: Begin, intent: str, words: str, sure: float) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("search_book", ORWELL[0], author=ORWELL[1])
    said = await talk.says(intent, words, sure=sure)
    assert not {"utter_title_guess", "utter_search_author"} & set(said.names)


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("recommendation", "I've read Prince Caspian, what else would you recommend for a 10 year old?"),
        ("recommendation", "we have read Prince Caspian, what else is there with magic?"),
    ],
)
async def test_what_is_wished_besides_is_heard(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("search_book", LEWIS[0], author=LEWIS[1])
    assert (await talk.says(intent, words)).names[0].startswith("utter_reading")


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("search_book", "where is the book about village history of Gilan"),
        ("search_book", "do you have the book about keeping bees as a business?"),
        ("recommendation", "my daughter liked the story about bees at school, recommend something for her"),
        ("out_of_scope", "where is the book about lost cards kept at your desk?"),
        ("search_book", "the one about the girl and the fire"),
    ],
)
async def test_nothing_of_the_whole_catalogue_is_guessed(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("search_book", "do you have The Hobbit?", title="The Hobbit")
    assert "utter_title_guess" not in (await talk.says(intent, words)).names


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("search_book", f"ok I do want {ANIMALS}"),
        ("search_book", f"sorry, I changed my mind, I'd like {ANIMALS} after all"),
        ("hold", f"actually reserve {ANIMALS}"),
        ("search_book", f"where is {ANIMALS}? my sister wants it"),
    ],
)
async def test_what_was_left_out_is_told_all_the_same(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("search_book", ORWELL[0], author=ORWELL[1])
    await talk.says("search_book", "not Animal Farm, another one please")
    assert "Animal Farm" in (await talk.says(intent, words)).text


async def test_what_was_left_out_is_there_again_after_another_title(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("search_book", ORWELL[0], author=ORWELL[1])
    await talk.says("search_book", "not Animal Farm, another one please")
    await talk.says("search_book", "do you have The Hobbit?", title="The Hobbit")
    said = await talk.says("search_book", "what other books by Orwell are there besides Burmese Days?")
    assert said.names == ["utter_search_author"] and "Animal Farm" in said.text and "Burmese" not in said.text
