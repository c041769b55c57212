"""Moves on titles: what is asked of the one shown, of a list, and what is ordered, is answered from the catalogue."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin, Said, Talk

ORWELL = ("search_book", "books by Orwell")


async def moves(talk: Talk, name: str, text: str, read_as: str = "out_of_scope", sure: float = 0.5) -> Said:
    return await talk.says(read_as, text, sure=sure, moves={f"title.{name}": 0.93})


async def of_farm(begin: Begin, language: str = "en", card: str | None = None) -> Talk:
    talk = await begin(language, card)
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    return talk


@pytest.mark.parametrize(
    ("name", "text", "answer", "holds"),
    [
        ("author", "and from whose pen is that", "utter_title_author", "Orwell"),
        ("pages", "is it a big fat one", "utter_title_pages", "112"),
        ("about", "tell me a bit about the plot please", "utter_title_about", "take over a farm"),
        ("year", "which printing have you", "utter_title_printing", "“Animal Farm”"),
        ("copies", "have you several", "utter_title_copies", "1 copy"),
        ("where", "whereabouts in the building", "utter_title_whereabouts", "No copy is free"),
        ("lendable", "could it leave the building", "utter_title_lendable", "take it home"),
        ("queue", "am I the only one who wants it", "utter_title_queue", "1 person"),
        ("back", "how soon could one get hold of it", "utter_title_back", "1 person"),
        ("collect", "I pass by at four, shall I drop in for it", "utter_title_back", "No copy is free"),
        ("who", "who on earth has taken it", "utter_title_who", "I can't tell you"),
        ("opinion", "is it worth the bother", "utter_title_opinion", "take over a farm"),
        ("condition", "are there drawings in it", "utter_title_condition", "“Animal Farm”"),
        ("translation", "any other version around", "utter_title_one_edition", "English"),
        ("language", "In English I hope?", "utter_title_language", "English"),
        ("language", "would there be a Persian one", "utter_edition_only", "Persian"),
        ("kind", "I'd rather listen to it", "utter_edition_no_kind", "audiobook"),
        ("days", "for how long would I get it", "utter_terms", "14 days"),
        ("missing", "I stood there and saw only a gap", "utter_title_missing", "“Animal Farm”"),
    ],
)  # fmt: skip
async def test_what_is_asked_of_the_title_spoken_of(
    begin: Begin, name: str, text: str, answer: str, holds: str
) -> None:
    said = await moves(await of_farm(begin), name, text)
    assert answer in said.names and holds in said.text


async def test_a_copy_that_stands_free_can_be_fetched(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "بوف کور", title="بوف کور")
    said = await moves(talk, "collect", "فردا صبح سر راهم بیام دنبالش")
    assert said.names == ["utter_title_collect"] and "۸:۰۰ تا ۲۰:۰۰" in said.text
    said = await moves(talk, "available", "تو باغ‌فردوس هم هست؟")
    assert said.names == ["utter_title_not_at"]


async def test_several_questions_are_each_answered(begin: Begin) -> None:
    said = await moves(await of_farm(begin), "pages", "how many pages is it and who wrote it?", "search_book")
    assert said.names == ["utter_title_pages", "utter_title_author"]


async def test_of_a_list_it_is_asked_which(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    assert (await moves(talk, "publisher", "where was it printed")).names == ["utter_which_one"]
    said = await talk.says("search_book", "the second one")
    assert said.names == ["utter_title_unknown"] and "publisher" in said.text
    each = await moves(talk, "pages", "how long are they")
    assert each.names == ["utter_titles_told"] and "about 330 pages" in each.text
    named = await moves(talk, "pages", "and the animal one, is that long")
    assert named.names == ["utter_title_pages"] and "112" in named.text
    placed = await moves(talk, "author", "the third, whose is it")
    assert placed.names == ["utter_title_author"]


async def test_which_of_a_list_are_in(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    said = await moves(talk, "available", "anything of that in Saadi right now?")
    assert said.names == ["utter_titles_at"] and "Burmese Days" in said.text and "Animal Farm" not in said.text


async def test_titles_are_compared_by_what_is_known(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    short = await moves(talk, "choose", "the slimmest of the lot, which would that be?")
    assert short.names == ["utter_choose_shortest"] and "Animal Farm" in short.text and "Burmese Days" in short.text
    await talk.says(*ORWELL, author="Orwell")
    best = await moves(talk, "choose", "which would you hand me")
    assert best.names == ["utter_titles_compared"] and "Should I pick: “Burmese Days”" in best.text


async def test_a_title_is_reserved_over_the_sign_in(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    ids = talk.slots["shown"]["ids"]
    said = await moves(talk, "hold", "put my name down for the third then")
    assert said.names == ["utter_sign_in"]
    await talk.sign_in("20000003")
    said = await talk.says("signed_in", "/signed_in")
    assert said.names == ["utter_signed_in_resume", "utter_hold_where"]
    assert talk.slots["pending"]["args"]["title"] == ids[2]


async def test_a_title_spoken_of_is_reserved(begin: Begin) -> None:
    talk = await of_farm(begin, card="20000003")
    said = await moves(talk, "hold", "keep me posted, I want to be on the list", "subscribe")
    assert said.names == ["utter_hold_where"] and "Animal Farm" in said.text
    assert (await moves(talk, "hold", "Saadi Branch")).names == ["utter_hold_confirm"]


async def test_a_wish_to_buy_is_filed_and_a_question_asks_first(begin: Begin) -> None:
    talk = await of_farm(begin)
    said = await moves(talk, "buy", "do they ever replace such old ones?")
    assert said.names == ["utter_title_buy"]
    assert (await talk.says("affirm", "yes")).names == ["utter_suggest_purchase_taken"]
    talk = await of_farm(begin)
    said = await moves(talk, "buy", "please get a second copy for us")
    assert said.names == ["utter_suggest_purchase_taken"]


async def test_a_suggestion_is_refined(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "something political")
    said = await moves(talk, "refine", "I need it shorter, my eyes are bad", "out_of_scope")
    assert said.names[0].startswith("utter_reading") and "politics" in said.text
    woman = await moves(talk, "refine", "only by a woman please")
    assert woman.names[0] == "utter_reading_untold" and "woman" in woman.text


async def test_a_search_is_refined_as_it_was(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    said = await moves(talk, "refine", "under 200 pages would do", "search_book")
    assert said.names[0].startswith("utter_reading") and "Animal Farm" in said.text and "Orwell" in said.text
    here = await moves(talk, "refine", "in Saadi if you can")
    assert "Saadi" in here.text and here.names == ["utter_place_one_not_in", "utter_reading"]


async def test_nothing_more_than_was_shown(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    assert (await moves(talk, "more", "keep going")).names == ["utter_search_no_more"]
    talk = await begin("en")
    await talk.says("recommendation", "something political")
    said = await moves(talk, "more", "another round please")
    assert said.names[0].startswith("utter_reading")


async def test_others_by_the_author_are_told(begin: Begin) -> None:
    said = await moves(await of_farm(begin), "others", "and besides that, from the same hand?")
    assert said.names == ["utter_search_author"] and "Burmese Days" in said.text


@pytest.mark.parametrize("text", ["Lovely!", "ok so", "متشکرم", "سلام", "چه خوب، مرسی"])
async def test_what_only_reacts_is_no_title(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("search_book", text, title=text)
    assert not any(name.startswith("utter_search") for name in said.names)


async def test_a_reaction_before_a_title_is_not_looked_for(begin: Begin) -> None:
    said = await (await begin("en")).says("search_book", "Lovely. Do you have Animal Farm?", title="Lovely")
    assert said.names == ["utter_search_one"] and "Animal Farm" in said.text


async def test_a_title_is_asked_about_by_its_name(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("out_of_scope", "is Animal Farm let out of the house", title="Animal Farm", sure=0.5,
                           moves={"title.lendable": 0.9})  # fmt: skip
    assert said.names == ["utter_title_lendable"]


async def test_a_title_that_is_waited_for_is_asked_about(begin: Begin) -> None:
    talk = await begin("en", "20000002")
    await talk.says("hold_status", "where am I in the queue for صد سال تنهایی", title="صد سال تنهایی")
    said = await talk.says("out_of_scope", "so you own a single one?", sure=0.4,
                           moves={"title.copies": 0.9})  # fmt: skip
    assert said.names == ["utter_title_copies"] and "صد سال تنهایی" in said.text


async def test_nothing_is_said_of_what_was_not_found(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "have you Zorblax the Mighty", title="Zorblax the Mighty")
    said = await moves(talk, "kind", "on tape perhaps?", "facilities")
    assert said.names == ["utter_title_unfound"] and "Zorblax" in said.text


async def test_an_edition_is_taken_in_place_of_the_one_being_reserved(begin: Begin) -> None:
    talk = await begin("en", "20000003")
    await talk.says("hold", "reserve The Wise Crow in English", title="The Wise Crow")
    said = await moves(talk, "translation", "I'd rather have the Persian one", "hold")
    assert said.names == ["utter_hold_where"] and "کلاغ دانا" in said.text
