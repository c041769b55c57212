"""Taking back what was just done, beside what else a message wishes."""

from __future__ import annotations

import pytest

from language.requests.speech.taking_back import find_taken_back

STAYS = {
    "no wait, leave it. just tell me when it comes": "tell me when it comes",
    "oh no sorry, don't cancel it! how many are before me": "how many are before me",
    "wait i changed my mind, keep it please": "",
    "hmm actually no, put me back in the queue": "",
    "on second thought i still want it": "",
    "undo that pls": "",
    "nooo leave it, and renew dune": None,
    "never mind, keep it": "",
    "Actually I'd like to keep my place in the queue.": "",
    "ok wait, uncancel it, what number am I": "what number am i",
    "نه صبر کن، ولش کن بمونه. فقط هر وقت رسید خبرم کن": "هر وقت رسید خبرم کن",
    "وای اشتباه شد لغوش نکن": "",
    "پشیمون شدم برش گردون": "",
    "نه نه بذار باشه، چند نفر جلومن؟": "چند نفر جلومن?",
    "na vaysa laghvesh nakon": "",
    "دوباره رزروش کن لطفا": "",
    "ببخشید عذر می‌خواهم، نظرم عوض شد؛ رزروم بماند.": None,
    "نه لغو نکن آقا!! میخوامش": None,
    "sabr kon pashimoon shodam, bezar bashe": "",
    "راستش هنوز میخوامش، تا کی باید صبر کنم": "تا کی باید صبر کنم",
}


@pytest.mark.parametrize("text", STAYS)
def test_what_stays_is_heard_with_what_is_wished_for_beside(text: str) -> None:
    found = find_taken_back(text)
    if text.startswith("nooo"):
        # No word of ours leads to it.
        assert found is None
        return
    assert found is not None and found.stays
    if STAYS[text] is not None:
        assert found.rest == STAYS[text]


@pytest.mark.parametrize(
    "text", ["cancel it, and what about Dune", "لغوش کن، بجاش دون رو بده", "scrap that. are you open"]
)
def test_what_was_not_cancelled_is_taken_back_by_cancelling_it(text: str) -> None:
    found = find_taken_back(text)
    assert found is not None and found.cancels and found.rest


@pytest.mark.parametrize(
    "text",
    [
        "cancel the other one", "keep it short please", "don't know", "ok, the next one please",
        "thanks, when are you open",
        "leave it at saadi", "never mind then. do you have anything by steinbeck", "ولش کن. امروز تا کی بازین",
        "نه اون یکی رو لغو کن", "no, the other one", "wait, is it open today?", "ok",
        "can I keep my reservation if I am late?", "",
    ],
)  # fmt: skip
def test_what_takes_nothing_back(text: str) -> None:
    assert find_taken_back(text) is None
