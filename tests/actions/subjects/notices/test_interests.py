"""Interests in the chat: kept on a yes only, told of where that is agreed to, listed, and forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.dialogue.turn import Services
from actions.subjects.notices.interest_words import Says, read_interest_words
from actions.subjects.notices.interests import _OF_DATES
from crm import records
from crm.interests.keeping import interests_of
from crm.interests.news import find_new
from crm.notices.subscriptions import subscriptions
from crm.trust.consents import may_send
from language.normalise import fold
from tests.actions.subjects.notices.test_notices import CARD, patron_of
from tests.support.store_rows import add, how_many, rows
from tests.support.talk import Begin, Talk


async def kept(talk: Talk, services: Services) -> list[str]:
    return [one.profile.key for one in await interests_of(services.store, await patron_of(talk, services))]


async def told(talk: Talk, services: Services) -> list[tuple[str, str]]:
    return [(one.kind, one.channel) for one in await subscriptions(services.store, await patron_of(talk, services))]


@pytest.mark.parametrize(
    ("language", "intent", "text", "key"),
    [
        ("en", "my_data", "I like history", "genre=history"),
        ("fa", "loans", "من تاریخ دوست دارم", "genre=history"),
        ("fa", "chitchat", "به داستان جنایی علاقه دارم", None),
        ("en", "search_book", "I love George Orwell", "author=george orwell"),
        ("en", "chitchat", "i'm interested in astronomy", "genre=astronomy"),
    ],
)
async def test_what_is_liked_is_kept_on_a_yes_and_once(
    begin: Begin, services: Services, language: str, intent: str, text: str, key: str | None
) -> None:
    talk = await begin(language, card=CARD)
    asked = await talk.says(intent, text)
    assert asked.names == ["utter_interest_ask"] and asked.statuses == ["clarified"]
    assert await kept(talk, services) == [], "nothing without a yes"
    done = await talk.presses(asked.buttons[0]["payload"])
    assert done.names == ["utter_interest_kept", "utter_interest_ask_news"]
    [one] = await kept(talk, services)
    assert key is None or one == key
    assert await told(talk, services) == [], "to keep it is no consent to be written to"
    await talk.says("deny", "نه" if language == "fa" else "no")
    again = await talk.says(intent, text)
    assert again.names[0] == "utter_interest_already" and len(await kept(talk, services)) == 1
    assert await told(talk, services) == []
    await talk.says("affirm", "بله" if language == "fa" else "yes")
    assert await told(talk, services) == [("new_title", "web_chat")]


async def test_a_no_keeps_nothing(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    asked = await talk.says("my_data", "I like history")
    await talk.presses(asked.buttons[1]["payload"])
    assert await kept(talk, services) == []


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("fa", "از این به بعد رمان‌های ایرانی جدید را خبرم کن", "form=novel; origin=fa"),
        ("en", "tell me when new poetry comes in", None),
        ("en", "let me know whenever you get new books on trains", "genre=vehicles"),
        ("en", "notify me when a new book about beekeeping arrives", "topic=beekeep"),
        ("fa", "هر وقت کتاب جدید نجوم اومد خبرم کنید", "genre=astronomy"),
    ],
)
async def test_who_wants_to_be_told_agrees_to_both_at_once(
    begin: Begin, services: Services, language: str, text: str, key: str | None
) -> None:
    talk = await begin(language, card=CARD)
    asked = await talk.says("subscribe", text)
    assert asked.names == ["utter_interest_ask_tell"]
    assert await kept(talk, services) == [] and await told(talk, services) == []
    patron = await patron_of(talk, services)
    assert not await may_send(services.store, patron, "new_titles", "web_chat")
    await talk.says("affirm", "بله" if language == "fa" else "yes please")
    [one] = await kept(talk, services)
    assert key is None or one == key
    assert await told(talk, services) == [("new_title", "web_chat")]
    assert await may_send(services.store, patron, "new_titles", "web_chat")
    assert (await talk.says("subscribe", text)).names == ["utter_interest_already_told"]


async def test_who_is_not_signed_in_is_asked_to_and_then_asked(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    assert (await talk.says("my_data", "I like history")).names == ["utter_sign_in"]
    await talk.sign_in(CARD)
    assert "utter_interest_ask" in (await talk.presses("/signed_in")).names
    assert await how_many(services.store, records.Interest) == 0


async def test_what_is_asked_before_the_sign_in_is_answered_after_it(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    assert (await talk.says("out_of_scope", "what are my interests?")).names == ["utter_sign_in"]
    await talk.sign_in(CARD)
    assert "utter_interests_none" in (await talk.presses("/signed_in")).names


async def test_who_is_nobody_here_is_asked_for_no_sign_in_by_a_word_like_it(begin: Begin) -> None:
    said = await (await begin("en")).says("cancel", "forget it, I'll sort it out myself")
    assert "utter_sign_in" not in said.names


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_interests_are_listed_and_forgotten(begin: Begin, services: Services, language: str) -> None:
    english = language == "en"
    talk = await begin(language, card=CARD)
    yes, which = ("yes", "what are my interests?") if english else ("بله", "علاقه‌مندی‌های من چیه؟")
    assert (await talk.says("out_of_scope", which)).names == ["utter_interests_none"]
    await talk.says("subscribe", "tell me when new poetry comes in" if english else "شعر جدید اومد خبرم کن")
    await talk.says("affirm", yes)
    await talk.says("my_data", "I like history" if english else "تاریخ دوست دارم")
    await talk.says("affirm", yes)
    listed = await talk.says("out_of_scope", which)
    assert listed.names == ["utter_interests"] and ("history" if english else "تاریخ") in listed.text
    one = next(button for button in listed.buttons if "interest:" in button["payload"])
    assert (await talk.presses(one["payload"])).names == ["utter_interests_forgotten"]
    assert len(await kept(talk, services)) == 1 and await told(talk, services) == [("new_title", "web_chat")]
    gone = await talk.says("out_of_scope", "forget my interests" if english else "علاقه‌مندی‌هایم را فراموش کن")
    assert gone.names == ["utter_interests_ask_forget"] and len(await kept(talk, services)) == 1
    await talk.says("deny", "no" if english else "نه")
    assert len(await kept(talk, services)) == 1 and await told(talk, services) == [("new_title", "web_chat")]
    asked = await talk.says("out_of_scope", "forget my interests" if english else "علاقه‌مندی‌هایم را فراموش کن")
    assert (await talk.presses(asked.buttons[0]["payload"])).names == ["utter_interests_forgotten"]
    assert await kept(talk, services) == [] and await how_many(services.store, records.InterestTerm) == 0
    assert await told(talk, services) == []
    assert not await may_send(services.store, await patron_of(talk, services), "new_titles", "web_chat")


@pytest.mark.parametrize(
    "text",
    [
        "Please don't delete my interests",
        "don’t forget my interests",
        "do you ever delete my interests?",
        "did you delete my interests",
        "how do I delete my interests",
        "can I drop off books by my favorite authors at Saadi branch",
        "علاقه‌مندی‌های من رو پاک نکن",
        "علاقه‌مندی‌هام کی پاک میشه؟",
        "چرا علاقه‌مندی‌هام پاک شد",
        "don't stop following Hedayat",
        "did you forget that I like poetry",
        "دیگه هدایت رو دنبال نمی‌کنم؟",
    ],
)
def test_who_asks_or_says_no_wants_nothing_deleted(text: str) -> None:
    heard = read_interest_words(text)
    assert heard is None or heard.says is Says.ASKS_WHICH


@pytest.mark.parametrize(
    "text",
    [
        "could you delete what I like?",
        "میشه علاقه‌هام رو پاک کنید؟",
        "می‌خوام علاقه‌مندی‌هام پاک بشه",
        "erase my interests",
    ],
)
def test_a_polite_order_is_one(text: str) -> None:
    heard = read_interest_words(text)
    assert heard is not None and heard.says is Says.FORGETS_ALL


async def test_one_is_forgotten_by_its_words(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    for text in ("I like history", "I like poetry"):
        await talk.says("my_data", text)
        await talk.says("affirm", "yes")
        await talk.says("deny", "no")
    said = await talk.says("chitchat", "forget that I like history")
    assert said.names == ["utter_interests_forgotten"] and len(await kept(talk, services)) == 1


async def test_my_new_titles_are_listed_with_the_reason_and_the_rest_behind_a_button(
    begin: Begin, services: Services
) -> None:
    talk = await begin("en", card=CARD)
    assert (await talk.says("new_arrivals", "my new titles")).names == ["utter_interests_none"]
    await talk.says("my_data", "I like history")
    await talk.says("affirm", "yes")
    await talk.says("deny", "no")
    assert (await talk.says("new_arrivals", "my new titles")).names == ["utter_new_titles_none"]
    now = services.store.clock.now() - timedelta(minutes=1)
    for number in range(11):
        row = {"ils_bib_id": f"h{number}", "title": f"Volume {number}", "search_norm": "v", "search_squash": "v"}
        await add(services.store, records.TitleRecord, **row, genres="history", added_at=now)
    assert await find_new(services.store) == 11
    said = await talk.says("new_arrivals", "my new titles")
    assert said.names == ["utter_new_titles"] and said.text.count("because you follow “history”") == 8
    assert "And 3 more." in said.text
    more = await talk.presses(said.buttons[-1]["payload"])
    assert more.text.count("because you follow “history”") == 3 and "Volume 10" in more.text
    # Typed, it does what the button does, whatever it was read as.
    await talk.says("new_arrivals", "my new titles")
    assert (await talk.says("out_of_scope", "show me the rest, please")).text == more.text


async def test_a_button_names_nobody_elses_interest(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=CARD)
    await talk.says("my_data", "I like history")
    await talk.says("affirm", "yes")
    [mine] = await rows(services.store, records.Interest)
    other = await begin("en", card="20000002")
    assert (await other.presses(f'/my_data{{"ref": "interest:{mine.id}"}}')).names == ["utter_interests_none"]
    assert await how_many(services.store, records.Interest) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I like it",
        "i like this library",
        "I like the staff here",
        "I'd like a book about history",
        "این کتاب رو دوست دارم",
        "کتابخانه‌تون رو دوست دارم",
        "I like to read at night",
        "tell me when my hold is ready",
        "remind me two days before my books are due",
        "let me know when the workshop starts",
        "رزروم رسید خبرم کن",
        "what time do you open?",
        "is Animal Farm new?",
    ],
)
def test_what_says_nothing_of_interests_is_not_taken(text: str) -> None:
    assert read_interest_words(text) is None


@pytest.mark.parametrize(
    ("text", "says", "what"),
    [
        ("Hello, I really like history!", Says.LIKES, "history"),
        ("my favourite author is Agatha Christie", Says.LIKES, "Agatha Christie"),
        ("عاشق شعر هستم", Says.LIKES, "شعر"),
        ("رمان پلیسی را دنبال می‌کنم", Says.LIKES, "رمان پلیسی"),
        ("from now on let me know about new crime novels please", Says.WANTS_NEWS, "crime novels"),
        ("لطفاً هر وقت کتاب تازه‌ای از سیمین دانشور رسید بهم بگید", Says.WANTS_NEWS, "کتاب از سیمین دانشور"),
        ("I like historical novels, let me know when new ones arrive", Says.WANTS_NEWS, "historical novels"),
        ("I love poetry, so please tell me when new books come in", Says.WANTS_NEWS, "poetry"),
        ("رمان تاریخی دوست دارم، جدیدهاش رو خبرم کن", Says.WANTS_NEWS, "رمان تاریخی"),
        ("forget my interests", Says.FORGETS_ALL, ""),
        ("علاقه‌مندی‌هام رو پاک کن", Says.FORGETS_ALL, ""),
        ("what are my interests", Says.ASKS_WHICH, ""),
        ("تازه‌های من", Says.ASKS_NEW, ""),
        ("دیگه تاریخ رو دنبال نمی‌کنم", Says.FORGETS_ONE, "تاریخ"),
    ],
)
def test_words_of_interests_are_read(text: str, says: Says, what: str) -> None:
    told = read_interest_words(text)
    assert told is not None and (told.says, told.what) == (says, what)


@pytest.mark.parametrize("what", ["رمان‌های تاریخی", "کتاب‌های تاریخ", "historical novels"])
def test_a_subject_with_the_word_for_a_date_is_a_subject(what: str) -> None:
    assert not _OF_DATES.search(fold(what))
