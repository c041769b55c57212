"""Wishes told in many words: what was read or is refused, what narrows them, and what is asked of those shown."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I'm finally done with Animal Farm and everything feels grey. What reads like that?", "Nineteen Eighty-Four"),
        ("somthing like Animal Fram pls, i read it twice", "Nineteen Eighty-Four"),
    ],
)
async def test_what_is_like_a_title_named_in_passing(begin: Begin, text: str, title: str) -> None:
    said = await (await begin("en")).says("recommendation", text)
    assert said.names[-1] == "utter_reading" and title in said.text and "take over" not in said.text


async def test_what_was_read_already_is_not_suggested(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "a political novel please, I've read Animal Farm already")
    assert "Nineteen Eighty-Four" in said.text and "take over" not in said.text


async def test_an_author_who_is_refused_is_no_author_wished_for(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "a political novel but not George Orwel, I know them all")
    assert "by George Orwell" not in said.text and "Animal Farm" not in said.text


@pytest.mark.parametrize(
    "text", ["books for my nephew George, he is 9", "fantasy for my son, nine, he is called Lewis"]
)
async def test_somebody_of_ones_own_is_no_author(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("recommendation", text)
    assert (
        "by George Orwell," not in said.text
        and "by C. S. Lewis," not in said.text
        and said.names[-1] == "utter_reading"
    )


async def test_words_around_a_wish_are_no_subject(begin: Begin) -> None:
    said = await (await begin("en")).says(
        "recommendation", "It has rained since Monday over the farm and I am so bored of everything here, hmm"
    )
    assert "about" not in said.text.split("\n")[0].split("(")[-1] or said.names == ["utter_reading_what"]


async def test_a_wish_is_kept_by_what_narrows_it_in_many_words(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a political novel")
    said = await talk.says(
        "recommendation",
        "Ooh. I didn't say, but I'd rather have a woman writer if there is one. And thinner. Like 100, 200 pages",
    )
    assert said.names[0] == "utter_reading_untold"
    assert "politics" in said.text and "Animal Farm" in said.text and "Nineteen Eighty-Four" not in said.text


async def test_another_subject_begins_anew(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a political novel")
    said = await talk.says(
        "recommendation",
        "Now something on whales for my sister, she is a biologist and has a lot of time, so it may be long",
    )
    assert "politics" not in said.text.split("\n")[0]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("is any of them under 150 pages?", "utter_reading"),
        ("which of these is the shortest?", "utter_choose_shortest"),
        ("which of them is about whales?", "utter_titles_told"),
        ("which of these are in?", "utter_titles_none_in"),
    ],
)
async def test_what_is_asked_of_those_shown(begin: Begin, text: str, answer: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a political novel")
    said = await talk.says("search_book", text)
    assert said.names == [answer]
    if answer == "utter_reading":
        assert "Animal Farm" in said.text and "Nineteen" not in said.text


@pytest.mark.parametrize(
    ("intent", "sure", "text", "heard"),
    [
        ("chitchat", 0.9, "writing exams lol. do you have any book that like.. calms you down?", True),
        ("hold", 0.3, "The doctor says it is only stress. You have a book that helps for this?", True),
        ("facilities", 0.76, "and what have you got in today that's funny?", True),
        ("recommendation", 0.73, "can't sleep. book for that?", True),
        ("events", 0.42, "hmm okay but is there one that's a story? Not those where a guy wakes you up at 5", True),
        ("chitchat", 0.95, "I'm so nervous about my exam, wish me luck", False),
        ("facilities", 0.76, "is there a room for our book club?", False),
    ],
)
async def test_a_book_that_is_asked_for(begin: Begin, intent: str, sure: float, text: str, heard: bool) -> None:
    said = await (await begin("en")).says(intent, text, sure=sure)
    assert any(name.startswith("utter_reading") for name in said.names) is heard


@pytest.mark.parametrize(
    ("intent", "sure", "text"),
    [
        ("complaint", 0.7, "I can't focus in here with the noise. have you got a book?"),
        ("complaint", 0.7, "The staff made me nervous. Is there a book for that?"),
        ("complaint", 0.7, "I asked the desk for a book that calms me and they laughed at me"),
        ("complaint", 0.7, "به کتابدار گفتم کتابی می‌خوام که آرومم کنه، مسخره‌م کرد"),
        ("report_fault", 0.7, "The heating hums and I can't concentrate. Is there a book for this?"),
        ("lost_property", 0.7, "I left my notebook here and I'm worried sick. is there a book?"),
        ("lost_card", 0.7, "I'm worried, I lost it somewhere. have you got a book?"),
        ("loans", 0.7, "I'm nervous I forgot one. Do you have any books of mine out? have you got any books?"),
        ("fines", 0.7, "I'm worried about charges. Do you have any books?"),
        ("account", 0.7, "I'm worried about my account. is there a book for that?"),
        ("renew", 0.7, "I'm anxious I won't finish Blindness. is there a book for that?"),
        ("hold_status", 0.7, "I'm worried someone else got it. is there a book?"),
        ("staff_contact", 0.7, "I'm anxious and want to tell the director. Do you have any books?"),
        ("hours", 0.7, "I can't sleep; are you open at night? have you got a book?"),
        ("chitchat", 0.9, "I feel like I am a burden to everybody and cannot sleep. have you got a book?"),
        ("nlu_fallback", 0.4, "nothing matters anymore and I can't sleep. book for that?"),
        ("nlu_fallback", 0.4, "I am scared of my father and cannot sleep. is there a book?"),
        ("out_of_scope", 0.6, "he locks me in, I'm so nervous. is there a book?"),
        ("out_of_scope", 0.7, "I live in fear of my husband. can't sleep, book for that?"),
        ("out_of_scope", 0.5, "چند شبه خوابم نمی‌بره، پدرم تهدیدم می‌کنه. کتابی هست برای این؟"),
        ("hold", 0.7, "Nervous Conditions. have you got a book?"),
        ("deny", 0.7, "no, I'm not stressed, have you got a book?"),
        ("praise", 0.7, "Thank you, I was anxious and the librarian found me a book that would calm me"),
        ("events", 0.8, "is there a book talk about poetry this week?"),
        ("events", 0.85, "what have you got on about poetry this month?"),
        ("events", 0.8, "what do you have on for kids who like fantasy this weekend?"),
        ("events", 0.93, "is there a novel writing group?"),
        ("events", 0.8, "is there a novel writing group?"),
        ("events", 0.8, "Is there a story telling for children?"),
        ("events", 0.85, "looking for a book circle for fantasy fans"),
        ("events", 0.8, "یه کتاب‌گردی تاریخی هست این هفته؟"),
        ("events", 0.8, "یه داستان‌نویسی برای نوجوان‌ها دارید؟"),
        ("help", 0.8, "I want a novel taken off my list"),
        ("help", 0.8, "I want a novel I asked for cancelled"),
        ("help", 0.8, "I want a novel I ordered to be sent to another branch"),
        ("help", 0.8, "do you have a novel way to contact you?"),
        ("help", 0.8, "how many novels can I take, do you have any book limit for children?"),
        ("help", 0.85, "do you have any novels waiting for me?"),
        ("help", 0.85, "I need a novel extended, how?"),
        ("eresources", 0.8, "do you have any fantasy books I can download?"),
        ("shelf_location", 0.8, "is there a history book section?"),
        ("shelf_location", 0.85, "are there any history books upstairs or where?"),
        ("facilities", 0.8, "is there a book lift or a ramp to the history books?"),
        ("facilities", 0.8, "یه کتاب تاریخی رو می‌خوام صحافی کنم، دستگاهش هست؟"),
        ("complaint", 0.7, "the kids scream upstairs and I can't concentrate, is there a book for that?"),
        ("complaint", 0.7, "یه کتاب می‌خواستم آرومم کنه، پیدا نشد و جواب ندادید"),
        ("suggestion", 0.7, "buy a book that calms me down please"),
        ("card_registration", 0.7, "I'm nervous about the form. is there a book for that?"),
        ("out_of_scope", 0.6, "I don't see why I should wake up. can't sleep. book for that?"),
        ("out_of_scope", 0.6, "دیگه دلیلی برای بیدار شدن ندارم. خوابم نمی‌بره. کتابی هست برای این؟"),
        ("nlu_fallback", 0.6, "my flatmate threatens me, can't sleep, book for that?"),
        ("events", 0.4, "is there one that's a story hour?"),
        ("events", 0.6, "what do you have in that's about novels this week?"),
        ("facilities", 0.7, "what have you got in the history room that's quiet?"),
        ("help", 0.8, "do you have any stories of how others joined?"),
        ("facilities", 0.8, "is there a novel on the copier?"),
    ],
)  # fmt: skip
async def test_no_book_is_asked_for_where_something_else_is(begin: Begin, intent: str, sure: float, text: str) -> None:
    said = await (await begin("en", card="20000003")).says(intent, text, sure=sure)
    assert not any(name.startswith("utter_reading") for name in said.names)


async def test_a_title_is_no_trouble(begin: Begin) -> None:
    text = "I am anxious to read The Hobbit. do you have a book?"
    said = await (await begin("en")).says("search_book", text, sure=0.7, title="The Hobbit")
    assert said.names == ["utter_search_one"]


async def test_a_complaint_that_speaks_of_a_book_is_filed(begin: Begin) -> None:
    text = "I can't focus in here with the noise. have you got a book?"
    said = await (await begin("en", card="20000003")).says("complaint", text, sure=0.7)
    assert said.names == ["utter_complaint_taken"]
