"""The thread of something to read: told in pieces, whatever each was read as, and asked of what was suggested."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

_FANTASY = "a fantasy novel"


@pytest.mark.parametrize(
    ("intent", "sure", "text", "told"),
    [
        ("search_book", 0.96, "shorter, under 250 pages please", "at most 250 pages"),
        ("nlu_fallback", 0.79, "for children", "for children"),
        ("deny", 1.0, "a series please", "a series"),
        ("visitor_access", 0.65, "in English please", "in English"),
    ],
)
async def test_told_in_pieces(begin: Begin, intent: str, sure: float, text: str, told: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", _FANTASY)
    said = await talk.says(intent, text, sure=sure)
    assert said.names[-1].startswith("utter_reading") and told in said.text


async def test_not_by_him_again(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", _FANTASY)
    said = await talk.says("search_book", "Everybody knows Tolkien. Another one please")
    assert said.names[-1].startswith("utter_reading") and "Tolkien" not in said.text
    said = await talk.says("recommendation", "for adults")
    assert "by J. R. R. Tolkien" not in said.text


async def test_what_is_known_does_not_come_again(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", _FANTASY)
    said = await talk.says("search_book", "He has The Hobbit already. What else is there?", sure=0.86)
    assert said.names[-1].startswith("utter_reading") and "The Hobbit" not in said.text
    assert "The Hobbit" not in (await talk.says("recommendation", "a fantasy novel for my nephew")).text


@pytest.mark.parametrize(
    ("intent", "text", "answer"),
    [
        ("search_book", "saadi?", ("utter_titles_at", "utter_titles_none_at")),
        ("print_scan", "page count?", ("utter_titles_told",)),
        ("search_book", "who is the author, is she Iranian?", ("utter_titles_told",)),
        ("search_book", "which one is shorter? I only have a week", ("utter_choose_shortest",)),
        ("thanks", "merci, I'd like the second one", ("utter_title_whereabouts",)),
        ("search_book", "I'll pick up the second one. Until when are you open today?", ("utter_title_whereabouts",)),
    ],
)
async def test_asked_of_what_was_suggested(begin: Begin, intent: str, text: str, answer: tuple[str, ...]) -> None:
    talk = await begin("en")
    await talk.says("recommendation", _FANTASY)
    said = await talk.says(intent, text, sure=0.59)
    assert said.names[0] in answer
    assert ("Until when" in text) is any(name.startswith("utter_hours") for name in said.names)


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("search_book", "do you have Animal Farm?"),
        ("hours", "when is Saadi open?"),
        ("print_scan", "how much is a colour page?"),
        ("visitor_access", "may I bring my dog?"),
        ("thanks", "thank you"),
        ("hold", "reserve the first one"),
        ("fines", "what do I owe?"),
    ],
)
async def test_what_is_of_another_matter_suggests_nothing(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", _FANTASY)
    assert not any(name.startswith("utter_reading") for name in (await talk.says(intent, text, sure=0.95)).names)


@pytest.mark.parametrize(
    ("intent", "before", "text", "sure", "answer"),
    [
        ("hours", "when are you open on Saturday?", "Saadi?", 0.95, "utter_hours"),
        ("location", "how do I get to Bagh-Ferdows?", "and central?", 0.95, "utter_location"),
        ("loan_policy", "how long may I keep a DVD?", "how long is it for students?", 0.95, "utter_terms"),
        ("fines", "how high are the fees?", "for children too?", 0.55, "utter_late_terms"),
        ("thanks", "thanks", "I know that, thanks", 0.9, "utter_thanks"),
        ("goodbye", "bye", "bye, I'll get the second one on Saturday", 0.9, "utter_goodbye"),
        ("search_book", "thanks", "Burmese Days, is it available at Saadi?", 0.97, "utter_title_at"),
        ("search_book", "thanks", "who wrote it, Animal Farm?", 0.9, "utter_title_author"),
    ],
)
async def test_what_was_told_since_is_asked_of(
    begin: Begin, intent: str, before: str, text: str, sure: float, answer: str
) -> None:
    talk = await begin("en")
    await talk.says("recommendation", _FANTASY)
    await talk.says("thanks" if before == "thanks" else intent, before, sure=0.95)
    assert (await talk.says(intent, text, sure=sure)).names[0].startswith(answer)


async def test_what_is_only_said_to_be_known_is_suggested_again(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", _FANTASY)
    await talk.says("chitchat", "I know that", sure=0.9)
    assert (await talk.says("recommendation", _FANTASY)).names == ["utter_reading"]


@pytest.mark.parametrize("text", ["give me the short one of these", "whichever is a quick read", "the quick one then"])
async def test_the_shortest_of_those_shown_is_chosen(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", _FANTASY)
    said = await talk.says("search_book", text, sure=0.9, moves={"title.choose": 0.95})
    assert said.names == ["utter_choose_shortest"]
