"""What goes on with what was told: of its day, its list, its case, its charge; and what is asked of everybody."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import execute, scalar
from tests.support.talk import Begin

MINA, OMID, TWO = "20000001", "20000002", "20000004"


async def cases(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")) or 0)


async def words_kept(services: Services) -> str:
    return str(await scalar(services.store, text("select description from service_case")))


@pytest.mark.parametrize(
    ("language", "asked", "day", "agreed"),
    [
        ("en", "I need a study room for four of us", "Monday from ten to twelve", "yes please do"),
        ("en", "can we have a room for a meeting", "say Tuesday at 5", "yes"),
        ("fa", "یه اتاق برای کار گروهی می‌خوام", "دوشنبه ساعت ۴ تا ۶", "بله لطفاً"),
        ("fa", "اتاق مطالعه برای چهار نفر", "یکشنبه عصر بهتره", "آره"),
    ],
)
async def test_a_day_named_for_a_room_asks_for_no_hours_and_can_be_passed_on(
    begin: Begin, services: Services, language: str, asked: str, day: str, agreed: str
) -> None:
    talk = await begin(language)
    await talk.says("room_booking", asked)
    offered = await talk.says("hours", day)
    assert offered.names == ["utter_not_arranged"] and offered.statuses == ["clarified"]
    assert await cases(services) == 0
    done = await talk.says("affirm", agreed)
    assert done.names[0] == "utter_question_taken" and day in await words_kept(services)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "And when do you close on Monday?"),
        ("fa", "دوشنبه تا کی باز هستید؟"),
        ("en", "what time do you open tomorrow"),
    ],
)
async def test_hours_asked_for_after_a_room_are_told(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("room_booking", "a room please" if language == "en" else "اتاق می‌خوام")
    assert (await talk.says("hours", words)).names[0].startswith("utter_hours")


@pytest.mark.parametrize(("language", "words"), [("en", "Saadi till when?"), ("fa", "سعدی تا کی بازه؟")])
async def test_a_branch_and_until_when_is_no_address(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("location", words, branch="saadi")
    assert said.names[0].startswith("utter_hours")


@pytest.mark.parametrize(
    ("language", "words", "moved"),
    [
        ("en", "renew 1984 please", "and Blindness, by Saramago? «کوری»"),
        ("fa", "شاهنامه رو تمدید کن", "کوری رو هم میشه؟"),
    ],
)
async def test_a_loan_that_is_only_named_is_asked_about_like_the_one_before(
    begin: Begin, language: str, words: str, moved: str
) -> None:
    talk = await begin(language, MINA)
    await talk.says("renew", words)
    said = await talk.says("search_book", moved)
    assert said.names == ["utter_renew_check_one"] and "کوری" in said.text
    assert (await talk.says("affirm", "yes" if language == "en" else "بله")).names == ["utter_renewed"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "new dates?"), ("en", "and the due dates now"), ("fa", "تاریخای جدید؟")]
)
async def test_the_dates_after_a_renewal_are_those_of_the_loans(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, TWO)
    await talk.says("renew", "renew everything" if language == "en" else "همه رو تمدید کن")
    await talk.says("affirm", "yes" if language == "en" else "بله")
    assert (await talk.says("new_arrivals", words)).names[0].startswith("utter_loans")


@pytest.mark.parametrize(
    ("language", "words", "places"),
    [
        ("en", "the second one sounds fun, which branch has it?", True),
        ("fa", "دومی جالبه، کدوم شعبه‌ست؟", True),
        ("en", "the second one sounds nice", False),
    ],
)
async def test_one_of_the_list_is_not_compared_with_the_others(
    begin: Begin, language: str, words: str, places: bool
) -> None:
    talk = await begin(language)
    shown = await talk.says("search_book", "Orwell" if language == "en" else "اورول Orwell", author="George Orwell")
    assert len(shown.buttons) > 1 or "2" in shown.text or "۲" in shown.text
    said = await talk.says("recommendation", words, moves={"title.choose": 0.9})
    assert "utter_titles_compared" not in said.names
    assert (
        "Branch" in said.text or "Library" in said.text or "شعبه" in said.text or "کتابخانه" in said.text
    ) or not places


async def test_which_of_the_list_is_better_is_still_compared(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Orwell", author="George Orwell")
    said = await talk.says("recommendation", "is the first or the second one better?", moves={"title.choose": 0.9})
    assert said.names == ["utter_titles_compared"]


@pytest.mark.parametrize(
    ("language", "told", "more"),
    [
        (
            "en",
            "The scanner at Saadi eats every page I feed it",
            "so nobody told you, ten people stood there complaining",
        ),
        ("fa", "اسکنر سعدی برگه‌ها رو پاره می‌کنه هر بار", "یعنی هیچکس نگفته بود؟ ده نفر اونجا شاکی بودن"),
    ],
)
async def test_more_of_the_same_trouble_opens_no_second_case(
    begin: Begin, services: Services, language: str, told: str, more: str
) -> None:
    talk = await begin(language)
    await talk.says("report_fault", told)
    await talk.says("complaint", more)
    assert await cases(services) == 1


async def test_another_thing_that_is_broken_is_a_case_of_its_own(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("report_fault", "The scanner at Saadi eats every page I feed it")
    await talk.says("report_fault", "And the lift at Central is stuck between two floors")
    assert await cases(services) == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Please buy Animal Farm by George Orwell"), ("fa", "لطفاً «شاهنامه» رو بخرید")],
)
async def test_a_wish_for_what_the_library_has_is_asked_back(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language)
    said = await talk.says("suggest_purchase", words)
    assert said.names == ["utter_purchase_there"] and await cases(services) == 0
    done = await talk.says("affirm", "yes" if language == "en" else "بله")
    assert done.names == ["utter_suggest_purchase_taken"] and await cases(services) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "please buy a second copy of Animal Farm, there is always a queue"),
        ("fa", "لطفاً یه نسخهٔ دیگه از شاهنامه بخرید"),
    ],
)
async def test_more_copies_of_what_is_there_are_wished_for(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    said = await (await begin(language)).says("suggest_purchase", words)
    assert "utter_purchase_there" not in said.names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "are you a robot? connect me to a human"),
        ("en", "I want a real person, not this"),
        ("fa", "شما رباتی؟ وصلم کن به یه آدم"),
        ("fa", "منو وصل کنید به کتابدار"),
    ],
)
async def test_who_orders_a_person_is_not_asked_whether(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("human_help", words, sure=0.6)
    assert "utter_handoff_ask_whether" not in said.names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Today is its last day, can you keep it one or two days longer?"),
        ("en", "could you hold it a couple of days, I am away until Thursday"),
        ("fa", "امروز آخرین روزشه، میشه یکی دو روز نگهش دارین؟"),
        ("fa", "میشه دو روز بیشتر نگه دارید؟ تا پنجشنبه سفرم"),
    ],
)
async def test_a_day_or_two_longer_is_refused_and_not_agreed_to(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, MINA)
    await talk.says("hold_status", "my reservation" if language == "en" else "رزرو من")
    said = await talk.says("hold", words)
    assert said.names == ["utter_hold_no_longer"]


async def test_a_desk_that_is_closed_on_a_day_may_be_open_before_it(begin: Begin, services: Services) -> None:
    await execute(services.store, text("update hold set ready_until = '2026-11-25' where status = 'ready'"))
    talk = await begin("en", MINA)
    await talk.says("hold_status", "my reservation")
    said = await talk.says("chitchat", "can I come for it tomorrow", sure=0.4, moves={"hold.come": 0.9})
    assert said.names == ["utter_hold_desk_closed"]
    assert "today" in said.text and "does not open again" not in said.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "what means in transit?"),
        ("en", "Sorry, what does 'in transit' mean"),
        ("en", "I don't understand, on its way what does it mean"),
        ("fa", "در حال انتقال یعنی چی؟"),
        ("fa", "«در راه» یعنی چه"),
        ("fa", "معنی در حال انتقال چیه؟"),
    ],
)
async def test_the_word_of_a_state_is_explained(begin: Begin, services: Services, language: str, words: str) -> None:
    await execute(services.store, text("update hold set status = 'in_transit' where status = 'requested'"))
    talk = await begin(language, OMID)
    await talk.says("hold_status", "my holds" if language == "en" else "رزروهام")
    assert (await talk.says("hold_status", words)).names == ["utter_hold_transit_means"]


@pytest.mark.parametrize(
    ("language", "words"), [("fa", "یعنی هنوز تو راه است؟"), ("en", "do you mean it is still on its way?")]
)
async def test_how_it_stands_is_no_question_of_a_word(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, OMID)
    await talk.says("hold_status", "my holds" if language == "en" else "رزروهام")
    assert "utter_hold_transit_means" not in (await talk.says("hold_status", words)).names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The cover was already coming apart when you lent it to me!"),
        ("en", "I refuse to pay for that. Who decides about this?"),
        ("fa", "من همین‌جوری پاره تحویل گرفتم از خودتون! چرا من باید خسارت بدم؟"),
        ("fa", "چرا باید من جریمه بدم؟ قبول ندارم"),
    ],
)
async def test_a_charge_is_contested_though_a_contact_is_waited_for(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, MINA)
    await talk.presses("/fines")
    await talk.says(
        "complaint", "the woman at the desk shouted at me" if language == "en" else "کتابدار سرم داد زد و توهین کرد"
    )
    assert (talk.slots.get("pending") or {}).get("do") in (None, "contact")
    await talk.presses("/fines")
    said = await talk.says("lost_item", words, sure=0.6, moves={"fee.total": 0.9})
    assert said.names[-1] == "utter_objection_ask"


async def test_who_asks_why_before_any_charge_was_told_hears_what_it_is_for(begin: Begin) -> None:
    said = await (await begin("en", MINA)).says("fines", "why should I pay that")
    assert "utter_objection_ask" not in said.names


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Do children pay less?"), ("fa", "بچه‌ها هم همین‌قدر جریمه می‌دن؟")]
)
async def test_a_kind_of_reader_is_told_their_rule_and_no_mercy(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, MINA)
    await talk.presses("/fines")
    said = await talk.says("fines", words, moves={"fee.waive": 0.95})
    assert "utter_lenience" not in said.names


@pytest.mark.parametrize(
    ("language", "words"), [("en", "where do I pay a fine?"), ("fa", "جریمه رو کجا باید بپردازم؟")]
)
async def test_what_is_told_to_everybody_needs_no_sign_in(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("loans", words)
    assert "utter_sign_in" not in said.names


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "loans", "when are my books due?"),
        ("en", "hold_status", "has what I reserved come in?"),
        ("fa", "fines", "بدهیم چقدره؟"),
        ("fa", "renew", "امانتام رو تمدید کن"),
    ],
)
async def test_what_is_ones_own_still_needs_a_sign_in(begin: Begin, language: str, intent: str, words: str) -> None:
    assert "utter_sign_in" in (await (await begin(language)).says(intent, words)).names


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I reserved Animal Farm for Central, can you change it so that it comes to Saadi?"),
        ("fa", "Animal Farm رو برای مرکزی رزرو کرده بودم، میشه عوضش کنید بیاد سعدی؟"),
        ("fa", "animal farm ro baraye markazi reserve kardam, avazesh konid biad saadi?"),
    ],
)
async def test_a_reservation_goes_to_the_branch_where_it_is_not(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, OMID)
    await talk.says("hold_status", "my holds" if language == "en" else "رزروهام")
    said = await talk.says("hold", words, sure=0.8)
    assert said.names[0] in ("utter_hold_move_confirm", "utter_hold_moved")
    assert "Saadi" in said.text or "سعدی" in said.text


async def test_one_of_ones_own_is_cancelled_before_it_is_queued_for_anew(begin: Begin) -> None:
    talk = await begin("en", OMID)
    await talk.says("hold_status", "my holds")
    said = await talk.says("cancel_hold", "OK, cancel Animal Farm and put me in the queue for it again", sure=0.8)
    assert "cancel" in said.text.casefold() and "Animal Farm" in said.text and "kept" not in said.text


@pytest.mark.parametrize(
    ("language", "words", "moves"),
    [
        ("en", "ok, change it then", True),
        ("fa", "باشه پس عوضش کن", True),
        ("fa", "ok pas avazesh kon", True),
        ("en", "ok but don't change it yet", False),
        ("fa", "باشه ولی هنوز عوضش نکن", False),
    ],
)
async def test_the_deed_that_is_asked_about_in_other_words_is_a_yes(
    begin: Begin, language: str, words: str, moves: bool
) -> None:
    talk = await begin(language, OMID)
    await talk.says("hold_status", "my holds" if language == "en" else "رزروهام")
    asked = await talk.says(
        "hold",
        "can you send Animal Farm to Saadi instead?" if language == "en" else "میشه Animal Farm رو بفرستید سعدی؟",
    )
    assert asked.names == ["utter_hold_move_confirm"]
    said = await talk.says("affirm", words, rest=("hold_status", 0.5), moves={"hold.pause": 0.6})
    assert ("utter_hold_moved" in said.names) == moves


async def test_how_somebody_behaved_is_no_part_of_a_fault(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("report_fault", "The scanner at Saadi eats every page I feed it")
    await talk.says("complaint", "and the man at the desk shouted at me and insulted me in front of everybody")
    assert await cases(services) == 2


@pytest.mark.parametrize(
    ("language", "words", "read", "done"),
    [
        ("en", "yes please do it 🙏 and is there some kind of poetry evening?", "events", True),
        ("fa", "بله لطفاً. راستی شب شعر هم دارید؟", "events", True),
        ("en", "yes, but is it free of charge to move it there?", "fines", False),
        ("en", "yes, is Saadi open on Friday?", "hours", False),
    ],
)
async def test_what_is_asked_behind_a_plain_yes_is_answered_after_the_deed(
    begin: Begin, language: str, words: str, read: str, done: bool
) -> None:
    talk = await begin(language, OMID)
    await talk.says("hold_status", "my holds" if language == "en" else "رزروهام")
    await talk.says(
        "hold",
        "can you send Animal Farm to Saadi instead?" if language == "en" else "میشه Animal Farm رو بفرستید سعدی؟",
    )
    said = await talk.says(read, words, rest=(read, 0.9))
    assert ("utter_hold_moved" in said.names) == done
    assert not done or any(name.startswith("utter_event") for name in said.names)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Hmm, I've read the second one. Anything with animals?"),
        ("fa", "دومی رو خوندم، چیزی دربارهٔ حیوانات دارین؟"),
    ],
)
async def test_another_wish_behind_what_was_read_is_one_of_its_own(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language)
    await talk.says("search_book", "Orwell", author="George Orwell")
    said = await talk.says("search_book", words, moves={"title.translator": 0.9})
    assert said.names[-1].startswith("utter_reading")


async def test_a_rule_for_students_is_no_room_of_ones_own(begin: Begin) -> None:
    talk = await begin("fa", MINA)
    await talk.says("loans", "چند تا دیگه می‌تونم ببرم؟")
    said = await talk.says("loan_policy", "سقف برای دانشجویان چند جلد است؟", moves={"loan.count": 0.9})
    assert "utter_room_left" not in said.names


async def test_a_fault_told_beside_a_complaint_is_a_case_of_its_own(begin: Begin, services: Services) -> None:
    talk = await begin("fa")
    await talk.says("complaint", "کتابدار سرم داد زد و توهین کرد")
    await talk.says("report_fault", "خرابی رو هم گزارش کن، سیستم شمارهٔ پنج روشن نمی‌شه")
    assert await cases(services) == 2
    talk = await begin("en")
    await talk.says("complaint", "Three people shout in the silent room and nobody says a word")
    await talk.says("report_fault", "second floor, by the window. They are still here")
    assert await cases(services) == 3


@pytest.mark.parametrize(
    ("language", "words"), [("en", "please don't renew Gatsby"), ("fa", "لطفاً بوف کور رو تمدید نکن")]
)
async def test_a_loan_that_is_not_to_be_renewed_is_left(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, TWO)
    await talk.says("loans", "my books" if language == "en" else "امانتام")
    assert (await talk.says("renew", words)).names == ["utter_renew_left"]


@pytest.mark.parametrize("text", ["are events free", "are parents allowed", "are there windows", "are dige chi darin"])
async def test_a_question_that_begins_like_a_finglish_yes_is_none(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("room_booking", "I need a study room for four of us")
    assert "utter_not_arranged" not in (await talk.says("chitchat", text)).names


async def test_a_finglish_yes_is_one(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("room_booking", "ye otagh mikham")
    assert (await talk.says("affirm", "are, lotfan")).names == ["utter_not_arranged"]
