"""What is asked of one's own loans, reservations, debts and card is answered first and from the record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from protocol.clock import FixedClock
from tests.support.statements import scalar
from tests.support.talk import Begin

# Of the first patron: 1984 has no renewals left, «کوری» may be renewed, «صد سال تنهایی» is waited for, «شاهنامه» is too
# early; Animal Farm waits at Saadi until Thursday; 30,000 rials are owed.
MINA, OMID, TWO = "20000001", "20000002", "20000004"


@pytest.mark.parametrize(
    ("language", "intent", "words", "answer", "part"),
    [
        ("en", "hold_status", "is somebody waiting for Sad Sal Tanhayi?", "utter_loan_waiting", "1 person"),
        ("fa", "hold_status", "چند نفر منتظر صد سال تنهایی هستن؟", "utter_loan_waiting", "۱ نفر"),
        ("fa", "out_of_scope", "kasi montazere kuri hast?", "utter_loan_nobody_waits", "کوری"),
        ("en", "privacy", "which of my books does somebody else want?", "utter_loans_waited", "صد سال تنهایی"),
        ("fa", "loans", "کدوم کتابم رو کسی منتظرشه؟", "utter_loans_waited", "صد سال تنهایی"),
        ("en", "loans", "which of my books is due first?", "utter_loan_first", "Nineteen Eighty-Four"),
        ("fa", "loans", "کدومش زودتر مهلتش تموم میشه؟ کتابام", "utter_loan_first", "Nineteen"),
        ("en", "nlu_fallback", "how come Eighty-Four can't be renewed", "utter_renew_why_all", "2 renewals"),
        ("fa", "search_book", "شاهنامه رو تا کی باید بیارم", "utter_loan_due", "شاهنامه"),
        ("fa", "search_book", "شاهنامه‌رو چی، اونم باید بیارم؟", "utter_loan_due", "شاهنامه"),
        ("en", "chitchat", "how long will you keep my reservation?", "utter_hold_kept_until", "14:00 to 17:00"),
        ("fa", "loans", "مزرعهٔ animal farm رو تا کی نگه میدارین؟", "utter_hold_kept_until", "۵ آذر"),
        ("en", "renew", "could you keep my reservation until Saturday?", "utter_hold_no_longer", "26 November"),
        ("fa", "renew", "میشه رزروم رو تا شنبه نگه دارین؟", "utter_hold_no_longer", "۵ آذر"),
        ("en", "hold", "I can't come for my reservation before Saturday", "utter_hold_too_late", "26 November"),
        ("en", "hold_status", "can I collect my hold on Thursday?", "utter_hold_in_time", "Thursday"),
        ("fa", "hold_status", "رزروم کدوم شعبه‌ست؟", "utter_hold_state", "سعدی"),
        ("en", "out_of_scope", "can I pay my debt in two parts?", "utter_debt_part", "30,000"),
        ("fa", "fines", "میشه نصف بدهیم رو الان بدم؟", "utter_debt_part", "۳۰٬۰۰۰"),
        ("en", "borrow", "does my fine stop me from borrowing?", "utter_blocks_not", "100,000"),
        ("fa", "out_of_scope", "با این بدهی کارتم بسته میشه؟", "utter_blocks_not", "۱۰۰٬۰۰۰"),
        ("en", "fines", "how much is my debt in total?", "utter_debt_total", "30,000"),
    ],
)  # fmt: skip
async def test_a_question_is_answered_from_the_record(
    begin: Begin, language: str, intent: str, words: str, answer: str, part: str
) -> None:
    said = await (await begin(language, card=MINA)).says(intent, words)
    assert said.names == [answer] and part in said.text


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "I can come in two days, can you keep my reservation until then?", "utter_hold_kept_anyway"),
        ("en", "can you keep my reservation for two days?", "utter_hold_kept_anyway"),
        ("fa", "رزروم رو تا دو روز دیگه نگه می‌دارید؟", "utter_hold_kept_anyway"),
        ("fa", "میشه رزروم رو تا دو روز دیگه نگهش دارین؟", "utter_hold_kept_anyway"),
        ("en", "can you keep my reservation two days longer?", "utter_hold_no_longer"),
        ("en", "can you keep my reservation until Thursday and two more days?", "utter_hold_no_longer"),
        ("en", "I can come in five days, can you keep my reservation until then?", "utter_hold_no_longer"),
        ("fa", "میشه رزروم رو تا پنج روز دیگه نگه دارین؟", "utter_hold_no_longer"),
        ("fa", "میشه رزروم رو دو روز بیشتر نگه دارین؟", "utter_hold_no_longer"),
    ],
)
async def test_a_day_until_which_it_is_kept_is_not_refused(
    begin: Begin, language: str, words: str, answer: str
) -> None:
    # It is Tuesday; Animal Farm is kept until Thursday.
    talk = await begin(language, card=MINA)
    await talk.says("hold_status", "my reservations" if language == "en" else "رزروهام")
    assert (await talk.says("renew", words, moves={"hold.longer": 0.9})).names == [answer]


@pytest.mark.parametrize(
    ("words", "answer", "part"),
    [
        ("why was it refused?", "utter_renew_why_all", "1 person"),
        ("how many people are waiting?", "utter_loan_waiting", "1 person"),
        ("so after I return it can I just queue up again?", "utter_again_waited", "in the queue again"),
        ("until when do I have it then?", "utter_loan_due", "27 November"),
    ],
)
async def test_what_was_just_refused_is_what_the_next_question_is_about(
    begin: Begin, words: str, answer: str, part: str
) -> None:
    talk = await begin("en", card=MINA)
    assert (await talk.says("renew", "renew sad sal tanhayi")).names == ["utter_renew_refused"]
    said = await talk.says("hold_status", words)
    assert said.names == [answer] and part in said.text


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "Oh lovely. How long will you hang on to it for me?", "utter_hold_kept_until"),
        ("en", "and at which branch?", "utter_hold_state"),
        ("fa", "تا کی نگه‌ش می‌دارین", "utter_hold_kept_until"),
        ("fa", "وای نمیرسم تا شنبه نگه دارین", "utter_hold_no_longer"),
    ],
)
async def test_the_reservation_just_told_of_is_asked_about(
    begin: Begin, language: str, words: str, answer: str
) -> None:
    talk = await begin(language, card=MINA)
    await talk.says("hold_status", "my reservations" if language == "en" else "رزروهام")
    assert (await talk.says("chitchat", words)).names == [answer]


async def test_places_in_the_queue_are_told_of_the_one_that_is_named(begin: Begin) -> None:
    talk = await begin("en", card=OMID)
    first = await talk.says("out_of_scope", "how many are before me for sad sal tanhayi")
    assert first.names == ["utter_hold_place_first"] and "nobody is before you" in first.text
    other = await talk.says("hold_status", "and the other one, where am I in the line?")
    assert other.names[0].startswith("utter_hold_place") and "Animal Farm" in other.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "I'm signed in now."), ("en", "there, logged in, look for yourself"), ("fa", "الان وارد شدم")],
)
async def test_signed_in_now_is_answered_with_what_was_asked_before(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("loans", "when is شاهنامه due?", title="شاهنامه")
    await talk.sign_in(MINA)
    resumed = await talk.presses("/signed_in")
    again = await talk.says("sign_in", words)
    assert resumed.names[0] == "utter_signed_in_resume" and again.names == resumed.names[1:] == ["utter_loan_due"]


async def test_signed_in_with_a_question_is_answered_with_that(begin: Begin) -> None:
    talk = await begin("en", card=MINA)
    said = await talk.says("sign_in", "I've signed in now. Which of my books is due first?")
    assert said.names == ["utter_loan_first"]


async def test_what_is_told_beside_the_sign_in_renews_nothing(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=MINA)
    words = "It's the Blindness one, I've logged in so you can see. You can still read everything underneath"
    said = await talk.says("sign_in", words, sure=0.33, ranking=[("sign_in", 0.33), ("renew", 0.2), ("loans", 0.1)])
    assert "utter_renewed" not in said.names
    assert int(await scalar(services.store, text("select count(*) from renewal_attempt"))) == 0
    ordered = "I've logged in now. Renew Nineteen Eighty-Four please"
    await talk.says("sign_in", ordered, sure=0.33, ranking=[("sign_in", 0.33), ("renew", 0.2)])
    assert int(await scalar(services.store, text("select count(*) from renewal_attempt"))) == 1


async def test_a_renewal_is_not_done_again_when_the_sign_in_is_told(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("renew", "renew my book")
    await talk.sign_in(OMID)
    assert (await talk.presses("/signed_in")).names[-1] == "utter_renewed"
    assert (await talk.says("sign_in", "I have signed in now")).names == ["utter_loan_due"]
    assert int(await scalar(services.store, text("select count(*) from renewal_attempt"))) == 1


@pytest.mark.parametrize(
    ("intent", "words", "answer"),
    [
        ("thanks", "Thank you. Why was 1984 refused?", "utter_renew_why_all"),
        ("deny", "شنبه خودم میارم. جمعه که نمیشه آورد، نه؟", "utter_loan"),
        ("affirm", "okay, and is somebody waiting for sad sal tanhayi?", "utter_loan_waiting"),
    ],
)
async def test_a_question_leaves_an_open_one_open_and_repeats_it_once(
    begin: Begin, intent: str, words: str, answer: str
) -> None:
    talk = await begin("fa", card=MINA)
    await talk.says("renew", "تمدید")
    said = await talk.says(intent, words)
    assert said.names[-1] == "utter_back_to_question" or said.names[0].startswith(answer)
    assert "utter_left_alone" not in said.names and talk.slots["pending"]
    assert "utter_back_to_question" not in (await talk.says("hours", "ساعت کار؟")).names


@pytest.mark.parametrize("words", ["نه نکن. بذار بمونه", "نه، بمونه"])
async def test_let_it_stay_is_a_no_and_no_title(begin: Begin, words: str) -> None:
    talk = await begin("fa", card=MINA)
    await talk.says("cancel_hold", "رزروم رو لغو کن")
    assert (await talk.says("deny", words)).names == ["utter_left_alone"]


@pytest.mark.parametrize(
    ("language", "words", "branch"),
    [
        ("fa", "شعبه‌شو عوض کن بذار سعدی", "سعدی"),
        ("fa", "بفرستینش سعدی", "سعدی"),
        ("en", "actually make it Saadi instead", "Saadi Branch"),
        ("en", "no wait, Saadi, not Central", "Saadi Branch"),
    ],
)
async def test_the_branch_of_the_reservation_told_of_is_changed_at_once(
    begin: Begin, language: str, words: str, branch: str
) -> None:
    talk = await begin(language, card=OMID)
    await talk.says("hold_status", "Animal Farm")
    moved = await talk.says("renew", words)
    assert moved.names == ["utter_hold_moved"] and branch in moved.text


async def test_my_own_branch_is_the_one_on_the_card(begin: Begin) -> None:
    talk = await begin("en", card=OMID)
    await talk.says("hold_status", "sad sal tanhayi")
    moved = await talk.says("out_of_scope", "Actually, my home branch is closer. Change it to that.")
    assert moved.names == ["utter_hold_moved"] and "Central Library" in moved.text


@pytest.mark.parametrize(
    "words", ["any chance of a bit longer for the hobbit", "make a renew", "hobit ro tamdid kon", "هابیتو تمدید کن"]
)
async def test_words_of_asking_are_never_told_to_be_no_loan(begin: Begin, words: str) -> None:
    said = await (await begin("en", card=OMID)).says("renew", words, title=words)
    assert said.names == ["utter_renewed"] and "The Hobbit" in said.text


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("hours", "until when are you open today?"),
        ("search_book", "who wrote The Hobbit?"),
        ("search_book", "do you have The Hobbit as a film?"),
        ("location", "where is the Saadi branch?"),
        ("hold", "put a hold on شاهنامه for me at Saadi"),
    ],
)
async def test_what_is_asked_of_the_house_stays_there(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", card=OMID)
    await talk.says("loans", "my loans")
    said = await talk.says(intent, words)
    assert not any(name.startswith(("utter_loan", "utter_hold_state", "utter_renew")) for name in said.names)


async def test_two_questions_of_one_message_are_both_answered(begin: Begin) -> None:
    talk = await begin("en", card=MINA)
    await talk.says("hold_status", "my reservations")
    said = await talk.says(
        "hold_status", "I can't come before Saturday, would that be too late? And can my sister collect it?"
    )
    assert said.names[0] == "utter_hold_too_late" and len(said.names) == 2


async def test_which_one_could_not_be_done_is_the_refused_one_alone(begin: Begin) -> None:
    talk = await begin("en", card=MINA)
    await talk.says("renew", "renew everything that can be renewed", which="all")
    said = await talk.says("chitchat", "Aw. Which ones couldn't you do?")
    assert said.names == ["utter_renew_why_all"] and "کوری" not in said.text and "شاهنامه" in said.text


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("renew", "can you give me another week?"),
        ("renew", "mishe ye hafte ezafe konin?"),
        ("out_of_scope", "renew that"),
    ],
)
async def test_more_time_is_asked_for_the_loan_just_told_of(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", card=MINA)
    await talk.says("loans", "when is kuri due?")
    said = await talk.says("renew", words)
    assert "کوری" in said.text and "شاهنامه" not in said.text


async def test_what_if_is_computed_for_the_loan_just_told_of(begin: Begin) -> None:
    talk = await begin("en", card=MINA)
    await talk.says("loans", "when is kuri due?")
    said = await talk.says("hold", "And if I just keep it till 30 November?")
    assert said.names == ["utter_fines_supposed"] and "20,000 rials" in said.text


async def test_an_objection_is_offered_to_be_registered_and_registered_when_told(begin: Begin) -> None:
    talk = await begin("en", card=MINA)
    await talk.says("fines", "what do I owe")
    offered = await talk.says("lost_item", "I brought that book back on time!")
    assert offered.names == ["utter_objection_ask"]
    done = await talk.says("affirm", "okay register it as an objection, only that one")
    assert done.names == ["utter_objection_taken"]


async def test_off_the_list_is_a_cancellation_of_the_reservation_told_of(begin: Begin) -> None:
    talk = await begin("en", card=OMID)
    await talk.says("hold_status", "how many are before me for sad sal tanhayi?")
    said = await talk.says("unsubscribe", "I don't want it any more, take me off the list please")
    assert said.names == ["utter_cancel_hold_confirm"] and "صد سال تنهایی" in said.text


async def test_an_order_with_an_exception_is_no_question(begin: Begin, services: Services) -> None:
    talk = await begin("fa", card=MINA)
    await talk.says("loans", "امانت‌هام")
    said = await talk.says("renew", "همه رو تمدید کن جز اونی که یکی دیگه منتظرشه")
    assert said.names == ["utter_renewed_some"] and "گذاشتم بماند" in said.text


@pytest.mark.parametrize(
    ("language", "words", "answer", "part"),
    [
        ("fa", "فردا میشه گرفت؟", "utter_hold_desk_closed", "سم‌پاشی"),
        ("fa", "فردا میتونم بیام دنبالش؟", "utter_hold_desk_closed", "پنجشنبه ۵ آذر ۱۴۰۵ ساعت ۸:۰۰"),
        ("en", "can I get it tomorrow?", "utter_hold_desk_closed", "opens on Thursday"),
        ("en", "I can't come tomorrow", "utter_hold_kept_until", "Thursday"),
        ("en", "is Thursday too late?", "utter_hold_in_time", "Thursday 26 November 2026 is in time"),
        ("en", "can I get it today?", "utter_hold_in_time", "The circulation desk today: 8:00 to 20:00"),
    ],
)
async def test_a_day_to_collect_on_is_answered_with_the_desk(
    begin: Begin, language: str, words: str, answer: str, part: str
) -> None:
    talk = await begin(language, card=MINA)
    await talk.says("hold_status", "my reservations" if language == "en" else "رزروهام")
    said = await talk.says("hold_status", words)
    assert said.names == [answer] and part in said.text and not said.text.startswith(("Yes", "بله"))


@pytest.mark.parametrize("words", ["can I still get it today?", "can I collect it today"])
async def test_today_is_over_when_the_desk_has_closed(begin: Begin, clock: FixedClock, words: str) -> None:
    talk = await begin("en", card=MINA)
    await talk.says("hold_status", "my reservations")
    clock.advance(timedelta(hours=12))
    said = await talk.says("hold_status", words)
    assert said.names == ["utter_hold_desk_over"] and "Thursday 26 November 2026 at 8:00" in said.text


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("fa", "location", "بفرستینش مرکزی"),
        ("fa", "out_of_scope", "میشه بفرستینش مرکزی؟"),
        ("fa", "hold_status", "فردا مرکزی میشه گرفت؟"),
        ("fa", "hold_status", "میشه از مرکزی بگیرمش؟"),
        ("en", "location", "send it to Central"),
        ("en", "hold", "could I pick it up at Central instead?"),
    ],
)
async def test_what_is_ready_stays_where_it_is(begin: Begin, language: str, intent: str, words: str) -> None:
    talk = await begin(language, card=MINA)
    await talk.says("hold_status", "has my reservation come?" if language == "en" else "رزروم رسیده؟")
    said = await talk.says(intent, words)
    assert said.names == ["utter_hold_stays"] and ("Saadi" in said.text or "سعدی" in said.text)
    assert not talk.slots.get("pending")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "اجازهٔ تمدید دارم؟"),
        ("fa", "می‌تونم رزرو کنم؟"),
        ("en", "can I still renew?"),
        ("en", "does that stop me from borrowing?"),
    ],
)
async def test_what_is_owed_is_no_obstacle_whichever_way_it_is_asked(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=MINA)
    await talk.says("fines", "what do I owe" if language == "en" else "بدهیم چقدره")
    said = await talk.says("renew", words)
    assert said.names == ["utter_blocks_not"] and not said.text.startswith(("No", "نه", "Yes", "بله"))


async def test_why_not_is_asked_of_what_was_refused_whatever_was_told_since(begin: Begin) -> None:
    talk = await begin("en", card=MINA)
    assert (await talk.says("renew", "renew sad sal tanhayi")).names == ["utter_renew_refused"]
    await talk.says("hours", "when are you open tomorrow?")
    assert (await talk.says("affirm", "why not??", sure=0.85)).names == ["utter_renew_why_all"]
