"""Ordinary words of a sentence are no title: what is asked is asked of what was spoken of, or of the library."""

from __future__ import annotations

import pytest

from actions.subjects.titles.no_titles import is_no_title
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("By the way, could a beginner manage one of those easily?", "beginner"),
        ("And is there one that my son can actually use at school?", "son"),
        ("they've all watched the other one already, what now", "ve all watched"),
        ("I've finished the whole thing, what would you give me", "ve finished the whole"),
        ("for the weekend, do you have something else by her?", "weekend"),
        ("is that one in better shape for a normal reader?", "normal reader"),
        ("ضمناً برای یه آدم معمولی هم چیزی ازش هست؟", "آدم"),
        ("یه نسخهٔ سالم که آدم بتونه بخونه هم هست؟", "سالم که آدم"),
        ("راستش برای کلاس درس می‌خواستم چیز دیگه‌ای هم هست؟", "کلاس درس"),
        ("جفتمون دیدیم، قدیمی‌تر هم چیزی هست ازش؟", "جفتمون دیدیم"),
    ],
)
def test_ordinary_words_of_a_sentence_are_no_title(text: str, query: str) -> None:
    assert is_no_title(text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Normal People", "Normal People"),
        ("could you tell me, do you have normal people?", "normal people"),
        ("I was wondering whether you have the time of the doves", "time doves"),
        ("my friend told me of one called ordinary people, is it here", "ordinary people"),
        ("I would like Little Women for my daughter please", "Little Women"),
        ("is “the good person” something that you own?", "good person"),
        ("the meantime", "meantime"),
        ("سلام، مردم معمولی رو دارید لطفاً بگید؟", "مردم معمولی"),
        ("سلام وقت شما بخیر، «آدم خوب» را می‌خواستم", "آدم خوب"),
        ("دنبال کتابی به نام روز خوب می‌گردم برای دوستم", "روز خوب"),
    ],
)
def test_what_is_named_as_a_title_stays_one(text: str, query: str) -> None:
    assert not is_no_title(text, query)


@pytest.mark.parametrize(
    ("language", "title", "words", "cut"),
    [
        ("en", "Animal Farm", "For the weekend, do you have something else of his?", "weekend"),
        ("en", "Animal Farm", "by the way is there anything else by the same man", "man"),
        ("en", "Burmese Days", "In the meanwhile, have you got any others by him?", "meanwhile"),
        ("fa", "کلاغ دانا", "ضمناً چیز دیگه‌ای از همین نویسنده هم دارین؟", "ضمنا"),
        ("fa", "کلاغ دانا", "راستی کتاب دیگه‌ای از همین آدم هست؟", "آدم"),
    ],
)
async def test_more_of_theirs_is_more_of_the_author_spoken_of(
    begin: Begin, language: str, title: str, words: str, cut: str
) -> None:
    talk = await begin(language)
    await talk.says("search_book", title, title=title)
    said = await talk.says("search_book", words, title=cut)
    assert said.names == ["utter_search_author"] or said.names[0].startswith("utter_search_one")
    assert cut not in said.text


@pytest.mark.parametrize(
    ("language", "title", "words", "cut"),
    [
        ("en", "Burmese Days", "And is there another copy that a person could actually use?", "person"),
        ("en", "Burmese Days", "any better copy that my son can really use?", "son"),
        ("fa", "کلاغ دانا", "یه نسخهٔ دیگه که آدم بتونه بخونه هم هست؟", "آدم"),
    ],
)
async def test_another_copy_is_one_of_the_title_spoken_of(
    begin: Begin, language: str, title: str, words: str, cut: str
) -> None:
    talk = await begin(language)
    await talk.says("search_book", title, title=title)
    said = await talk.says("search_book", words, title=cut, sure=0.6)
    assert "utter_search_none" not in said.names and "utter_search_what" not in said.names
    assert ("Saadi" in said.text) or ("سعدی" in said.text) or ("Burmese" in said.text) or ("کلاغ" in said.text)


