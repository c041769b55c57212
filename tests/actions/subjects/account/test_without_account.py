"""What nobody has to sign in for: how one joins, a few words after hours, a rule; what is one's own still needs it."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "account", "Can I be put on the list for it? I haven't got a library card"),
        ("en", "hold", "I'd love to reserve it, but I'm not a member yet"),
        ("en", "hold_status", "and if I have no card, can it be kept for me?"),
        ("en", "loans", "I never joined, so how would I borrow it"),
        ("en", "renew", "we don't have any membership"),
        ("fa", "hold", "می‌خوام رزروش کنم ولی هنوز عضو نیستم"),
        ("fa", "account", "من کارت عضویت ندارم، چطوری ببرمش؟"),
        ("fa", "hold_status", "عضو کتابخونه نیستم، برام نگهش می‌دارید؟"),
        ("fa", "loans", "هنوز کارت نگرفتم"),
        ("fa", "hold", "rezerv konam? kart nadaram"),
    ],
)
async def test_who_has_no_card_hears_how_one_joins(begin: Begin, language: str, read: str, words: str) -> None:
    said = await (await begin(language)).says(read, words, sure=0.6)
    assert "utter_sign_in" not in said.names
    assert any('"join' in one["payload"] for one in said.buttons)


@pytest.mark.parametrize(
    ("language", "asked", "words"),
    [
        ("en", "when is Saadi open tomorrow", "until when?"),
        ("en", "when is Saadi open tomorrow", "till when"),
        ("en", "when does Central open on Saturday", "and until what time"),
        ("fa", "سعدی فردا کی بازه", "تا کی؟"),
        ("fa", "مرکزی شنبه باز هست؟", "تا چند؟"),
    ],
)
@pytest.mark.parametrize("read", ["loans", "hold_status"])
async def test_a_few_words_after_the_hours_are_about_them(
    begin: Begin, language: str, asked: str, words: str, read: str
) -> None:
    talk = await begin(language)
    await talk.says("hours", asked)
    said = await talk.says(read, words, sure=0.63)
    assert said.names[0].startswith("utter_hours")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "thanks, how long can one keep it?"),
        ("en", "how long may a book be kept"),
        ("fa", "ممنون. تا کی می‌شه نگهش داشت؟"),
        ("fa", "چند روز میشه پیش خودمون نگه داشت؟"),
    ],
)
async def test_how_long_one_may_keep_a_book_is_a_rule(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("hold_status", words, sure=0.4)
    assert "utter_sign_in" not in said.names


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "loans", "until when are my books mine"),
        ("en", "loans", "what have I got out?"),
        ("en", "hold_status", "has my reservation come?"),
        ("en", "account", "is my card valid, I don't have it with me"),
        ("en", "fines", "how much do I owe"),
        ("fa", "loans", "امانتام تا کیه؟"),
        ("fa", "hold_status", "رزروم رسیده؟"),
        ("fa", "fines", "بدهیم چقدره"),
        ("fa", "account", "کارتم همراهم نیست، اعتبارش تا کیه؟"),
        ("fa", "renew", "امانتام رو تمدید کن"),
    ],
)
async def test_ones_own_record_still_needs_a_sign_in(begin: Begin, language: str, read: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("hours", "when is Saadi open tomorrow" if language == "en" else "سعدی فردا کی بازه")
    assert "utter_sign_in" in (await talk.says(read, words)).names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "and if there's already a book club here, can I be part of it?"),
        ("fa", "اگه الان باشگاه کتاب دارین منم بیام"),
    ],
)
async def test_whether_there_is_a_club_is_asked_of_the_events(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("subscribe", words, sure=0.85)
    assert "utter_sign_in" not in said.names and said.names[0].startswith("utter_event")
