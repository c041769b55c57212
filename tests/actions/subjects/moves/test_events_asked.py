"""What is asked of an event that was listed is answered of that one, and nothing false is said of a day."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin, Talk


async def listed(begin: Begin, language: str = "en") -> Talk:
    talk = await begin(language)
    said = await talk.says("events", {"en": "what is on in the coming weeks?", "fa": "چه برنامه‌هایی دارید؟"}[language])
    assert said.names == ["utter_events"] and said.text.count("•") == 3
    return talk


@pytest.mark.parametrize(
    ("language", "move", "words", "expected"),
    [
        ("en", "one", "tell me of the film", "Film evening: The Cow – Sunday 13 December 2026, 18:00 at Saadi Branch"),
        ("fa", "when", "فیلمه تا ساعت چنده", "تا ۲۰:۰۰"),
        ("en", "where", "whereabouts is the poetry", "1 Enghelab Street"),
        ("en", "age", "is the story hour all right for my twins", "for ages 4 to 7"),
        ("fa", "age", "قصه‌گویی برای چه سنیه", "برای ۴ تا ۷ ساله‌هاست"),
        ("en", "bring", "anything we need for the story hour", "bring a cushion"),
        ("en", "book", "need I tell anybody for the film", "Register at the information desk"),
        ("en", "price", "does the story hour cost", "Free entry"),
        ("en", "price", "what is the damage", "All events are free of charge."),
        ("en", "seats", "how big is the film evening", "40 places"),
        ("en", "access", "are there stairs at the film evening", "Saadi Branch has a lift."),
    ],
)
async def test_it_is_answered_of_the_event_that_is_meant(
    begin: Begin, language: str, move: str, words: str, expected: str
) -> None:
    talk = await listed(begin, language)
    said = await talk.says("search_book", words, sure=0.6, moves={f"event.{move}": 0.8})
    assert expected in said.text


async def test_the_one_that_was_picked_is_gone_on_with(begin: Begin) -> None:
    talk = await listed(begin)
    await talk.says("events", "the film", sure=0.6, moves={"event.one": 0.8})
    said = await talk.says("change_language", "has it English subtitles", sure=0.6, moves={"event.language": 0.8})
    assert said.names == ["utter_event_unknown"] and "The Cow" in said.text
    said = await talk.says("hold", "two tickets then", sure=0.6, moves={"event.book": 0.8})
    assert said.names == ["utter_event_book_order"]


async def test_which_one_is_asked_once_and_then_answered(begin: Begin) -> None:
    talk = await listed(begin)
    said = await talk.says("out_of_scope", "what would we hear there", sure=0.6, moves={"event.who": 0.8})
    assert said.names == ["utter_event_which"] and len(said.buttons) == 3
    said = await talk.says("events", "the poetry", sure=0.9, moves={"event.one": 0.9})
    assert said.names == ["utter_event_unknown"] and "Poetry evening" in said.text
    # Its button says the same.
    talk = await listed(begin)
    asked = await talk.says("out_of_scope", "what would we hear there", sure=0.6, moves={"event.who": 0.8})
    said = await talk.presses(asked.payload("Poetry evening"))
    assert said.names == ["utter_event_unknown"] and "Poetry evening" in said.text


async def test_a_day_with_other_events_is_not_said_to_have_none(begin: Begin) -> None:
    said = await (await begin("en")).says("events", "is there a film on Friday?")
    assert said.names == ["utter_events_none_such_then"] and "Poetry evening" in said.text


async def test_an_event_that_was_shown_is_meant_by_its_name_though_it_is_surely_read_as_a_title(begin: Begin) -> None:
    talk = await listed(begin)
    asked = {"event.price": 0.45, "title.none": 0.3}
    said = await talk.says("search_book", "and the film evening, is that free", sure=0.95, moves=asked)
    assert said.text == "All events are free of charge."


async def test_an_event_is_listed_alone_where_its_title_names_what_is_asked(begin: Begin) -> None:
    said = await (await begin("en")).says("events", "when is the film evening")
    assert "The Cow" in said.text and "Poetry" not in said.text


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "the second one, where is it and when does it start?", ["second", "at ", ":"]),
        ("en", "the second one, where is it?", ["second"]),
        ("fa", "دومی کجاست و چه ساعتی؟", ["second"]),
        ("en", "the soonest, where and when?", ["first"]),
    ],
)
async def test_one_of_the_list_is_asked_of_by_its_place(
    begin: Begin, language: str, words: str, expected: list[str]
) -> None:
    talk = await begin(language)
    listing = await talk.says(
        "events", {"en": "what is on in the coming weeks?", "fa": "چه برنامه‌هایی دارید؟"}[language]
    )
    titles = [
        line[2:].split("،" if language == "fa" else ", ")[0] for line in listing.text.split("\n") if line[0] == "•"
    ]
    said = await talk.says("events", words, sure=0.9)
    place = {"first": 0, "second": 1}[expected[0]]
    assert titles[place] in said.text
    assert all(title not in said.text for title in titles if title != titles[place])
