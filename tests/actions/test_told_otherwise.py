"""Words that name no title, order no reservation, or go on with what was shown: each is answered as what it is."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "she's right, is there a lute"),
        ("en", "call yourselves a reading room"),
        ("fa", "آن که دیروز آماده بود هم منتقل می‌شود؟"),
    ],
)
async def test_a_sentence_is_never_quoted_as_a_title(begin: Begin, language: str, text: str) -> None:
    said = await (await begin(language)).says("search_book", text, title=text)
    assert text.split()[-1].strip("?؟") not in said.text


async def test_a_name_is_found_within_a_question(begin: Begin) -> None:
    talk = await begin("fa")
    assert "کوری" in (await talk.says("search_book", "کوری available ه؟", title="کوری available ه")).text


async def test_what_only_says_how_it_should_be_is_a_wish(begin: Begin) -> None:
    said = await (await begin("en")).says("search_book", "a political satire")
    assert said.names[0].startswith("utter_reading") and "Animal Farm" in said.text


async def test_what_was_not_found_is_said_once(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have The Carrot Moon", title="The Carrot Moon")
    first = await talk.says("search_book", "when is it back?", moves={"title.back": 0.9})
    assert first.names == ["utter_title_unfound"]
    second = await talk.says("nlu_fallback", "and who is it by?", sure=0.2, moves={"title.author": 0.9})
    assert second.names != ["utter_title_unfound"]


async def test_an_author_who_is_named_counts(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "a short novel of Orwell please")
    assert "Animal Farm" in said.text and "Hobbit" not in said.text


async def test_the_reader_spoken_of_before_is_whom_it_is_for(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("card_registration", "my son is ten; can he have a card?")
    said = await talk.says("recommendation", "and a fantasy for him please")
    assert "for ages" in said.text and "The Lion, the Witch and the Wardrobe" in said.text


async def test_what_it_shall_be_like_may_be_unknown_where_the_rest_is_told(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "a fantasy like the works of Zzyzx Qwortle")
    assert said.names == ["utter_reading_relaxed"] and "Hobbit" in said.text


async def test_one_that_is_known_is_no_reason_to_stop(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel")
    said = await talk.says(
        "recommendation", "I've read the first one. Anything else?", sure=0.6, moves={"title.series": 0.9}
    )
    assert said.names[0].startswith("utter_reading") and "utter_title_no_series" not in said.names


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("how many copies of The Hobbit are there?", "utter_title_copies"),
        ("how many people are waiting for Animal Farm?", "utter_title_queue"),
    ],
)
async def test_copies_are_asked_of_the_title_that_is_named(begin: Begin, text: str, answer: str) -> None:
    said = await (await begin("en")).says("facilities", text, sure=0.6)
    assert said.names == [answer]


async def test_the_queue_of_the_title_just_shown_is_not_that_of_ones_own(begin: Begin) -> None:
    talk = await begin("fa", card="20000003")
    await talk.says("search_book", "کوری دارید؟", title="کوری")
    said = await talk.says("hold_status", "چند نفر تو صفن؟")
    assert said.names[0].startswith("utter_title_queue") and "کوری" in said.text


async def test_a_branch_that_has_both(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Hobbit", title="The Hobbit")
    await talk.says("search_book", "Prince Caspian", title="Prince Caspian")
    said = await talk.says("location", "which branch has both?")
    assert said.names[0] in ("utter_titles_together", "utter_titles_apart")
    assert "The Hobbit" in said.text and "Prince Caspian" in said.text


async def test_a_volume_by_the_name_of_its_series(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("search_book", "Narnia itself then, do you have the second book of it?")
    assert "Prince Caspian" in said.text
    again = await talk.says("search_book", "جلد یک چی", title="جلد یک")
    assert "The Lion, the Witch and the Wardrobe" in again.text


async def test_the_edition_named_beside_a_place_is_answered(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Wise Crow", title="The Wise Crow")
    said = await talk.says("search_book", "That one sounds nice. But is there a Persian copy?")
    assert "کلاغ دانا" in said.text


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("can somebody get a book down from the shelf for me", "utter_sign_in"),
        ("then the same three questions for that", "utter_hold_what"),
    ],
)
async def test_what_orders_nothing_reserves_nothing(begin: Begin, text: str, never: str) -> None:
    said = await (await begin("en")).says("hold", text)
    assert never not in said.names and not said.custom


async def test_who_brings_a_book_back_orders_none(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    said = await talk.says("hold", "I'll bring The Hobbit back today", title="The Hobbit")
    assert not any(name.startswith("utter_hold") for name in said.names)


async def test_why_one_may_not_reserve_is_asked_of_the_account(begin: Begin) -> None:
    said = await (await begin("en", card="20000003")).says("hold", "I'd like to know why I cannot reserve anything.")
    assert said.names == ["utter_blocks_nothing"]
