"""What is said to a deed that waits for a yes and is none: nothing is done by it, and the rest is heard."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

OMID, NOBODY = "20000002", "20000003"


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("hold_status", "did that work?"),
        ("hold", "so is it reserved now?"),
        ("hold_status", "all done?"),
        ("hold_status", "okay, what's its status, which place"),
        ("hold_status", "رزرو شد؟"),
        ("hold_status", "وضعیتش چیه؟ نفر چندمم"),
        ("hold_status", "okay الان status ش چیه؟ نفر چندمم"),
        ("affirm", "is it reserved now, or not?"),
    ],
)
async def test_a_reservation_that_waits_for_its_yes_is_not_made_yet(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", NOBODY)
    await talk.says("hold", "reserve Burmese Days at Saadi", title="Burmese Days", branch="Saadi")
    assert (await talk.says(intent, words)).names == ["utter_not_done_yet"]
    assert "utter_hold_placed" in (await talk.says("affirm", "yes")).names


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("hold_status", "how many are before me for my other reservation?"),
        ("hold_status", "was it cancelled?"),
        ("hours", "is it open now?"),
        ("hold", "how long is it kept?"),
        ("hold_status", "where am I in the queue for Animal Farm?"),
        ("hold_status", "what is the status of my loan The Hobbit?"),
        ("hold_status", "what is the status of my purchase suggestion?"),
        ("hold_status", "what place is it in the library, which place on the shelf"),
        ("hold_status", "which place do I collect it from?"),
        ("hold_status", "how many are before me if I reserve it?"),
        ("hold_status", "نفر چندم میشم اگه رزرو کنم؟"),
    ],
)
async def test_what_is_asked_of_something_else_keeps_its_answer(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", OMID)
    await talk.says("hold", "reserve Burmese Days at Saadi", title="Burmese Days", branch="Saadi")
    assert "utter_not_done_yet" not in (await talk.says(intent, words)).names


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("deny", "not Saadi, Central"),
        ("hold", "Oh wait, I work near Central. Can it go there instead?"),
        ("deny", "no, Central please"),
        ("deny", "نه سعدی نه، مرکزی بزن"),
    ],
)
async def test_another_branch_is_asked_about_anew(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", NOBODY)
    await talk.says("hold", "reserve Burmese Days at Saadi", title="Burmese Days", branch="Saadi")
    said = await talk.says(intent, words)
    assert said.names == ["utter_hold_confirm"] and "Central" in said.text


async def test_a_short_name_with_a_slip_is_the_other_branch(begin: Begin) -> None:
    talk = await begin("fa", NOBODY)
    await talk.says("hold", "Burmese Days رو مرکزی رزرو کن", title="Burmese Days", branch="مرکزی")
    assert "سعدی" in (await talk.says("deny", "نه مرکزی نه سدی بزن")).text


@pytest.mark.parametrize(
    "words", ["no don't cancel it, leave it. is it still there?", "نه وایسا کنسل نکن، بذار باشه. هنوز سر جاشه؟"]
)
async def test_what_is_not_to_be_cancelled_stays_and_is_told(begin: Begin, words: str) -> None:
    talk = await begin("en", OMID)
    assert (await talk.says("cancel_hold", "cancel Animal Farm")).names == ["utter_cancel_hold_confirm"]
    said = await talk.says("hold_status", words)
    assert said.names == ["utter_hold_kept", "utter_hold_state"] and "Animal Farm" in said.text
    assert "utter_hold_cancelled" not in (await talk.says("affirm", "yes")).names


@pytest.mark.parametrize(
    "words", ["no, don't cancel Animal Farm. Cancel the other one.", "why can't you cancel it without asking?"]
)
async def test_what_still_cancels_or_only_asks_keeps_nothing(begin: Begin, words: str) -> None:
    talk = await begin("en", OMID)
    await talk.says("cancel_hold", "cancel Animal Farm")
    assert "utter_hold_state" not in (await talk.says("cancel_hold", words)).names


async def test_the_one_told_of_comes_along_on_an_order(begin: Begin) -> None:
    talk = await begin("en", OMID)
    await talk.says("hold", "reserve Burmese Days at Saadi", title="Burmese Days", branch="Saadi")
    await talk.says("hold_status", "where is my reservation of Animal Farm collected?")
    said = await talk.says("hold", "move it too", sure=0.56)
    assert said.names[0] == "utter_hold_move_confirm" and "Animal Farm" in said.text and "Saadi" in said.text


async def test_the_other_is_kept_and_not_the_one_that_goes(begin: Begin) -> None:
    talk = await begin("en", OMID)
    await talk.says("hold_status", "how is my reservation of Animal Farm?")
    said = await talk.says("cancel_hold", "cancel that. keep the other", sure=0.99)
    assert "صد سال" not in said.text or "utter_cancel_hold_confirm" not in said.names


async def test_a_reservation_is_meant_by_its_branch(begin: Begin) -> None:
    talk = await begin("en", OMID)
    said = await talk.says("hold_status", "What happens with my reservation at Central, can I still pick it up?")
    assert said.names == ["utter_hold_state"] and "Animal Farm" in said.text
    talk = await begin("en", OMID)
    said = await talk.says("hold", "can I collect my reservation at Saadi instead?")
    assert "utter_hold_state" not in said.names


@pytest.mark.parametrize(
    ("words", "filed"),
    [
        ("what do I have to confirm? yes, block it!", True),
        ("Thanks. Yes, please do have it blocked.", True),
        ("یعنی چی باید تایید کنم؟ آره ببند دیگه!", True),
        ("are beband dige", True),
        ("is it blocked now?", False),
        ("no, don't block it", False),
        ("yes, but how long does blocking take?", False),
    ],
)
async def test_a_clear_yes_files_the_block_whatever_is_around_it(begin: Begin, words: str, filed: bool) -> None:
    talk = await begin("en", OMID)
    await talk.says("lost_card", "my card was stolen")
    assert ("utter_lost_card_taken" in (await talk.says("lost_card", words)).names) is filed


async def test_it_is_said_again_that_the_block_is_only_asked_for(begin: Begin) -> None:
    talk = await begin("fa", OMID)
    await talk.says("lost_card", "کارتمو گم کردم")
    await talk.says("affirm", "بله")
    assert "utter_lost_card_taken" in (await talk.says("lost_card", "الان مسدود شد؟")).names
