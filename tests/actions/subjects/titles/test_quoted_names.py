"""A name in quotation marks is looked for; what a book shall be like is not."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "رمانی شبیه «صد سال تنهایی» به فارسی"),
        ("fa", "یه رمان خارجی مثل «مزرعهٔ حیوانات»"),
        ("en", "a novel like “Animal Farm” in English"),
        ("en", "a short novel similar to “Burmese Days”, please"),
        ("en", "a novel like “One Hundred Years of Solitude” in Persian"),
    ],
)
async def test_what_it_shall_be_like_is_not_looked_for(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("search_book", words)
    assert said.names[0].startswith("utter_reading")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I'd like “Animal Farm” in English, the novel"),
        ("en", "a novel, “Animal Farm”, in English"),
        ("fa", "رمان «مزرعهٔ حیوانات» به فارسی"),
        ("fa", "رمان عاشقانه «بامداد خمار» به فارسی"),
    ],
)
async def test_a_name_is_looked_for(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("search_book", words)
    assert not said.names[0].startswith("utter_reading")
