"""The flow of a conversation: what a sign-in goes on with, what is left as it is, and what nobody wished to file."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

MINA = "20000001"


@pytest.mark.parametrize(
    ("language", "intent", "asked", "reading", "done", "answer"),
    [
        ("en", "out_of_scope", "how much do i owe by now", "sign_in", "right, I'm logged in", "utter_fines"),
        ("fa", "out_of_scope", "بدهیم چقدر شده", "sign_in", "بیا، وارد شدم", "utter_fines"),
        (
            "fa",
            "search_book",
            "shahname ro ta key bayad biaram",
            "sign_in",
            "aha login kardam, bebin",
            "utter_loan_due",
        ),
        ("fa", "out_of_scope", "بدهیم چنده الان", "affirm", "آره وارد شدم", "utter_fines"),
        ("en", "hold_status", "what have i reserved", "affirm", "I'm in, yes", "utter_holds_one"),
        ("en", "hold_status", "what have i reserved", "affirm", "done", "utter_holds_one"),
        ("fa", "loans", "چی دست منه", "greet", "سلام وارد شدم", "utter_loans"),
    ],
)
async def test_what_was_asked_is_answered_when_the_sign_in_is_said_to_be_done(
    begin: Begin, language: str, intent: str, asked: str, reading: str, done: str, answer: str
) -> None:
    talk = await begin(language)
    await talk.says(intent, asked)
    await talk.sign_in(MINA)
    await talk.presses("/signed_in")
    said = await talk.says(reading, done, sure=0.6)
    assert said.names == [answer]


async def test_an_own_question_that_was_not_understood_is_answered_right_after_the_sign_in(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("out_of_scope", "how much do i owe by now")).names == ["utter_out_of_scope"]
    await talk.sign_in(MINA)
    said = await talk.presses("/signed_in")
    assert said.names == ["utter_signed_in_resume", "utter_fines"] and "30,000" in said.text


async def test_a_question_about_the_house_is_no_reason_to_answer_from_the_record(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("hours", "when are you open")
    await talk.sign_in(MINA)
    assert (await talk.presses("/signed_in")).names == ["utter_signed_in"]


async def test_a_yes_after_the_sign_in_renews_nothing(begin: Begin) -> None:
    talk = await begin("en")
    await talk.sign_in(MINA)
    await talk.presses("/signed_in")
    said = await talk.says("affirm", "yes please")
    assert not any(name.startswith("utter_renew") for name in said.names)


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "cancel", "actually leave it as it is"),
        ("en", "cancel", "leave it at Saadi"),
        ("en", "cancel", "never mind"),
        ("fa", "cancel", "نه ولش کن، بمونه"),
        ("fa", "deny", "نه همون‌جوری باشه"),
    ],
)
async def test_what_is_left_as_it_is_cancels_no_reservation(
    begin: Begin, language: str, intent: str, words: str
) -> None:
    talk = await begin(language, card=MINA)
    await talk.says("hold_status", "رزروهام" if language == "fa" else "my reservations")
    said = await talk.says(intent, words)
    assert said.names == ["utter_left_alone"]


async def test_an_order_to_cancel_is_heard_however_it_was_read(begin: Begin) -> None:
    talk = await begin("fa", card=MINA)
    await talk.says("hold_status", "رزروهام چیه")
    said = await talk.says("nlu_fallback", "همون که آماده‌ست رو لغو کن", sure=0.3)
    assert said.names == ["utter_cancel_hold_confirm"]


@pytest.mark.parametrize(
    ("language", "intent", "words", "answer", "part"),
    [
        ("en", "loan_policy", "how many times have I renewed Nineteen Eighty-Four?", "utter_loans_due", "2 renewals"),
        ("fa", "nlu_fallback", "تا حالا چند بار کوری رو تمدید کردم؟", "utter_loans_due", "هنوز تمدید نشده"),
        ("en", "fines", "what is the most one may owe?", "utter_blocks_not", "100,000"),
        ("fa", "fines", "سقف بدهی مجاز چقدره؟", "utter_blocks_not", "۱۰۰٬۰۰۰"),
        ("en", "fines", "how much would I have to pay for it to work again?", "utter_blocks_not", "30,000"),
        ("fa", "hold", "چرا اجازهٔ رزرو ندارم؟", "utter_blocks_not", "۳۰٬۰۰۰"),
        ("en", "complaint", "why won't you let me take another book?", "utter_blocks_not", "30,000"),
        ("en", "out_of_scope", "how many more can I take?", "utter_room_left", "limit"),
        ("fa", "suggest_purchase", "چند تا دیگه می‌تونم ببرم؟", "utter_room_left", "سقف"),
    ],
)
async def test_what_only_the_record_tells_is_told_from_it(
    begin: Begin, language: str, intent: str, words: str, answer: str, part: str
) -> None:
    said = await (await begin(language, card=MINA)).says(intent, words)
    assert said.names == [answer] and part in said.text


async def test_who_is_not_signed_in_is_asked_to_for_what_only_the_record_tells(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("loan_policy", "how often have I renewed Nineteen Eighty-Four?")).names == ["utter_sign_in"]
    await talk.sign_in(MINA)
    said = await talk.presses("/signed_in")
    assert said.names == ["utter_signed_in_resume", "utter_loans_due"] and "2 renewals" in said.text


@pytest.mark.parametrize(
    ("language", "words", "part"),
    [
        ("en", "same for grown-ups?", "members"),
        ("en", "and adults", "members"),
        ("fa", "بزرگسال‌ها هم همینه؟", "اعضا"),
    ],
)
async def test_the_rule_is_told_for_others_without_a_sign_in(
    begin: Begin, language: str, words: str, part: str
) -> None:
    talk = await begin(language)
    first = "how much is a day late" if language == "en" else "هر روز دیرکرد چنده"
    assert (await talk.says("fines", first)).names == ["utter_late_terms"]
    said = await talk.says("fines", words, moves={"fee.total": 0.95})
    assert said.names == ["utter_late_terms"] and part in said.text


async def test_another_kind_of_item_after_the_terms_is_no_title(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("loan_policy", "how long may I keep a book")
    said = await talk.says("search_book", "dvd?", title="dvd")
    assert said.names == ["utter_terms"] and "7 days" in said.text


async def test_a_place_at_an_event_is_no_reservation_of_a_book(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("events", "what is on this week")
    said = await talk.says("hold", "put me down for it", title="down for it")
    assert "utter_sign_in" not in said.names and "utter_hold_what" not in said.names


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "suggest_purchase", "could I bring a new copy in place of paying?"),
        ("en", "website_problem", "is that the one with the notes facing the poems?"),
        ("en", "complaint", "I work in a bakery and was never much of a reader"),
        ("en", "lost_property", "the children's part I mean, not the adults' room"),
        ("fa", "lost_property", "بخش کودک رو میگم نه سالن بزرگسال"),
        ("fa", "complaint", "نانوایی کار می‌کنم و اهل کتاب نبودم"),
    ],
)
async def test_what_tells_nothing_of_a_matter_opens_no_case(
    begin: Begin, language: str, intent: str, words: str
) -> None:
    said = await (await begin(language)).says(intent, words, sure=0.55)
    assert not any(name.endswith("_taken") for name in said.names)


async def test_a_purchase_without_a_title_is_asked_which(begin: Begin) -> None:
    said = await (await begin("en")).says("suggest_purchase", "could you buy it? everybody in my class would read it")
    assert said.names == ["utter_ask_suggest_purchase"]


async def test_a_question_of_numbers_joins_no_complaint(begin: Begin) -> None:
    talk = await begin("fa")
    assert (await talk.says("complaint", "کارمندتون سرم داد زد")).names == ["utter_complaint_taken"]
    said = await talk.says(
        "complaint", "سقف عضو چنده پس", sure=0.87, ranking=[("complaint", 0.87), ("loan_policy", 0.1)]
    )
    assert said.names == ["utter_terms"]


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "bot_challenge", "I did type it there first! That's exactly what I'm telling you"),
        ("en", "deny", "I already did that!"),
        ("fa", "affirm", "همین کارو کردم دیگه! دارم همینو میگم"),
    ],
)
async def test_a_protest_is_owned_up_to(begin: Begin, language: str, intent: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("account", "رمزم کار نمی‌کنه" if language == "fa" else "my PIN does not work")
    said = await talk.says(intent, words)
    assert said.names == ["utter_protest"] and said.buttons


async def test_what_is_asked_when_an_alarm_is_over_is_answered(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("emergency", "there is smoke in the reading room", emergency="fire")
    said = await talk.says("hours", "false alarm, it's over. are you open tomorrow?")
    assert said.names == ["utter_emergency_over", "utter_hours_all"]


async def test_who_is_afraid_is_heard_when_they_ask_not_to_be_named(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("emergency", "یه آقایی دنبالمه می‌ترسم", emergency="harassment")
    said = await talk.says("privacy", "نمی‌خوام بفهمه من گفتم، اسممو ننویسین")
    assert said.names == ["utter_emergency_next"]


async def test_a_search_that_was_asked_back_is_not_asked_again_once_the_talk_moves_on(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "find me a book please")
    assert (talk.slots.get("pending") or {}).get("do") == "search"
    assert (await talk.says("hours", "are you open")).names == ["utter_hours_all"]


@pytest.mark.parametrize("text", ["ok leave it there", "great, keep it at Central"])
async def test_who_is_content_with_a_reservation_keeps_it(begin: Begin, text: str) -> None:
    talk = await begin("en", card="20000003")
    asked = await talk.says("hold", "«بوف کور» رو برای شعبه سعدی رزرو کن", title="بوف کور", branch="شعبه سعدی")
    placed = asked if asked.names == ["utter_hold_placed"] else await talk.presses(asked.buttons[0]["payload"])
    assert placed.names == ["utter_hold_placed"]
    said = await talk.says("affirm", text)
    assert not any("cancel" in name or "undone" in name or "dropped" in name for name in said.names)
