"""What befell somebody in the past and is told as a reason rings no alarm; what goes on always does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from actions.dialogue.turn import Services
from actions.subjects.emergencies.past_emergencies import tells_past_reason
from crm.handoff import alarms
from protocol import plain_yaml
from tests.support.talk import Begin

WORDINGS = Path(__file__).parents[3] / "language" / "emergencies"


def told(name: str) -> list[str]:
    kinds: dict[str, Any] = plain_yaml.load((WORDINGS / f"{name}.yml").read_text(encoding="utf-8"))["emergencies"]
    return [text for texts in kinds.values() for text in texts]


OVER = [
    "من تصادف کرده بودم دو هفته خونه بودم، نمیشه یه تخفیفی چیزی بدین؟",
    "ماه پیش تصادف کردم، واسه همین دیر آوردم",
    "پام شکسته بود یه ماه خونه بودم، جریمه‌مو کم می‌کنید؟",
    "بابام هفته پیش سکته کرد نتونستم بیام، میشه ببخشید جریمه رو؟",
    "مادرم دو هفته بیمارستان بستری بود، دیرکردم رو ببخشید",
    "کیفم رو دزدیده بودن با کتابا، برای همین دیر شد",
    "خونه‌مون ماه قبل آتیش گرفت، مهلت بیشتری می‌دین؟",
    "man tasadof karde budam, jarime ro kam mikonid?",
    "دیشب حالم بد شد و غش کردم، نتونستم کتاب رو پس بیارم",
    "به علت تصادف ماه گذشته تأخیر داشتم، معاف می‌شوم؟",
    "I had an accident last month, that is why I was late",
    "I was in hospital for two weeks after a crash, can you waive the fine?",
    "my father had a heart attack last week so I couldn't return the books",
    "I'd been hit by a car three weeks ago, could you reduce the fee?",
    "our flat burned last month, I missed the deadline because of it",
    "I was robbed on Tuesday last week, they took the bag, so the books are late",
    "my son had broken his leg and we stayed home ten days, is there any discount on the late fee?",
    "she fainted at work two weeks ago and we couldn't come, please forgive the charge",
    "I had a stroke in March, can I get an extension?",
    "my wife collapsed last month and I missed my reservation",
]
UNDER_WAY = [
    "یه نفر تصادف کرده جلوی در افتاده زمین",
    "دیروز هم غش کرده بود، الان دوباره بیهوشه کمک",
    "پیرمرده سکته کرده، کمک کنید",
    "دیشب تا حالا نفس نمی‌کشه درست، اورژانس خبر کنید",
    "بچم از پله افتاد سرش خون میاد",
    "he had a stroke last year and now he has collapsed in the hall",
    "a man had a heart attack by the return box",
    "there was an accident in front of the library, somebody is bleeding",
    "my mother fell yesterday and she can't move, help",
    "somebody just stole my bag, the one with the overdue books",
]


@pytest.mark.parametrize("text", OVER)
async def test_a_reason_of_the_past_rings_no_alarm(begin: Begin, services: Services, text: str) -> None:
    talk = await begin("fa" if "ا" in text else "en")
    said = await talk.says("emergency", text, ranking=[("emergency", 1.0), ("fines", 0.4)], emergency="medical")
    assert not any(name.startswith("utter_emergency") for name in said.names)
    assert await alarms.alarms(services.store) == []
    then = await talk.says("human_help", "با کی باید حرف بزنم" if talk.language == "fa" else "who can I talk to")
    assert not any(name.startswith("utter_emergency") for name in then.names)


@pytest.mark.parametrize("text", UNDER_WAY)
async def test_what_goes_on_rings_whatever_was_before(begin: Begin, services: Services, text: str) -> None:
    talk = await begin("en")
    await talk.says("emergency", text, emergency="medical")
    assert [one.kind for one in await alarms.alarms(services.store)] == ["medical"]


@pytest.mark.parametrize("name", ["known", "frozen", "fresh", "last"])
def test_no_wording_of_an_emergency_is_taken_for_a_reason(name: str) -> None:
    assert [text for text in told(name) if tells_past_reason(text)] == []


async def test_despair_is_never_a_reason(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    text = "last month I took pills to die, that is why I was late"
    await talk.says("emergency", text, emergency="despair")
    assert [one.kind for one in await alarms.alarms(services.store)] == ["despair"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "اگه فردا یکی رو بفرستم کتابا رو بیاره مشکلی نیست؟"),
        ("fa", "بقیه رو بفرستم بیرون مشکلی نداره؟"),
        ("en", "is it ok if I leave the books here?"),
    ],
)
async def test_who_asks_for_leave_takes_no_alarm_back(
    begin: Begin, services: Services, language: str, text: str
) -> None:
    talk = await begin(language)
    await talk.says("emergency", "یه نفر غش کرده", emergency="medical")
    await talk.says("return", text)
    [one] = await alarms.alarms(services.store)
    assert one.taken_back_at is None
