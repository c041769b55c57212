"""What is told with the order to register nothing is not filed; a reproach that nothing was is."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin


async def filed(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")))


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("fa", "complaint", "بذار یه بارم به راننده زنگ بزنم. فعلا چیزی ثبت نکن"),
        ("fa", "complaint", "سر و صدا زیاده، ولی لازم نیست چیزی ثبت کنی"),
        ("fa", "report_fault", "چراغ میزم خرابه ولی چیزی گزارش نکنید، خودم به نگهبان می‌گم"),
        ("fa", "complaint", "seda ziade vali chizi sabt nakon"),
        ("en", "complaint", "the staff were rude to me but don't register anything yet"),
        ("en", "complaint", "I'm annoyed with the noise upstairs. no need to file anything"),
        ("en", "lost_property", "I left my scarf somewhere, don't report it yet, I'll look at home first"),
    ],
)
async def test_nothing_is_filed(services: Services, begin: Begin, language: str, intent: str, words: str) -> None:
    said = await (await begin(language, "20000001")).says(intent, words)
    assert said.names == ["utter_left_alone"]
    assert await filed(services) == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "چرا شکایتم رو ثبت نکردید؟ خیلی بد برخورد کردن"),
        ("fa", "اگه ثبت نکنید به مدیرتون می‌گم. برخوردتون افتضاح بود"),
        ("en", "your people don't register it when I return a book and then fine me, this is outrageous"),
        ("en", "why don't you file it? your staff were rude to me and I want to complain"),
        ("en", "if you don't record this I go to the newspaper, the toilets are filthy"),
    ],
)
async def test_a_reproach_is_filed(services: Services, begin: Begin, language: str, words: str) -> None:
    await (await begin(language, "20000001")).says("complaint", words)
    assert await filed(services) == 1
