"""What is asked of one's own reservations though none was spoken of: no new one is ordered, and the rule is told."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin, Talk

MINA, OMID, NONE = "20000001", "20000002", "20000003"
PAUSE = {"hold.pause": 0.5, "hold.lose": 0.1}
UNTIL = {"hold.until": 0.34}
KINDS = {"hold": 0.6, "none": 0.3}


async def hours_asked(begin: Begin, language: str, card: str | None) -> Talk:
    talk = await begin(language, card)
    await talk.says("hours", "when are you open today" if language == "en" else "امروز تا کی بازید")
    return talk


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the reservation I have, can that be frozen until I'm back, is that a thing you do"),
        ("en", "If I'm away can you freeze my hold so I don't lose my spot"),
        ("fa", "یه چیز دیگه، reservation ام رو میشه pause کنید تا برگردم؟ نمیخوام نوبتم بسوزه"),
        ("fa", "رزروم رو فریز کنید لطفا تا اول دی"),
        ("fa", "دارم میرم مسافرت، میشه نوبتم رو نگه دارید تا برگردم"),
    ],
)
@pytest.mark.parametrize(
    ("card", "told"),
    [
        (OMID, ["utter_hold_pause_all"]),
        (MINA, ["utter_hold_no_longer"]),
        (NONE, ["utter_holds_none", "utter_hold_pause_none"]),
        (None, ["utter_hold_pause_none"]),
    ],
)
async def test_a_reservation_is_not_paused_and_none_is_ordered(
    begin: Begin, language: str, words: str, card: str | None, told: list[str]
) -> None:
    talk = await hours_asked(begin, language, card)
    assert (await talk.says("hold", words, moves=PAUSE, move_kinds=KINDS)).names == told


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "age amade beshe chand rooz negah midarin baram?"),
        ("fa", "وقتی کتابم رسید چند روز فرصت دارم بیام بگیرمش؟"),
        ("en", "how many days do you guys keep a reserved book at the desk"),
    ],
)
@pytest.mark.parametrize(
    ("card", "told"),
    [
        (OMID, ["utter_fact", "utter_holds"]),
        (MINA, ["utter_hold_kept_until"]),
        (NONE, ["utter_holds_none", "utter_fact"]),
        (None, ["utter_fact"]),
    ],
)
async def test_for_how_long_it_is_kept_is_a_rule(
    begin: Begin, language: str, words: str, card: str | None, told: list[str]
) -> None:
    talk = await hours_asked(begin, language, card)
    said = await talk.says("hold", words, moves=UNTIL, move_kinds={"hold": 0.34, "none": 0.19, "place": 0.28})
    assert said.names == told


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "please leave my reservation as it is unless it would lapse while I'm gone"),
        ("en", "just checking, my reservation won't get given to someone else right?"),
        ("fa", "اگه دیر بیام رزروم می‌پره؟"),
        ("fa", "رزروی که دارم اگه تا یه هفته نیام میدینش به کس دیگه؟"),
    ],
)
async def test_what_becomes_of_it_is_told_with_how_they_stand(begin: Begin, language: str, words: str) -> None:
    talk = await hours_asked(begin, language, OMID)
    said = await talk.says("hold", words, sure=0.7, moves={"hold.by_other": 0.4}, move_kinds={"hold": 0.41})
    assert said.names == ["utter_fact", "utter_holds"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "no wait. don't pause. move pickup to Bagh-Ferdows"),
        ("en", "could I switch the pick-up to the main library, for what I've reserved"),
        ("fa", "میخوام رزروم رو ببرین باغ‌فردوس، به خونه‌مون نزدیک‌تره"),
        ("fa", "rezervam ro mitunam az saadi tahvil begiram be jaye markazi?"),
    ],
)
async def test_which_is_to_be_moved_is_asked(begin: Begin, language: str, words: str) -> None:
    talk = await hours_asked(begin, language, OMID)
    said = await talk.says("hold", words, sure=0.9, moves={"hold.move": 0.33}, move_kinds={"hold": 0.33, "none": 0.38})
    assert said.names == ["utter_hold_move_which"]


async def test_the_other_library_of_ones_reservation_is_no_other_library(begin: Begin) -> None:
    talk = await begin("en", OMID)
    await talk.says("hold_status", "my reservations")
    said = await talk.says(
        "hold",
        "Could it be sent to the other library instead, the little one?",
        moves={"hold.move": 0.6},
        move_kinds={"hold": 0.7, "none": 0.2},
    )
    assert said.names == ["utter_hold_move_which"]


async def test_a_place_is_moved_though_the_message_was_read_as_another_service(begin: Begin) -> None:
    talk = await hours_asked(begin, "en", MINA)
    said = await talk.says(
        "facilities",
        "I can change where I take it? My work is far from there",
        sure=0.55,
        moves={"hold.move": 0.56},
        move_kinds={"hold": 0.56, "place": 0.19, "none": 0.16},
    )
    assert said.names == ["utter_hold_stays"]


async def test_more_days_of_a_reservation_renew_no_loan(begin: Begin) -> None:
    talk = await hours_asked(begin, "fa", OMID)
    words = "ببخشید مهلت گرفتن رزروم رو می‌تونید دو سه روز تمدید کنید"
    said = await talk.says("renew", words, sure=0.85, moves={"loan.renew": 0.24})
    assert said.names == ["utter_fact", "utter_holds_none_ready"]


@pytest.mark.parametrize(
    ("language", "intent", "words", "answer"),
    [
        ("en", "hold", "put Burmese Days on hold, I'm away until Friday", "utter_hold_where"),
        ("en", "hold", "I'd like to place another reservation", "utter_hold_what"),
        ("fa", "hold", "بوف کور رو برام کنار بذارید تا فردا", "utter_hold_where"),
        ("fa", "hold", "یه رزرو جدید می‌خوام ثبت کنم", "utter_hold_what"),
        ("fa", "hold_status", "رزروهام چیا هستن", "utter_holds"),
        ("en", "cancel_hold", "cancel my reservation", "utter_cancel_hold_which"),
        ("fa", "hold", "چندتا دیگه میتونم رزرو کنم", "utter_hold_room"),
    ],
)
async def test_an_order_stays_an_order_and_a_list_a_list(
    begin: Begin, language: str, intent: str, words: str, answer: str
) -> None:
    talk = await hours_asked(begin, language, OMID)
    said = await talk.says(intent, words, sure=0.97, moves={"hold.longer": 0.2}, move_kinds={"hold": 0.2, "none": 0.5})
    assert said.names[-1] == answer


@pytest.mark.parametrize(("language", "words"), [("en", "the newer one"), ("fa", "اون جدیدتره")])
async def test_the_newer_one_is_the_one_that_was_reserved_last(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, OMID)
    await talk.says("cancel_hold", "cancel my reservation" if language == "en" else "رزرومو کنسل کن")
    said = await talk.says("cancel_hold", words, sure=0.6)
    assert said.names == ["utter_cancel_hold_confirm"] and "Animal Farm" in said.text


@pytest.mark.parametrize(
    ("language", "words", "searched", "named", "answer"),
    [
        ("en", "reserve", "Orwell", {"author": "George Orwell"}, "utter_hold_which"),
        ("en", "reserve", "blindness", {"title": "کوری"}, "utter_hold_where"),
        ("fa", "رزرو", "کوری", {"title": "کوری"}, "utter_hold_where"),
    ],
)
async def test_reserve_alone_means_the_titles_just_shown(
    begin: Begin, language: str, words: str, searched: str, named: dict[str, str], answer: str
) -> None:
    talk = await begin(language, NONE)
    await talk.says("search_book", searched, **named)
    assert (await talk.says("room_booking", words, sure=0.6)).names == [answer]


async def test_reserve_alone_after_anything_else_is_asked_back(begin: Begin) -> None:
    talk = await begin("en", NONE)
    await talk.says("search_book", "Orwell", author="George Orwell")
    await talk.says("hours", "are you open today")
    assert (await talk.says("hold", "reserve")).names == ["utter_reserve_what"]


async def test_another_of_the_list_takes_the_place_of_the_one_being_reserved(begin: Begin) -> None:
    talk = await begin("fa", NONE)
    await talk.says("search_book", "اورول Orwell", author="George Orwell")
    await talk.says("hold", "اولی رو رزرو کن", moves={"title.hold": 0.8})
    said = await talk.says("hold", "نه نظرم عوض شد، دومی رو می‌خوام نه این", sure=0.9, moves={"title.hold": 0.5})
    assert said.names == ["utter_hold_where"] and "Burmese Days" in said.text
