"""Which titles hold which words: what is packed says the same as sets of words, in a part of the memory."""

from __future__ import annotations

import random
import tracemalloc

import pytest

from library.search.described import Descriptions
from library.search.holding import Holding, Packed
from library.stock import Shelved, Stock

WORDS = "sea whale whales horse horses moon moonlight تاریخ تاریخی ایران باغ اسب کتاب شب شبانه".split()


def texts(count: int) -> dict[int, set[str]]:
    chance = random.Random(3)
    return {key: set(chance.choices(WORDS, k=4)) for key in range(1, count + 1)}


def shelf(held: dict[int, set[str]]) -> Stock:
    stock = Stock()
    for key, words in held.items():
        kinds = {"genres": ("poetry",) if key % 2 else (), "form": "novel" if key % 3 else ""}
        stock.add(Shelved(key, f"t{key}", "book", "fa", **kinds), told=words, about=words)  # type: ignore[arg-type]
    stock.pack()
    return stock


def test_lists_are_found_by_their_place() -> None:
    packed = Packed([(1, 2), (), (3,)])
    assert [list(packed[place]) for place in range(3)] == [[1, 2], [], [3]]
    assert [packed.length(place) for place in range(3)] == [2, 0, 1] and list(packed) == [1, 2, 3]


def test_a_word_finds_its_titles_in_order_and_each_once() -> None:
    holding = Holding()
    assert list(holding.of("sea")) == [] and "sea" not in holding and holding.beginning("s") == []
    for key, words in ((7, ("sea", "moon")), (2, ("sea", "sea")), (9, ("seal",)), (7, ("sea",))):
        holding.add(key, words)
    holding.pack()
    assert list(holding.of("sea")) == [7, 2] and holding.count("sea") == 2 and holding.count("se") == 0
    assert list(holding.beginning("sea")) == ["sea", "seal"] and "moon" in holding and "mo" not in holding
    assert sorted(holding.all_keys()) == [2, 7, 7, 9]


def test_topics_find_what_their_words_are_in() -> None:
    held = texts(300)
    stock = shelf(held)
    for topics in (("whales",), ("whale", "sea"), ("moon",), ("شب",), ("باغ", "اسب"), ("nothing",)):
        meant = {
            key
            for key, words in held.items()
            if all(
                any(
                    word in (topic, topic[:-1] if topic == "whales" else topic)
                    or (len(topic) >= 4 and word.startswith(topic) and len(word) <= len(topic) + 3)
                    for word in words
                )
                for topic in topics
            )
        }
        assert stock.on(topics) == meant, topics
    # A longer word that begins so is none: a title is about horses, or about the horse.
    assert stock.about("horse") == {key for key, words in held.items() if words & {"horse", "horses"}}
    assert stock.about("moon") == {key for key, words in held.items() if "moon" in words}
    assert stock.of_kinds(("poetry",)) == {key for key in held if key % 2}


def test_a_description_finds_the_work_with_all_its_editions() -> None:
    described = Descriptions()
    told = [(1, "whale", "The whale and the captain"), (2, "", "A garden in winter"), (3, "whale", "کاپیتان و نهنگ")]
    described.add(told[:2])
    described.add(told[2:])
    described.pack()
    assert [list(keys) for keys in described.find("the one with a captain who hunts a whale")] == [[1, 3]]
    assert described.find("nothing of the kind") == []
    assert [list(keys) for keys in described.find("garden", loosely=True)] == [[2]]


def test_much_that_is_said_around_a_description_leaves_it_one() -> None:
    described = Descriptions()
    others = [(key, "", f"story {key} of somebody somewhere") for key in range(10, 60)]
    described.add([(1, "", "A boy and a tiger in one lifeboat"), (2, "", "نانوایی که زن دوم می‌گیرد"), *others])
    described.pack()
    told = (
        "this drives me up the wall, a boy in a lifeboat, a tiger, some zoo, my sister lent it to her colleague,"
        " who carried it to Norway by ferry one Tuesday"
    )
    assert described.find(told) == []
    assert [list(keys) for keys in described.find(told, loosely=True)] == [[1]]
    # One word of it is no description, and «نونوا» is spoken for «نانوا».
    assert described.find("my sister lent it to her colleague, a tiger on its jacket", loosely=True) == []
    assert [list(keys) for keys in described.find("یه نونوایی که زن دوم میگیره", loosely=True)] == [[2]]


def test_a_title_takes_little_memory() -> None:
    chance = random.Random(4)
    many = [f"word{number}" for number in range(2_000)]
    tracemalloc.start()
    try:
        stock, before = Stock(), tracemalloc.get_traced_memory()[0]
        for key in range(1, 3_001):
            words = set(chance.choices(many, k=40))
            stock.add(Shelved(key, f"b{key:07}", "book", "en", pages=key), told=words, about=words)
        stock.pack()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    # Sets of so many words took six thousand bytes.
    assert grown / 3_000 < 1_000, grown / 3_000


@pytest.mark.parametrize(
    ("asked", "told"),
    [("foxes", "fox"), ("ponies", "pony"), ("wolves", "wolf"), ("mice", "mouse"), ("whales", "whale")],
)
def test_a_plural_finds_what_is_told_of_one(asked: str, told: str) -> None:
    stock = Stock()
    stock.add(Shelved(1, "t1", "book", "en"), told=(told,), about=(told,))
    stock.add(Shelved(2, "t2", "book", "en"), told=("glass",), about=("glass",))
    stock.pack()
    assert stock.on((asked,)) == {1}
    assert stock.about("glass") == {2}
