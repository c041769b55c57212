"""Orders, complaints and other matters that mention a length, and wishes beside which a paper is mentioned."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

_FIRST = {"en": "a fantasy novel", "fa": "یه رمان فانتزی"}


@pytest.mark.parametrize(
    ("language", "intent", "text", "name"),
    [
        (
            "en",
            "hold",
            "please put Animal Farm on hold for me at the Saadi branch, I will read it on the bus this weekend,"
            " it is under 200 pages right?",
            "utter_hold_confirm",
        ),
        (
            "en",
            "hold",
            "put the second one on hold for my husband at Saadi, he does not want it too long, a shorter book is what"
            " he likes",
            "utter_hold_confirm",
        ),
        (
            "fa",
            "hold",
            "لطفا بوف کور رو برام رزرو کنید شعبه سعدی، می‌خوام تو راه بخونم، خیلی قطور نباشه که جا نمیشه تو کیفم",
            "utter_hold_confirm",
        ),
        (
            "en",
            "complaint",
            "I complain about the queue at the desk, it should be nothing too long, and yesterday I stood there for"
            " forty minutes with my baby",
            "utter_complaint_taken",
        ),
        (
            "en",
            "complaint",
            "The book I got was torn, a thinner book than the one I ordered came, and nobody apologised to me, please"
            " register this complaint",
            "utter_complaint_taken",
        ),
        (
            "en",
            "complaint",
            "I asked for a fantasy novel and your chat keeps showing me books that are not what I asked, under 200"
            " pages, this is useless, I want to complain",
            "utter_complaint_taken",
        ),
        (
            "fa",
            "complaint",
            "صف امانت خیلی طولانی نباشه لطفا، من دیروز یک ساعت معطل شدم و هیچ کس جواب نداد، این رو ثبت کنید به عنوان"
            " شکایت",
            "utter_complaint_taken",
        ),
        (
            "en",
            "suggestion",
            "You should let people keep thick books longer; a book under 200 pages needs two weeks, but the others need"
            " more, please consider it",
            "utter_suggestion_taken",
        ),
        (
            "en",
            "praise",
            "thank you so much for these, the list is great and not too long, I will come by tomorrow and take the"
            " first one with me",
            "utter_praise_passed_on",
        ),
        (
            "en",
            "rate",
            "it was all fine, your answers are short, not too long, the people are kind and helpful, so five stars"
            " from me today",
            "utter_rated_high",
        ),
        (
            "en",
            "out_of_scope",
            "can you tell me the phone number of a bookshop nearby? the walk should be not too long because my mother"
            " has a bad leg",
            "utter_out_of_scope",
        ),
        (
            "en",
            "search_book",
            "do you have The Hobbit, the edition with pictures by the author, my son needs it for school, under 400"
            " pages I think?",
            "utter_search_one",
        ),
    ],
)
async def test_a_length_mentioned_beside_another_matter_changes_no_wish(
    begin: Begin, language: str, intent: str, text: str, name: str
) -> None:
    talk = await begin(language, card="20000003")
    await talk.says("recommendation", _FIRST[language])
    assert (await talk.says(intent, text, sure=0.9)).names[0] == name


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Ooh those sound nice, but my bag is heavy and I read on the metro standing up most of the time, nothing"
            " too long please",
        ),
        (
            "fa",
            "ممنون، من تو مترو می‌خونم و کیفم سنگینه هر روز هم سر کار می‌رم و میام، خیلی قطور نباشه لطفا که بتونم ببرمش",
        ),
    ],
)
async def test_a_length_wished_for_in_many_words_keeps_the_wish(begin: Begin, language: str, text: str) -> None:
    talk = await begin(language)
    await talk.says("recommendation", _FIRST[language])
    said = await talk.says("recommendation", text, sure=0.9)
    assert ("fantasy" if language == "en" else "فانتزی") in said.text


@pytest.mark.parametrize(
    "text",
    [
        "I'm preparing my homework. For fun, something with fantasy?",
        "my brother is writing a paper, so it's quiet at home: fantasy for me please",
        "something on dystopia for my paper",
        "I need fantasy for my English literature essay",
        "something funny for my class presentation",
    ],
)
async def test_stories_are_no_fault_where_a_paper_is_mentioned(begin: Begin, text: str) -> None:
    said = await (await begin("en", card="20000003")).says("recommendation", text, sure=0.9)
    assert said.names[-1] in ("utter_reading", "utter_reading_relaxed")
