"""Clearance: the record says what is open, nothing is asked for while anything is, and the certificate once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from actions.dialogue.turn import Services
from crm import records
from crm.database.upsert import table_of
from tests.support.talk import Begin

MINA, OMID, NOBODY, TWO = "20000001", "20000002", "20000003", "20000004"
CASE = table_of(records.ServiceCase)


async def cases(services: Services) -> list[tuple[str, str, str]]:
    query = select(CASE.c.kind, CASE.c.subject, CASE.c.description).order_by(CASE.c.id)
    return await services.store.look(lambda connection: [tuple(row) for row in connection.execute(query)])


@pytest.mark.parametrize(
    ("language", "intent", "words", "parts"),
    [
        ("fa", "fines", "برای دانشگاه تسویه‌حساب می‌خواهم", ("بازگرداندن «کوری»", "Animal Farm", "۳۰٬۰۰۰")),
        ("en", "account", "I need a clearance letter for my university", ("return", "کوری", "“Animal Farm”", "30,000")),
        ("en", "nlu_fallback", "am I clear with the library?", ("return", "کوری")),
        ("fa", "out_of_scope", "گواهی عدم بدهی لازم دارم", ("پرداخت",)),
    ],
)
async def test_what_is_open_is_named_and_nothing_is_promised(
    begin: Begin, services: Services, language: str, intent: str, words: str, parts: tuple[str, ...]
) -> None:
    said = await (await begin(language, card=MINA)).says(intent, words)
    assert said.names == ["utter_clearance_open"]
    assert [part for part in parts if part not in said.text] == []
    assert await cases(services) == []


async def test_who_is_clear_may_ask_for_the_certificate_and_once(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=NOBODY)
    said = await talk.says("fines", "I need a clearance certificate for my degree")
    assert said.names == ["utter_clearance_clear"] and said.statuses == ["clarified"]
    assert await cases(services) == [], "nothing is asked for before the yes"
    taken = await talk.presses(said.payload("Yes, ask for it"))
    assert taken.names == ["utter_clearance_taken"]
    [(kind, subject, words)] = await cases(services)
    assert (kind, subject) == ("question", "clearance") and "clearance certificate for my degree" in words
    # Another day's chat of the same patron finds the request that is open.
    other = await begin("fa", card=NOBODY)
    said = await other.says("account", "تسویه حساب می‌خوام")
    again = await other.says("affirm", "بله لطفاً")
    assert said.names[-1] == "utter_clearance_clear" and again.names == ["utter_case_once"]
    assert "گواهی تسویه‌حساب" in again.text
    assert len(await cases(services)) == 1


async def test_a_no_asks_for_nothing(begin: Begin, services: Services) -> None:
    talk = await begin("fa", card=NOBODY)
    await talk.says("account", "تسویه حساب می‌خوام")
    await talk.says("deny", "نه ممنون")
    assert await cases(services) == []


async def test_what_came_since_the_question_is_looked_at(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=NOBODY)
    said = await talk.says("fines", "clearance please")
    patron = table_of(records.Patron)
    fine = table_of(records.Fine)

    def owe(connection: object) -> None:
        key = connection.scalar(select(patron.c.id).where(patron.c.display_name == "Nothing Out"))  # type: ignore[attr-defined]
        now = services.store.clock.now()
        row = {"ils_fine_id": "f-new", "patron_id": key, "kind": "overdue", "amount_minor": 5000, "currency": "IRR"}
        connection.execute(fine.insert().values(**row, assessed_at=now))  # type: ignore[attr-defined]

    await services.store.transact(owe)
    told = await talk.presses(said.payload("Yes, ask for it"))
    assert told.names == ["utter_clearance_open"] and "5,000" in told.text
    assert await cases(services) == []


async def test_who_is_not_signed_in_is_asked_to_and_answered_then(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("fines", "I need a clearance letter")
    assert said.names == ["utter_sign_in"]
    await talk.sign_in(OMID)
    then = await talk.presses("/signed_in")
    assert then.names == ["utter_signed_in_resume", "utter_clearance_open"]


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("staff_contact", "مسئول تسویه حساب کیه"),
        ("account", "برگهٔ تسویه‌حساب دانشگاه را کجا بگیرم؟"),
        ("fines", "می‌خواهم بدهی‌ام را تسویه کنم"),
        ("complaint", "برای یک امضای تسویه‌حساب سه بار منو فرستادین این شعبه اون شعبه"),
        ("account", "بعد از تسویه حساب دانشگاه کارت کتابخانه‌ام معتبر می‌ماند؟"),
        ("fines", "how long does a clearance take?"),
        ("events", "when is the clearance sale?"),
    ],
)
async def test_what_is_asked_of_the_house_is_none(begin: Begin, intent: str, words: str) -> None:
    said = await (await begin("fa", card=MINA)).says(intent, words)
    assert not [name for name in said.names if name.startswith("utter_clearance")]


@pytest.mark.parametrize("read", ["affirm", "account", "fines"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "yes, the clearance certificate please"),
        ("en", "yes please ask for the clearance letter"),
        ("fa", "بله گواهی تسویه حساب رو بخواه"),
        ("fa", "آره تسویه‌حساب می‌خوام"),
    ],
)
async def test_a_yes_in_words_asks_for_it(
    begin: Begin, services: Services, language: str, words: str, read: str
) -> None:
    talk = await begin(language, card=NOBODY)
    await talk.says("account", "I need a clearance letter" if language == "en" else "تسویه حساب می‌خوام")
    assert (await talk.says(read, words, rest=("account", 0.9))).names == ["utter_clearance_taken"]
    assert len(await cases(services)) == 1


@pytest.mark.parametrize(
    "words", ["yes, but I don't need the clearance certificate yet", "yes, what does the clearance letter say?"]
)
async def test_what_is_no_plain_yes_asks_for_nothing(begin: Begin, services: Services, words: str) -> None:
    talk = await begin("en", card=NOBODY)
    await talk.says("account", "I need a clearance letter")
    await talk.says("account", words, rest=("account", 0.9))
    assert await cases(services) == []


@pytest.mark.parametrize(
    ("language", "words", "done"),
    [
        ("en", "yes renew it, and I need a clearance letter", True),
        ("fa", "بله تمدیدش کن، و تسویه‌حساب هم می‌خوام", True),
        ("en", "yes, but don't renew it, I need a clearance letter", False),
    ],
)
async def test_a_yes_to_something_else_is_not_lost(begin: Begin, language: str, words: str, done: bool) -> None:
    talk = await begin(language, card=TWO)
    await talk.says("loans", "my books" if language == "en" else "کتابام")
    await talk.says("renew", "could they be renewed?" if language == "en" else "میشه تمدیدشون کرد؟")
    assert talk.slots["pending"]["do"] == "renew"
    said = await talk.says("account", words, rest=("account", 0.9))
    assert ("utter_renewed_all" in said.names) == done and "utter_clearance_open" in said.names


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "yes I need a clearance letter"), ("fa", "بله من تسویه‌حساب می‌خوام")],
)
async def test_a_yes_that_may_be_none_of_the_open_question_leaves_it_open(
    begin: Begin, language: str, words: str
) -> None:
    talk = await begin(language, card=OMID)
    await talk.says(
        "cancel_hold", "cancel my hold on Animal Farm" if language == "en" else "رزرو Animal Farm رو لغو کن"
    )
    assert talk.slots["pending"]["do"] == "cancel_hold"
    said = await talk.says("account", words, rest=("account", 0.9))
    assert said.names[0] == "utter_clearance_open" and talk.slots["pending"]["do"] == "cancel_hold"
