"""Acts that listen: what is left out, forbidden, asked, named together or on a condition, over a real store."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin


async def renewals(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from renewal_attempt")))


async def holds(services: Services, title: str) -> int:
    rows = "select count(*) from hold join title_record t on t.id = hold.title_id where closed_at is null and t.title ="
    return int(await scalar(services.store, text(f"{rows} '{title}'")))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "همه رو تمدید کن به جز بوف کور"),
        ("fa", "به جز بوف کور بقیه رو تمدید کن"),
        ("en", "renew everything apart from بوف کور"),
        ("en", "renew all my books but not بوف کور please"),
    ],
)
async def test_all_but_one_leaves_that_one(begin: Begin, services: Services, language: str, words: str) -> None:
    said = await (await begin(language, card="20000004")).says("renew", words, title="بوف کور")
    kept = "را همان‌طور که خواستید" if language == "fa" else "left as it is"
    assert said.names == ["utter_renewed_but"] and "The Great Gatsby" in said.text and kept in said.text
    assert await renewals(services) == 1


@pytest.mark.parametrize(
    ("words", "stays"),
    [
        ("همه رو تمدید کن جز شاهنامه", "شاهنامه"),
        ("همه رو تمدید کن جز اونی که یکی دیگه منتظرشه", "صد سال تنهایی"),
        ("renew them all but the one somebody else is waiting for", "صد سال تنهایی"),
        ("hame ro tamdid kon joz sad sale tanhayi", "صد سال تنهایی"),
    ],
)
async def test_all_but_one_of_many_are_renewed_at_once_with_what_stays(
    begin: Begin, services: Services, words: str, stays: str
) -> None:
    done = await (await begin("fa", card="20000001")).says("renew", words)
    line = next(line for line in done.text.splitlines() if stays in line)
    assert "را همان‌طور که خواستید گذاشتم بماند" in line and await renewals(services) == 4


async def test_an_exception_that_is_not_there_is_asked_about(begin: Begin, services: Services) -> None:
    said = await (await begin("en", card="20000004")).says("renew", "renew all except Moby Dick", title="Moby Dick")
    assert said.names == ["utter_renew_except_unknown"] and "Moby Dick" in said.text
    assert await renewals(services) == 0


@pytest.mark.parametrize("words", ["don't renew The Great Gatsby", "لطفا چیزی رو تمدید نکن", "I don't want it renewed"])
async def test_what_is_forbidden_is_not_done(begin: Begin, services: Services, words: str) -> None:
    for card in ("20000004", None):
        said = await (await begin("en", card=card)).says("renew", words)
        assert said.names == ["utter_renew_left"] and not said.custom
    assert await renewals(services) == 0


async def test_each_of_several_gets_its_outcome_and_none_is_dropped(begin: Begin, services: Services) -> None:
    talk = await begin("fa", card="20000004")
    said = await talk.says("renew", "بوف کور و The Great Gatsby و سووشون رو تمدید کن", title="بوف کور")
    assert said.names == ["utter_renewed_all", "utter_renew_not_yours"]
    assert "«سووشون» میان امانت‌های شما نیست" in said.text and await renewals(services) == 2


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("if I renew The Hobbit, how long can I keep it?", "Thursday 10 December 2026"),
        ("why can't I renew The Hobbit", "can be renewed"),
        ("how many more times can I renew The Hobbit?", "2 renewals left"),
        ("اگه The Hobbit رو تمدید کنم تا کی وقت دارم؟", "Thursday 10 December 2026"),
    ],
)
async def test_a_question_is_answered_and_nothing_done(begin: Begin, services: Services, words: str, part: str) -> None:
    said = await (await begin("en", card="20000002")).says("renew", words)
    assert said.names == ["utter_renew_check_one"] and part in said.text
    assert await renewals(services) == 0


async def test_a_question_read_as_loans_is_answered_too(begin: Begin, services: Services) -> None:
    said = await (await begin("en", card="20000002")).says("loans", "until when could I keep it if I renewed it?")
    assert "Thursday 10 December 2026" in said.text and await renewals(services) == 0


@pytest.mark.parametrize(
    ("intent", "words", "part"),
    [
        ("renew", "how many times can a book be renewed?", "2 renewals"),
        ("renew", "چند بار می‌شه کتاب رو تمدید کرد؟", "2 renewals"),
        ("fines", "5 days late, how much?", "25,000"),
        ("fines", "what is the fine per day", "5,000"),
        ("fines", "how can I pay a fine?", "paid at the desk"),
        ("loan_policy", "how long can I keep a DVD?", "7 days"),
        ("hold", "how many reservations can I have?", "tell me the title"),
        ("cancel_hold", "how do I cancel a reservation?", "sign in and tell me"),
    ],
)
async def test_general_questions_need_no_account(begin: Begin, intent: str, words: str, part: str) -> None:
    said = await (await begin("en")).says(intent, words)
    assert part in said.text and not any("sign_in" in one for one in said.custom)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("اگه شنبه بیارم جریمه میشم؟", "«⁨The Hobbit⁩» (مهلت: پنجشنبه ۵ آذر ۱۴۰۵): ۲ روز دیرکرد، ۱۰٬۰۰۰ ریال"),
        ("اگه فردا بیارم جریمه داره؟", "جریمه‌ای ندارد"),
        ("یه هفته دیرتر بیارمش چقدر جریمه میشه", "۳۵٬۰۰۰ ریال"),
    ],
)
async def test_what_lateness_would_cost_is_computed(begin: Begin, words: str, part: str) -> None:
    said = await (await begin("fa", card="20000002")).says("fines", words)
    assert part in said.text and "utter_fines_none" not in said.names


async def test_what_is_owed_still_needs_an_account(begin: Begin) -> None:
    for words in ("how much do I owe?", "my fines", "چقدر جریمه دارم", "fines"):
        assert (await (await begin("en")).says("fines", words)).custom == [{"sign_in": True}]


async def test_how_many_more_ends_in_a_number(begin: Begin) -> None:
    said = await (await begin("en", card="20000004")).says("loan_policy", "can I borrow another book?")
    assert said.names == ["utter_room_left"] and "6 more" in said.text


async def test_two_titles_are_reserved_with_one_yes(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000003")
    where = await talk.says("hold", "reserve Burmese Days and The Hobbit", title="Burmese Days and The Hobbit")
    assert where.names == ["utter_hold_where"] and "Burmese Days" in where.text and "The Hobbit" in where.text
    confirm = await talk.presses(where.payload("Saadi Branch"))
    assert confirm.names == ["utter_hold_confirm"] and "“Burmese Days”" in confirm.text
    done = await talk.says("affirm", "yes")
    assert done.names == ["utter_hold_placed"] * 2
    assert (await holds(services, "Burmese Days"), await holds(services, "The Hobbit")) == (1, 1)


async def test_a_name_that_is_missing_among_several_is_told(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    said = await talk.says("hold", "hold Burmese Days and Ulysses please", title="Burmese Days and Ulysses")
    assert said.names == ["utter_hold_none_of", "utter_hold_where"] and "Ulysses" in said.text


async def test_what_stands_free_at_the_branch_is_said_before_and_after(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    asked = await talk.says("hold", "reserve Burmese Days at Saadi", title="Burmese Days", branch="saadi")
    assert "on the shelf at Saadi Branch now" in asked.text
    assert "is free at Saadi Branch now" in (await talk.says("affirm", "yes")).text


async def test_only_if_it_is_free(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000003")
    said = await talk.says("hold", "reserve کوری if it's available", title="کوری")
    assert said.names == ["utter_hold_not_free"] and await holds(services, "کوری") == 0
    free = await talk.says("hold", "if it is free, reserve Burmese Days at Saadi", title="Burmese Days", branch="saadi")
    assert free.names == ["utter_hold_confirm"]


async def test_a_bare_yes_to_which_one_asks_again_and_searches_nothing(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    which = await talk.says("hold", "reserve a book by orwell", author="orwell")
    again = await talk.says("affirm", "yes")
    assert again.names == ["utter_hold_which"] and len(again.buttons) == len(which.buttons)
    branch = await talk.says("nlu_fallback", "saadi please", sure=0.5)
    assert branch.names == ["utter_hold_which"]
    assert (await talk.says("nlu_fallback", "animal farm")).names == ["utter_hold_confirm"]


@pytest.mark.parametrize("words", ["2", "۲", "can my aunt see it too?", "I am blind"])
async def test_words_that_name_no_book_are_not_searched(begin: Begin, words: str) -> None:
    said = await (await begin("en", card="20000003")).says("hold", words, title=words)
    assert said.names in (["utter_hold_what"], ["utter_not_understood"])


async def test_whether_somebody_else_may_collect_needs_no_account(begin: Begin) -> None:
    said = await (await begin("en")).says(
        "hold", "can my husband collect it for me?", title="can my husband collect it"
    )
    assert said.names == ["utter_hold_by_another"] and not said.custom


async def test_a_refused_reservation_and_a_refused_cancel_do_nothing(begin: Begin, services: Services) -> None:
    talk = await begin("fa", card="20000002")
    assert (await talk.says("hold", "بوف کور رو رزرو نکن", title="بوف کور")).names == ["utter_hold_left"]
    assert (await talk.says("cancel_hold", "رزروم رو لغو نکن")).names == ["utter_hold_kept"]
    asked = await talk.says("cancel_hold", "همه رزروهام رو لغو کن به جز Animal Farm")
    assert asked.names == ["utter_cancel_hold_confirm"] and "رزرو «⁨Animal Farm⁩» می‌ماند" in asked.text
    await talk.says("affirm", "بله")
    assert (await holds(services, "Animal Farm"), await holds(services, "صد سال تنهایی")) == (2, 0)


async def test_the_pick_up_branch_of_a_waiting_hold_is_changed(begin: Begin) -> None:
    talk = await begin("en", card="20000002")
    asked = await talk.says("hold", "can I collect Animal Farm at Saadi instead?", branch="saadi")
    assert asked.names == ["utter_hold_move_confirm"] and "Saadi Branch" in asked.text
    moved = await talk.says("affirm", "yes")
    assert moved.names == ["utter_hold_moved"] and "to be collected at Saadi Branch" in moved.text


async def test_a_ready_hold_stays_where_it_is(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    said = await talk.says("hold", "move Animal Farm to the central library", branch="main")
    assert said.names == ["utter_hold_stays"] and "Ready at Saadi" in said.text


async def test_renewing_late_says_what_is_charged_and_it_is_owed(begin: Begin, services: Services) -> None:
    late = "update loan set due_at = datetime(due_at, '-4 days') where patron_id = (select id from patron where "
    await services.store.transact(lambda connection: connection.execute(text(f"{late} display_name = 'Omid Waiting')")))
    talk = await begin("en", card="20000002")
    said = await talk.says("renew", "renew my book")
    assert said.names == ["utter_renewed"] and "10,000" in said.text
    owed = await talk.says("fines", "what do I owe")
    assert owed.names == ["utter_fines"] and "10,000" in owed.text and "2 days late" in owed.text


async def test_it_collected_elsewhere_is_the_hold_and_no_title(begin: Begin) -> None:
    talk = await begin("en", card="20000002")
    await talk.says("hold_status", "how does Animal Farm stand?", title="Animal Farm")
    asked = await talk.says("hold", "and can I collect it at Saadi instead?", title="collect it", branch="Saadi")
    assert asked.names == ["utter_hold_move_confirm"] and "Animal Farm" in asked.text


async def test_cancel_the_one_is_a_cancel_whatever_it_was_read_as(begin: Begin) -> None:
    talk = await begin("en", card="20000002")
    said = await talk.says("hold", "actually cancel the Animal Farm one", title="Animal Farm")
    assert said.names == ["utter_cancel_hold_confirm"]


async def test_the_rest_is_what_was_not_just_seen_to(begin: Begin, services: Services) -> None:
    talk = await begin("fa", card="20000004")
    await talk.says("renew", "بوف کور رو تمدید کن", title="بوف کور")
    said = await talk.says("renew", "بقیه رو هم تمدید کن", which="rest")
    assert said.names == ["utter_renewed"] and "Gatsby" in said.text and await renewals(services) == 2


async def test_how_often_still_is_asked_of_ones_own_loan(begin: Begin) -> None:
    talk = await begin("fa", card="20000004")
    said = await talk.says("loan_policy", "بوف کور رو چند بار دیگه می‌تونم تمدید کنم؟")
    assert said.names == ["utter_renew_check_one"] and "۲ بار تمدید" in said.text
