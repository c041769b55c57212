"""The library's own telephone, asked after a branch was spoken of: it is told, and the branch's beside it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.talk import Begin

_LIBRARY, _SAADI = {"fa": "۰۲۱-۰۰۰۰۰۰۰۰", "en": "021-00000000"}, {"fa": "۰۲۱-۰۰۰۰۱۴۰۲", "en": "021-00001402"}
_WHERE = {"fa": "شعبهٔ سعدی کجاست؟", "en": "where is the Saadi branch?"}


@pytest.fixture(autouse=True)
async def a_telephone_at_saadi(services: Services) -> None:
    statement = text("UPDATE branch SET phone = '021-00001402' WHERE code = 'saadi'")
    await services.store.transact(lambda connection: connection.execute(statement))


@pytest.mark.parametrize(
    ("language", "words", "read"),
    [
        ("fa", "شمارهٔ تلفن کتابخانه؟", {"moves": {"place.phone": 0.9}}),
        ("fa", "شماره تلفن کتابخونه چنده", {}),
        ("en", "what is the library's phone number?", {"moves": {"place.phone": 0.9}}),
        ("en", "and the telephone of the library?", {}),
    ],
)
async def test_of_the_library_its_own_is_told_beside_the_branch_s(
    begin: Begin, language: str, words: str, read: dict[str, Any]
) -> None:
    talk = await begin(language)
    await talk.says("location", _WHERE[language])
    said = await talk.says("staff_contact", words, **read)
    assert _LIBRARY[language] in said.text and _SAADI[language] in said.text, said.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("fa", "شمارهٔ تلفنش؟"), ("en", "and its phone number?"), ("en", "what's that library's number")],
)
async def test_of_the_branch_its_own_alone_is_told(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("location", _WHERE[language])
    said = await talk.says("staff_contact", words, moves={"place.phone": 0.9})
    assert _SAADI[language] in said.text and _LIBRARY[language] not in said.text


async def test_of_the_library_all_its_branches_are_where_it_is(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("location", _WHERE["en"])
    said = await talk.says("location", "and the address of the library?", moves={"place.where": 0.9})
    assert "Enghelab" in said.text
