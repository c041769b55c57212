"""Several titles in one question: each is answered, and a comparison as one."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "do you have more copies of Animal Farm or of The Hobbit?", ("Animal Farm", "The Hobbit")),
        ("en", "how many copies have you of The Hobbit and of Burmese Days?", ("The Hobbit", "Burmese Days")),
        ("fa", "از «بوف کور» یا «شاهنامه» چند نسخه دارید؟", ("بوف کور", "شاهنامه")),
        ("fa", "az bufe kur ya sad sale tanhayi chand ta noskhe darin?", ("بوف کور", "صد سال تنهایی")),
    ],
)
async def test_copies_are_told_of_each(begin: Begin, language: str, text: str, names: tuple[str, ...]) -> None:
    said = await (await begin(language)).says("search_book", text)
    assert said.names == ["utter_copies_told"] and all(name in said.text for name in names)


async def test_copies_of_a_title_that_another_sentence_names(begin: Begin) -> None:
    text = "I teach English and we are reading The Wise Crow. I'd need 25 copies. How many do you have, both languages?"
    said = await (await begin("en")).says("visitor_access", text, sure=0.5)
    assert said.names == ["utter_copies_told"] and "کلاغ دانا" in said.text and "2 copies" in said.text


async def test_the_ones_of_a_list_are_told_of_together(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "books by Orwell")
    said = await talk.says("search_book", "are the first and the third both at Saadi?")
    assert said.names == ["utter_several_in_some"] or said.names == ["utter_several_in_none"]
    again = await talk.says("search_book", "and the second and the third, which branch has both?")
    assert again.names[0] in {"utter_titles_apart", "utter_titles_together", "utter_several_in_some"}


async def test_both_are_the_last_two(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "بوف کور", title="بوف کور")
    await talk.says("search_book", "شاهنامه", title="شاهنامه")
    said = await talk.says("search_book", "هر دو تو یه شعبه هستن یا باید دو جا برم؟")
    assert (
        said.names in (["utter_titles_together"], ["utter_titles_apart"])
        and "بوف کور" in said.text
        and "شاهنامه" in said.text
    )
    most = await talk.says("search_book", "کدومش بیشتره؟", moves={"title.choose": 0.9})
    assert most.names == ["utter_copies_told"]


@pytest.mark.parametrize(
    ("read_as", "text"),
    [
        ("hours", "are both branches open on Friday?"),
        ("location", "which branch is bigger, Saadi or Central?"),
        ("renew", "can I renew two books together?"),
        ("search_book", "is Animal Farm better than The Hobbit?"),
        ("hours", "هر دو شعبه جمعه بازه؟"),
        ("print_scan", "کپی رنگی یا سیاه‌سفید کدومش ارزون‌تره؟"),
    ],
)
async def test_what_asks_of_no_titles(begin: Begin, read_as: str, text: str) -> None:
    said = await (await begin("en" if text.isascii() else "fa")).says(read_as, text)
    assert not any(name.startswith(("utter_several", "utter_copies")) for name in said.names)
