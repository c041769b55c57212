"""More of what a known book is like, books for a trouble told beside another matter, and words that are no subject."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "intent", "text"),
    [
        (
            "en",
            "search_book",
            "I just finished Animal Farm and I loved it so, do you have anything that gives me that feeling again?",
        ),
        ("en", "recommendation", "I've read Animal Farm twice now. Is there something in the same vein?"),
        ("en", "recommendation", "My husband loved Animal Farm. I'd like to give him something like it"),
        ("en", "nlu_fallback", "just read animal farm, wow, any more like that?"),
        ("en", "chitchat", "I just finished Animal Farm and I miss it. Have you got anything with the same feel?"),
        ("fa", "recommendation", "سلام من عاشق Animal Farm شدم، یه novel تو همین حال و هوا suggest میکنین؟"),
        ("fa", "search_book", "Animal Farm رو تازه تموم کردم، یه چیزی تو همون حال و هوا دارین؟"),
    ],
)
async def test_what_is_like_a_known_book_is_shown_and_never_the_book(
    begin: Begin, language: str, intent: str, text: str
) -> None:
    said = await (await begin(language)).says(intent, text, title="Animal Farm")
    assert said.names[-1] == "utter_reading"
    assert "Nineteen Eighty-Four" in said.text and "Animals take over" not in said.text


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("search_book", "I just finished Animal Farm. Can I return it at Saadi?"),
        ("search_book", "I loved Animal Farm. Do you have it?"),
        ("search_book", "Did I read Animal Farm already? that feeling I know it"),
        ("praise", "thanks for recommending Animal Farm, I loved it, that feeling at the end!"),
        (
            "search_book",
            "I just finished Animal Farm and hated it, nothing like that ever again, do you have The Hobbit?",
        ),
        ("complaint", "I just finished Animal Farm and pages were torn, that same feeling every time, do something"),
        (
            "out_of_scope",
            "I just finished Animal Farm and I have that feeling someone wrote in it. Do you have a form to report it?",
        ),
        ("nlu_fallback", "I just finished Animal Farm, and something similar happened last time. What should I do?"),
        (
            "out_of_scope",
            "I've finished Animal Farm and I have this feeling I'll be fined. Is there a way to return it?",
        ),
        ("out_of_scope", "My friend loved Animal Farm. Do you have an event of the same kind, a reading evening?"),
        ("out_of_scope", "I finished Animal Farm. I need something like that for my hamster, a toy"),
        (
            "nlu_fallback",
            "I read Animal Farm and want to give my copy to you, or something like that, is that possible?",
        ),
        ("chitchat", "I just finished Animal Farm! Do you know that feeling when a book breaks your heart?"),
        ("chitchat", "I loved Animal Farm! Have you read it, do you like that style?"),
        ("chitchat", "I've read Animal Farm. What would you say the mood is? I love the atmosphere"),
        ("search_book", "I've read Animal Farm, do you have The Hobbit? My son has the same kind of taste"),
        ("search_book", "I've read Animal Farm. I'd like to get Nineteen Eighty-Four, is there a similar edition?"),
        ("search_book", "Can I read Animal Farm online? do you have an e-book or something like that?"),
        ("search_book", "Should I read Animal Farm or something similar first? do you have it"),
    ],
)
async def test_who_tells_of_a_book_wishes_for_no_other(begin: Begin, intent: str, text: str) -> None:
    said = await (await begin("en", card="20000003")).says(intent, text, title="Animal Farm")
    assert "utter_reading" not in said.names


async def test_the_likeness_is_kept_whatever_is_said_of_the_length(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "I loved Nineteen Eighty-Four, something similar please")
    said = await talk.says(
        "search_book",
        "Ooh those sound nice, but I should have said, nothing too long please, I read on the metro and my bag"
        " weighs a ton already. Under 200 pages or so?",
    )
    assert "like Nineteen Eighty-Four" in said.text and "at most 200 pages" in said.text


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        (
            "complaint",
            "the staff are not so friendly and I waited far too long, nothing too dramatic, but please do look",
        ),
        (
            "hours",
            "and are you open on Sunday? not too late I hope, because I have to come all the way from Karaj by bus",
        ),
    ],
)
async def test_what_is_no_length_of_a_book_changes_no_wish(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("recommendation", "a fantasy novel")
    assert not any(name.startswith("utter_reading") for name in (await talk.says(intent, text)).names)


async def test_an_exclamation_is_no_subject(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "Ooh. I'd prefer nothing too gory, I read before bed :)")
    assert "ooh" not in said.text.casefold()


@pytest.mark.parametrize("intent", ["facilities", "nlu_fallback", "room_booking"])
@pytest.mark.parametrize(
    "text",
    [
        "I can't concentrate any more. is there some book about that, how to study when you're anxious?",
        "exams are killing me. do you have any books on how to deal with stress?",
        "همش استرس دارم شبا هم خوابم نمیبره کتابی چیزی هست برای این که آدم یکم آروم شه",
        "ketabi baraye esteres darin? emtehan daram",
    ],
)
async def test_a_book_for_a_trouble_is_a_wish_to_read(begin: Begin, intent: str, text: str) -> None:
    said = await (await begin("en")).says(intent, text, sure=0.7)
    assert said.names[-1].startswith("utter_reading")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I get anxious in crowds, is there a quiet corner where I can read my own book and concentrate?"),
        ("fa", "سالن خیلی شلوغه، کتاب خودمو میارم که تمرکز کنم، جای ساکت هست؟"),
        ("fa", "استرس دارم که کتابم دیر بشه، صندوق بازگشت هست؟"),
        ("en", "is there a book club about how to deal with stress?"),
        ("fa", "دیگه نمی‌خوام زنده باشم، کتابی هست برای آدم که آروم شه و تموم کنه؟"),
    ],
)
async def test_a_trouble_without_a_wish_for_a_book_is_none(begin: Begin, language: str, text: str) -> None:
    said = await (await begin(language)).says("facilities", text, sure=0.7)
    assert not any(name.startswith("utter_reading") for name in said.names)


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("out_of_scope", "my husband beats me, is there a book that helps with anxiety?"),
        ("out_of_scope", "I feel hopeless and want to disappear, do you have some book that helps with anxiety?"),
        ("out_of_scope", "panic attack right now, I can't breathe, is there a book that helps with panic?"),
        ("out_of_scope", "شوهرم کتکم میزنه کتابی دارید برای استرس؟"),
        ("out_of_scope", "خودمو میزنم وقتی عصبی میشم، کتابی هست برای اضطراب؟"),
        (
            "out_of_scope",
            "I lost a book and I'm looking for any book that I borrowed with it, I'm stressed about fines",
        ),
        ("nlu_fallback", "کتابی که امانت گرفتم پاره شده استرس دارم راهی هست"),
        ("nlu_fallback", "یه کتاب هست که گم کردم و استرس جریمه دارم، چیکار کنم؟"),
        ("nlu_fallback", "یه کتاب می‌خوام برای فردا امتحان دارم کارتم مسدوده استرس دارم چیکار کنم"),
        ("nlu_fallback", "کتابی که رزرو کردم و استرسش رو دارم هست یا نه؟"),
        ("nlu_fallback", "I'd like some books renewed for me, I'm stressed"),
        ("nlu_fallback", "I need a book on hold to be cancelled, worrying about fines"),
        ("room_booking", "Do you have a room? I need some books for my exam and I can't focus at home, can I book it?"),
        ("facilities", "یه کتاب می‌خوام بخونم که تمرکز لازم داره، جای ساکت دارید؟"),
        ("facilities", "I'd like a book for the flight, I get anxious"),
        ("shelf_location", "do you have any books about stress, and which shelf are they on?"),
        ("shelf_location", "do you have a book called How to Stop Worrying, and where is it?"),
    ],
)
async def test_a_trouble_that_is_more_than_a_book_helps_with_gets_none(begin: Begin, intent: str, text: str) -> None:
    said = await (await begin("en", card="20000003")).says(intent, text, sure=0.7)
    assert not any(name.startswith("utter_reading") for name in said.names)


async def test_no_story_answers_a_thesis(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "books on magic and totalitarian ritual for my thesis")
    assert said.names == ["utter_reading_none"]
