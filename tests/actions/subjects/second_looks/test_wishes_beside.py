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
    (OMID, "en", "renew", "Renew The Hobbit. Please keep Animal Farm for me.", ["utter_renewed", "utter_hold_state"]),
    (OMID, "en", "renew", "Renew The Hobbit. Please keep holding Animal Farm for me.",
     ["utter_renewed", "utter_hold_state"]),
    (TWO, "en", "renew", "Renew The Great Gatsby please. Are there any fines?", ["utter_renewed", "utter_fines_none"]),
    (TWO, "fa", "hours", "شنبه بازین؟ جریمه‌هام چقدره؟", ["utter_hours_all", "utter_fines_none"]),
    (OMID, "en", "cancel_hold", "Cancel my reservation of Animal Farm. Are there any fees?",
     ["utter_cancel_hold_confirm"]),
    (TWO, "fa", "hours", "جمعه بازین؟ گم کردن کارت جریمه داره؟", ["utter_hours_all"]),
    (None, "fa", "hours", "جمعه بازین؟ جریمه دیرکرد هر کتاب چقدره؟", ["utter_hours_all"]),
    (TWO, "en", "loans", "What has my son got out? Are there any fines?", ["utter_loans"]),
    (TWO, "en", "hours", "I have already paid what I owe. Are you open on Saturday?", ["utter_hours_all"]),
    (TWO, "en", "hours", "Thanks, I will see what I owe when I come. Are you open on Friday?", ["utter_hours_all"]),
    (TWO, "en", "hours", "Are you open today? My daughter wonders if I owe money at the cafe.", ["utter_hours_all"]),
    (TWO, "en", "hours", "I lost my card, can I get another? Are you open on Saturday?", ["utter_hours_all"]),
    (TWO, "fa", "hours", "کارتم رو گم کردم، می‌تونم یکی دیگه بگیرم؟ شنبه بازین؟", ["utter_hours_all"]),
    (TWO, "en", "hours", "Are you open today? Can I get more like The Hobbit?", ["utter_hours_all"]),
    (None, "en", "hours", "Are you open today? Where am I to park for that?", ["utter_hours_all"]),
]  # fmt: skip
ALONE = [
    (TWO, "en", "Can you renew The Great Gatsby please? I would be grateful if you could do that before you close."),
    (TWO, "en", "My son is at school until the library closes, so please renew The Great Gatsby."),
    (TWO, "en", "Renew The Great Gatsby please. Would that be possible?"),
    (TWO, "en", "Renew The Great Gatsby please. Is the cafe open on Saturday?"),
    (TWO, "en", "Renew The Great Gatsby please. Is the post office next to you open on Saturday?"),
    (TWO, "en", "Renew The Great Gatsby please. Is the poetry evening open on Saturday?"),
    (TWO, "fa", "Great Gatsby رو تمدید کنید. بانک روبه‌روی شما شنبه بازه؟"),
    (TWO, "fa", "Great Gatsby رو تمدید کنید. ساعت کار کافه چنده؟"),
    (TWO, "en", "Renew The Great Gatsby please. How do I open the e-book file I downloaded?"),
    (TWO, "fa", "Great Gatsby رو تمدید کنید. فایل epub رو چطور باز می‌کنم؟"),
    (TWO, "en", "Renew The Great Gatsby please. What will the new due date be?"),
    (TWO, "en", "Renew The Great Gatsby please. Until when can I keep it now?"),
    (TWO, "en", "Renew The Great Gatsby please. How much longer will I be able to keep the novel?"),
    (TWO, "fa", "Great Gatsby رو تمدید کنید. چند روز دیگه مهلت دارم؟"),
    (TWO, "fa", "سلام، حال شما چطوره امروز؟ Great Gatsby رو تمدید کنید لطفا"),
    (TWO, "fa", "Great Gatsby رو تمدید کنید. می‌دونید که امتحان دارم و چقدر درس مونده؟"),
    (TWO, "fa", "Great Gatsby رو دو هفته دیگه لازم دارم. موعدش رو هم بگید"),
    (TWO, "en", "Renew The Great Gatsby please. Is there any chance that could be done before Saturday?"),
    (TWO, "en", "Renew The Great Gatsby please. Do you want to know the reason for it?"),
    (TWO, "en", "Renew The Great Gatsby. Do you have a minute to talk about my exam?"),
    (TWO, "en", "Renew The Great Gatsby please. Is there anything late in the evening for students on Friday?"),
    (TWO, "en", "Renew The Great Gatsby please. Did you know the library is closed on my birthday?"),
    (TWO, "en", "Renew The Great Gatsby please. How much do I owe you for a new card?"),
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


RECKONED = [
    ("how much is the fine if I return it on Friday?", "Then please renew the other one.", "utter_renewed"),
    ("how much is the fine if I return it on Friday?", "renew it please", "utter_renew_ask_shown"),
    ("If I come back only on Friday, how much is the fine?", "extend that one that is not late", "utter_renew_choose"),
    ("If I bring everything back on Friday, how much is the fine?", "renew it please", "utter_renew_ask_shown"),
    ("اگه جفتشون رو جمعه بیارم چقدر جریمه میشه؟", "تمدیدش کن", "utter_renew_ask_shown"),
]


@pytest.mark.parametrize(("asked", "ordered", "name"), RECKONED)
async def test_only_the_other_one_is_beside_what_was_reckoned(
    begin: Begin, asked: str, ordered: str, name: str
) -> None:
    talk = await begin("en", TWO)
    await talk.says("loans", "what do I have on loan?")
    assert (await talk.says("fines", asked)).names == ["utter_fines_supposed"]
    said = await talk.says("renew", ordered)
    assert said.names == [name] and (name != "utter_renewed" or "Gatsby" in said.text)


@pytest.mark.parametrize("words", ["Number 2. Tell me the due date too.", "Great Gatsby لطفا. موعدش رو هم بگید"])
async def test_a_due_date_beside_a_choice_takes_nothing_from_it(begin: Begin, words: str) -> None:
    talk = await begin("en", TWO)
    await talk.says("renew", "renew a book")
    assert (await talk.says("renew", words)).names == ["utter_renew_check_one"]


async def test_an_order_kept_for_the_sign_in_stays(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("renew", "renew The Great Gatsby")
    assert (await talk.says("hours", "Are you open on Saturday, and do I owe anything?")).names == ["utter_hours_all"]
    await talk.sign_in(TWO)
    assert (await talk.presses("/signed_in")).names == ["utter_signed_in_resume", "utter_renewed"]


async def test_what_is_wished_beside_is_told_after_the_sign_in(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("renew", "renew The Great Gatsby, and Saadi's hours on Saturday please")
    await talk.sign_in(TWO)
    said = await talk.presses("/signed_in")
    assert said.names == ["utter_signed_in_resume", "utter_renewed", "utter_hours"]
