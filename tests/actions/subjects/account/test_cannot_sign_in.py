"""Who cannot sign in is told what to do, and is not sent to the sign-in once more."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "no email on file i think"),
        ("en", "I can't remember my card number"),
        ("en", "my old email doesn't work any more"),
        ("en", "i dont remember the password"),
        ("fa", "شماره عضویتمم یادم نیس فقط کدملی دارم"),
        ("fa", "الان وارد نشدم یوزرمم یادم نی باید چیکا کنم"),
        ("fa", "ایمیل قدیمیم دیگه باز نمیشه، راه دیگه‌ای هست؟"),
        ("fa", "ramzam yadam nist"),
    ],
)
@pytest.mark.parametrize("intent", ["account", "loans", "sign_in"])
async def test_who_cannot_sign_in_is_told_what_to_do(begin: Begin, intent: str, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("loans", "what do I have" if language == "en" else "چی دستمه")
    said = await talk.says(intent, words)
    assert said.names != ["utter_sign_in"], said
    assert said.names != ["utter_sign_in_again"], said
