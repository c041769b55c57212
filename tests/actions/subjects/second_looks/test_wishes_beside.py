"""Each wish of a message is answered once, in its order; what is left beside a deed is named, and no more added."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

MINA, OMID, TWO = "20000001", "20000002", "20000004"
ANSWERED = [
    (TWO, "en", "renew", "renew The Great Gatsby, tell me what I owe, and Saadi's hours on Saturday",
     ["utter_renewed", "utter_fines_none", "utter_hours"]),
    (TWO, "fa", "renew", "Great Gatsby رو تمدید کنین، بگین بدهیم چقده و ساعت کار سعدی تو شنبه",
     ["utter_renewed", "utter_fines_none", "utter_hours"]),
    (MINA, "fa", "hours", "اول اینکه کوری رو تمدید کنید بعد ببینید Animal Farm که رزرو کردم به کجا رسید"
     " یه چیز دیگه هم شنبه شعبه سعدی از ساعت چند بازه", ["utter_renewed", "utter_hold_state", "utter_hours"]),
    (TWO, "en", "renew", "Could you renew The Great Gatsby, and how many more can I take?",
     ["utter_renewed", "utter_room_left"]),
    (TWO, "en", "loans", "when is The Great Gatsby due, and are you open then?", ["utter_loan_due", "utter_hours_all"]),
    (OMID, "en", "cancel_hold", "cancel my reservation of Animal Farm, and do I owe anything?",
     ["utter_cancel_hold_confirm", "utter_fines_none"]),
    (None, "en", "hours", "are you open on Saturday, and do I owe anything?", ["utter_hours_all", "utter_sign_in"]),
    (TWO, "en", "renew", "Renew The Great Gatsby please. Also do you have a zoo department with elephants?",
     ["utter_renewed", "utter_parts_unanswered"]),
]  # fmt: skip
ALONE = [
    (TWO, "en", "Can you renew The Great Gatsby please? I would be grateful if you could do that before you close."),
    (TWO, "en", "My son is at school until the library closes, so please renew The Great Gatsby."),
    (TWO, "en", "Renew The Great Gatsby please. Would that be possible?"),
    (TWO, "en", "Renew The Great Gatsby please, could you do that for me?"),
    (TWO, "fa", "لطفا Great Gatsby رو تمدید کنید، میشه؟ چون شنبه تعطیله نمی‌تونم بیام"),
    (TWO, "fa", "Great Gatsby رو تمدید کنید که جریمه نشم، ممنون. کتابخونه که بازه همین امروز میام"),
]


@pytest.mark.parametrize(("card", "language", "intent", "words", "names"), ANSWERED)
async def test_each_wish_is_answered(
    begin: Begin, card: str | None, language: str, intent: str, words: str, names: list[str]
) -> None:
    assert (await (await begin(language, card)).says(intent, words)).names == names


@pytest.mark.parametrize(("card", "language", "words"), ALONE)
async def test_nothing_is_added_where_one_thing_is_wished(begin: Begin, card: str, language: str, words: str) -> None:
    assert (await (await begin(language, card)).says("renew", words)).names == ["utter_renewed"]


async def test_what_is_told_beside_puts_no_end_to_what_waits(begin: Begin) -> None:
    talk = await begin("en", OMID)
    await talk.says("cancel_hold", "cancel my reservation of Animal Farm, and your hours on Saturday please")
    assert (await talk.says("affirm", "yes")).names[0] == "utter_hold_cancelled"


async def test_a_due_date_is_told_and_nothing_renewed(begin: Begin) -> None:
    said = await (await begin("fa", TWO)).says("renew", "بسیار خوب. موعد «بوف کور» را هم بفرمایید.")
    assert said.names == ["utter_loan_due"]


async def test_the_other_one_is_beside_the_late_one_that_was_reckoned(begin: Begin) -> None:
    talk = await begin("en", TWO)
    await talk.says("loans", "what do I have on loan?")
    told = await talk.says("fines", "And how much is the fine if I return it on Friday?")
    assert told.names == ["utter_fines_supposed"]
    said = await talk.says("renew", "Then please renew the other one.")
    assert said.names == ["utter_renewed"] and "Gatsby" in said.text


async def test_what_is_wished_beside_is_told_after_the_sign_in(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("renew", "renew The Great Gatsby, and Saadi's hours on Saturday please")
    await talk.sign_in(TWO)
    said = await talk.presses("/signed_in")
    assert said.names == ["utter_signed_in_resume", "utter_renewed", "utter_hours"]