@pytest.mark.parametrize(
    ("language", "wish", "words", "cut", "theirs"),
    [
        (
            "en",
            "please buy Coming Up for Air by George Orwell",
            "Meanwhile, is there anything else of his here?",
            "meanwhile",
            "Animal Farm",
        ),
        (
            "en",
            "please buy Coming Up for Air by George Orwell",
            "for the weekend, any other book by him?",
            "weekend",
            "Animal Farm",
        ),
    ],
)
async def test_an_author_named_in_a_wish_is_remembered(
    begin: Begin, language: str, wish: str, words: str, cut: str, theirs: str
) -> None:
    talk = await begin(language)
    assert (await talk.says("suggest_purchase", wish)).names == ["utter_suggest_purchase_taken"]
    said = await talk.says("search_book", words, title=cut)
    assert said.names == ["utter_search_author"] and theirs in said.text


@pytest.mark.parametrize(
    "words",
    [
        "we've both seen that one. something older, maybe orwell?",
        "I've finished them all, what about more of tolkien then",
    ],
)
async def test_an_author_among_the_words_is_looked_up(begin: Begin, words: str) -> None:
    said = await (await begin("en")).says("search_book", words, title=words.split(".")[0].split("'")[1])
    assert "utter_search_none" not in said.names
    assert "Orwell" in said.text or "Tolkien" in said.text


@pytest.mark.parametrize(
    ("language", "words", "cut"),
    [
        ("fa", "انگلیسیش کافیه. الان توی قفسه هست یا دست کسیه؟", "انگلیسیش کافیه"),
        ("fa", "نه، انگلیسیش بهتره برام راستش", "انگلیسیش بهتره"),
    ],
)
async def test_a_language_that_will_do_is_no_title(begin: Begin, language: str, words: str, cut: str) -> None:
    talk = await begin(language)
    await talk.says("search_book", "کلاغ دانا", title="کلاغ دانا")
    said = await talk.says("search_book", words, title=cut)
    assert not {"utter_search_none", "utter_search_similar", "utter_search_what"} & set(said.names)
    assert "Crow" in said.text


@pytest.mark.parametrize("words", ["and an audiobok?", "as audoibook maybe", "is it an adiobook too?"])
async def test_a_misspelt_kind_is_one_of_the_title_spoken_of(begin: Begin, words: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("search_book", words)
    assert "utter_search_none" not in said.names and "Animal Farm" in said.text


@pytest.mark.parametrize(
    ("language", "title", "lost", "words"),
    [
        ("en", "Burmese Days", "do you have Zorblax of the Deep", "sounds good, is it in at Saadi?"),
        ("en", "Burmese Days", "do you have Zorblax of the Deep", "well, can I get the first one, is it in?"),
        ("fa", "کلاغ دانا", "«زورب بلورف» رو دارین؟", "خب اولی رو می‌گم، سعدی هستش؟"),
    ],
)
async def test_the_title_told_before_a_search_that_found_nothing_is_spoken_of(
    begin: Begin, language: str, title: str, lost: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says("search_book", title, title=title)
    await talk.says("search_book", lost, title="Zorblax of the Deep" if language == "en" else "زورب بلورف")
    said = await talk.says("search_book", words)
    assert "utter_search_what" not in said.names and ("Saadi" in said.text or "سعدی" in said.text)


@pytest.mark.parametrize(
    ("language", "title", "lost", "words"),
    [
        ("en", "Burmese Days", "do you have Zorblax of the Deep", "so reserve the book please"),
        ("fa", "کلاغ دانا", "«زورب بلورف» رو دارین؟", "پس همون کتابه رو رزرو کن"),
    ],
)
async def test_what_was_told_before_can_be_reserved_by_its_kind(
    begin: Begin, language: str, title: str, lost: str, words: str
) -> None:
    talk = await begin(language, "20000003")
    await talk.says("search_book", title, title=title)
    await talk.says("search_book", lost, title="Zorblax of the Deep" if language == "en" else "زورب بلورف")
    said = await talk.says("hold", words)
    assert "utter_hold_what" not in said.names and title in said.text
