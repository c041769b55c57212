"""Reserving: what, which, where, yes; how it stands; dropping it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from crm.cases import opening
from tests.support.statements import execute
from tests.support.talk import Begin


async def test_from_a_search_to_a_reservation(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    found = await talk.says("search_book", "anything by Orwell?", author="Orwell")
    assert found.names == ["utter_search_author"] and "Available at Saadi Branch" in found.text
    where = await talk.says("hold", "hold the second one", which="2")
    assert where.names == ["utter_hold_where"] and "Burmese Days" in where.text
    assert where.buttons[0]["title"] == "Central Library"  # the patron's own branch first
    confirm = await talk.presses(where.payload("Saadi Branch"))
    assert confirm.names == ["utter_hold_confirm"] and "Saadi Branch" in confirm.text
    placed = await talk.presses(confirm.payload("Yes, reserve it"))
    assert placed.names == ["utter_hold_placed"]
    status = await talk.says("hold_status", "my reservations")
    assert status.names == ["utter_holds_one"] and "Burmese Days" in status.text and "Saadi Branch" in status.text


async def test_all_in_one_sentence_in_persian(begin: Begin) -> None:
    talk = await begin("fa", card="20000003")
    said = await talk.says("hold", "«بوف کور» رو برای شعبه سعدی رزرو کن", title="بوف کور", branch="شعبه سعدی")
    assert said.names == ["utter_hold_confirm"] and "شعبهٔ سعدی" in said.text
    placed = await talk.says("affirm", "آره")
    assert placed.names in (["utter_hold_placed"], ["utter_hold_refused"])
    assert "بوف کور" in placed.text


async def test_several_titles_are_asked_about_and_chosen_by_name_or_place(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    which = await talk.says("hold", "reserve a book by orwell", author="orwell")
    assert which.names == ["utter_hold_which"] and len(which.buttons) == 3
    by_name = await talk.says("nlu_fallback", "animal farm")
    assert by_name.names == ["utter_hold_where"] and "Animal Farm" in by_name.text
    by_text = await talk.says("location", "saadi branch")
    assert by_text.names == ["utter_hold_confirm"] and "Animal Farm" in by_text.text


async def test_a_named_branch_survives_the_choice_of_a_title(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    which = await talk.says("hold", "reserve a book by orwell at saadi", author="orwell", branch="saadi")
    chosen = await talk.presses(which.payload("Burmese Days"))
    assert chosen.names == ["utter_hold_confirm"] and "Saadi Branch" in chosen.text
    await talk.says("hold", "reserve a book by orwell at saadi", author="orwell", branch="saadi")
    by_name = await talk.says("nlu_fallback", "animal farm")
    assert by_name.names == ["utter_hold_confirm"] and "Saadi Branch" in by_name.text


async def test_bare_reserve_asks_what(begin: Begin) -> None:
    for language, words in (("fa", "رزرو"), ("en", "reserve")):
        talk = await begin(language, card="20000003")
        asked = await talk.says("hold", words)
        assert asked.names == ["utter_reserve_what"] and {b["payload"] for b in asked.buttons} == {
            "/hold",
            "/room_booking",
        }
        what = await talk.presses("/hold")
        assert what.names == ["utter_hold_what"]
        named = await talk.says("search_book", "The Great Gatsby", title="The Great Gatsby")
        assert named.names == ["utter_hold_where"] and "Gatsby" in named.text


async def test_what_was_asked_weighs_more_than_a_doubtful_reading(begin: Begin) -> None:
    talk = await begin("fa", card="20000003")
    await talk.says("hold", "رزرو")
    assert (await talk.says("borrow", "کتاب", sure=0.5)).names == ["utter_hold_what"]
    assert (await talk.says("insult", "بوف کور", sure=0.5)).names == ["utter_hold_where"]
    assert (await talk.says("cancel", "مرکزی", sure=0.48)).names == ["utter_hold_confirm"]
    await talk.says("hold", "رزرو")
    assert (await talk.says("facilities", "اتاق مطالعه")).names == ["utter_note_missing"]


async def test_cancel_right_after_the_reservations_is_one_of_them(begin: Begin) -> None:
    talk = await begin("fa", card="20000001")
    await talk.says("hold_status", "رزروهام")
    assert (await talk.says("cancel", "لغوش کن")).names == ["utter_cancel_hold_confirm"]
    assert (await talk.says("cancel", "ولش کن")).names == ["utter_cancelled"]


async def test_a_place_without_a_list_is_not_searched_for(begin: Begin) -> None:
    talk = await begin("fa", card="20000003")
    assert (await talk.says("hold", "دومی رو رزرو کن", which="2")).names == ["utter_hold_what"]


async def test_a_refusal_says_why(begin: Begin) -> None:
    talk = await begin("en", card="20000002")
    said = await talk.presses('/hold{"ref":"title:t-hobbit","branch":"main"}')
    # Neither a branch nor a yes is asked for first.
    assert said.names == ["utter_hold_refused"] and said.statuses == ["refused"]
    assert "you already have it on loan or reserved" in said.text
    assert talk.slots.get("pending") is None


async def test_status_with_place_and_ready_until(begin: Begin) -> None:
    waiting = await (await begin("en", card="20000002")).says("hold_status", "how are my holds")
    assert waiting.names == ["utter_holds"] and "number 1 in the queue" in waiting.text
    ready = await (await begin("fa", card="20000001")).says("hold_status", "رزروم رسید؟")
    assert "رسیده" in ready.text and "تا پنجشنبه ۵ آذر ۱۴۰۵ در شعبهٔ سعدی" in ready.text
    none = await (await begin("fa", card="20000003")).says("hold_status", "رزروم")
    assert none.names == ["utter_holds_none"]


async def test_cancelling_asks_which_and_for_a_yes(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000002")
    which = await talk.says("cancel_hold", "cancel my reservation")
    assert which.names == ["utter_cancel_hold_which"]
    confirm = await talk.says("nlu_fallback", "the second one", which="2")
    assert confirm.names == ["utter_cancel_hold_confirm"] and "Animal Farm" in confirm.text
    kept = await talk.says("deny", "no, keep it")
    assert kept.names == ["utter_left_alone"]
    await talk.says("cancel_hold", "cancel animal farm", title="animal farm")
    done = await talk.says("affirm", "yes")
    assert done.names == ["utter_hold_cancelled"]
    left = await talk.says("hold_status", "my holds")
    assert left.names == ["utter_holds_one"] and "Animal Farm" not in left.text


async def test_a_stranger_cannot_drop_a_reservation(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000003")
    talk.slots["pending"] = {"do": "cancel_hold", "awaits": "yes", "args": {"holds": ["H000001"]}, "ref": "x", "age": 0}
    said = await talk.says("affirm", "yes")
    assert said.names == ["utter_hold_gone"]
    owner = await (await begin("en", card="20000001")).says("hold_status", "my holds")
    assert "Animal Farm" in owner.text


async def test_rules_are_told_without_a_sign_in(begin: Begin) -> None:
    said = await (await begin("fa")).says("hold", "چند روز برام نگه می‌دارید؟")
    assert said.names == ["utter_hold_rules"] and said.custom == []


async def test_stopping_a_copy_under_way_opens_one_case_for_staff(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000002")
    await execute(services.store, text("update hold set status = 'in_transit' where status = 'requested'"))
    asked = await talk.says("cancel_hold", "cancel the reservation of Animal Farm", title="Animal Farm")
    done = await talk.presses(asked.payload("Yes, cancel it"))
    assert done.names == ["utter_hold_cancel_requested"] and "K-000001" in done.text
    case = await opening.case(services.store, "K-000001")
    assert case is not None and case.kind == "question" and "Animal Farm" in case.description
    asked = await talk.says("cancel_hold", "cancel Animal Farm, I said", title="Animal Farm")
    assert "K-000001" in (await talk.presses(asked.payload("Yes, cancel it"))).text


@pytest.mark.parametrize(
    ("card", "title_id", "reason"),
    [("20000002", "t-hobbit", "already have it"), ("20000001", "t-farm", "already have it")],
)
async def test_what_would_be_refused_is_said_before_a_branch_is_asked_for(
    begin: Begin, card: str, title_id: str, reason: str
) -> None:
    talk = await begin("en", card)
    said = await talk.presses(f'/hold{{"ref":"title:{title_id}"}}')
    assert said.names == ["utter_hold_refused"] and reason in said.text
    assert talk.slots.get("pending") is None


async def test_of_several_titles_the_others_are_still_reserved(begin: Begin) -> None:
    talk = await begin("en", "20000002")
    said = await talk.says("hold", "reserve The Hobbit and Burmese Days for me")
    assert said.names[0] == "utter_hold_refused" and said.names[-1] in ("utter_hold_where", "utter_hold_confirm")
    assert "Burmese Days" in said.texts[-1] and "Hobbit" not in said.texts[-1]
