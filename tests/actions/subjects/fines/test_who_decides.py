"""Who decides is told beside the offer to register an objection; a yes, a no and other questions stay what they are."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin, Talk

WRONG = "I did not damage it, that is not my fault"


async def offered(begin: Begin) -> Talk:
    talk = await begin("en", card="20000001")
    await talk.presses("/fines")
    assert (await talk.says("fines", WRONG)).names[-1] == "utter_objection_ask"
    return talk


@pytest.mark.parametrize(
    "words",
    [
        'so who decides that? and don\'t tell me "the library", I want to know who looks at it and how long it takes',
        "who decides this?",
        "کی تصمیم می‌گیره؟",
    ],
)
async def test_who_decides_is_told(begin: Begin, words: str) -> None:
    assert (await (await offered(begin)).says("privacy", words, sure=0.84)).names == ["utter_objection_ask"]


async def test_a_yes_files_it(begin: Begin) -> None:
    said = await (await offered(begin)).says("affirm", "ok file it. who looks into it?", sure=0.95)
    assert "utter_objection_ask" not in said.names and "K-" in said.text


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("return", "who checks the books in when I drop them in the box?"),
        ("suggestion", "کیا تصمیم می‌گیرن کدوم کتاب خریده بشه؟"),
        ("deny", "no, forget it. who reads these objections anyway?"),
        ("events", "who looks after the children at the story hour?"),
        ("suggest_purchase", "who decides which books are bought?"),
        ("deny", "no. who decides that?"),
    ],
)
async def test_another_question_is_not_of_the_objection(begin: Begin, read: str, words: str) -> None:
    said = await (await offered(begin)).says(read, words, sure=0.95)
    assert said.names[:1] != ["utter_objection_ask"]
