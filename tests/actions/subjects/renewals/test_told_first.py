"""Where it is to be told first which loans may be renewed, nothing is; and a loan may be meant by its day."""

from __future__ import annotations

import pytest

from language.requests.speech.wishes_beside import asks_when_due
from tests.support.talk import Begin

CARD = "20000001"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "renew all my books, no wait, first tell me which can be renewed"),
        ("en", "I'd like to renew everything but hang on, tell me first which ones can be"),
        ("en", "before you renew anything let me know which of them can be renewed"),
        ("fa", "می‌خواستم کتابامو تمدید کنم همه رو یا نه صبر کن اول بگو اصلا کدوماش میشه تمدید بشه"),
        ("fa", "همه رو تمدید کن، نه وایسا، اول ببین کدومشون قابل تمدیده"),
        ("fa", "hamaro tamdid kon, na sabr kon aval begu kodumesh mishe"),
    ],
)
async def test_which_may_be_renewed_is_told_first(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language, CARD)).says("renew", words)
    assert said.names == ["utter_renew_check"]


@pytest.mark.parametrize(
    ("language", "left", "after"),
    [
        ("en", "leave the one that's due first, don't renew it", "oh no, sorry, renew it too"),
        ("fa", "همون که زودتر از همه موعدشه رو نگه دار یعنی تمدیدش نکن", "نه ببخشید اشتباه گفتم اونم تمدید کن"),
    ],
)
async def test_one_that_is_left_alone_by_its_day_is_the_one_that_is_renewed_then(
    begin: Begin, language: str, left: str, after: str
) -> None:
    talk = await begin(language, CARD)
    said = await talk.says("renew", left)
    assert said.names == ["utter_renew_left"] and "Nineteen Eighty-Four" in said.text
    said = await talk.says("renew", after)
    # The limit of that one is reached.
    assert said.names == ["utter_renew_refused"] and "Nineteen Eighty-Four" in said.text


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("ok pas baghiash bemune. faghat tarikhe akharin ketab ro ye bar dige begu benevisam ru yakhchal", True),
        ("ok leave the rest. just tell me the date of the last one again so I can write it down", True),
        ("باشه بقیه‌ش بمونه. فقط تاریخ آخری رو یه بار دیگه بگو بنویسم", True),
        ("renew the last one", False), ("تاریخ آخری رو عقب بنداز", False),
        ("tell me the new due date if I renew", False),
    ],
)  # fmt: skip
def test_a_day_is_wished_to_be_told_once_more(text: str, due: bool) -> None:
    assert asks_when_due(text) is due
