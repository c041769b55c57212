"""What is said beside the patron's own card number and PIN is what is wanted; of anything else they are left alone."""

from __future__ import annotations

import pytest

from language.masking import mask
from language.secret_beside import words_beside_secret

WANTED = {
    "شماره کارتم 20001001 رمزم 1234 امانت‌هام رو بگو": "امانت‌هام رو بگو",
    "شماره کارتم ۲۰۰۰۱۰۰۱ و رمزم ۱۲۳۴ه، امانت‌هام رو بگو": "امانت‌هام رو بگو",
    "my card is 20001001 and my pin is 1234, what do I have on loan?": "what do I have on loan?",
    "card 20001001 pin 1405 renew everything": "renew everything",
    "kart 20001001 ramz 1405 amanatam ro begoo": "amanatam ro begoo",
    "my card number is 20001001. what do I owe?": "what do I owe?",
    "با شماره عضویت ۲۰۰۰۱۰۰۱ چه کتاب‌هایی دارم": "چه کتاب‌هایی دارم",
    "رزرو کلیدر من چی شد؟ شماره عضویتم ۲۰۰۰۱۰۰۱": "رزرو کلیدر من چی شد؟",
    "renew my loans, card 20001001, pin 1405": "renew my loans",
    "I'm member 20001001, is my hold ready?": "is my hold ready?",
    "سلام شماره کارتم ۲۰۰۰۱۰۰۱ رمزم ۱۴۰۵": "",
}


@pytest.mark.parametrize("text", WANTED)
def test_what_is_wanted_stays(text: str) -> None:
    assert words_beside_secret(mask(text).text) == WANTED[text]


@pytest.mark.parametrize(
    "text",
    [
        "I forgot my pin, my card is 20001001",
        "my pin 1234 does not work",
        "رمزم 1234 کار نمی‌کنه",
        "I lost my card, number 20001001",
        "what does card 20001001 have on loan?",
        "my husband's card is 20001001 pin 1405 what has he got",
        "کارت پسرم ۲۰۰۰۱۰۰۱ رمزش ۱۴۰۵ امانت‌هاش رو بگو",
        "block card 20001001 please",
        "delete fines on card 20001001",
        "my PIN is 1405 and I want to change it",
        "my phone is 09121234567",
        "what do I owe?",
    ],
)
def test_what_is_said_of_the_card_itself_or_of_others_is_left(text: str) -> None:
    assert words_beside_secret(mask(text).text) is None
