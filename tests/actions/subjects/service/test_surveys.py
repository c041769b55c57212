"""Surveys in a chat: who is asked at goodbye, how answers are given, what is said after a low one."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from crm.actor import Actor
from crm.surveys import definitions
from tests.actions.subjects.cases.test_feedback import case_count
from tests.support.statements import scalar
from tests.support.talk import Begin

LIA = Actor.staff(1, "lia")


async def only(services: Services, code: str) -> None:
    """Let everybody be asked one survey, and none of the others."""
    store = services.store
    staff = text("insert into staff_user (username, display_name, role, is_active, created_at, language)"
                 " values ('lia', 'Lia', 'librarian', 1, '2026-11-01', 'fa')")  # fmt: skip
    await store.transact(lambda connection: connection.execute(staff))
    await definitions.ensure(store)
    for one in await definitions.versions(store):
        await definitions.put_asking(
            store, one.code, is_active=one.code in (code, "case_outcome"), sample_rate=1, cooldown_days=30, owner=None,
            by=LIA,
        )  # fmt: skip


async def one(services: Services, query: str) -> Any:
    return await scalar(services.store, text(query))


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_a_low_score_its_words_and_a_yes_become_a_case(begin: Begin, services: Services, language: str) -> None:
    await only(services, "conversation_score")
    talk = await begin(language)
    bye = await talk.says("goodbye", "bye" if language == "en" else "خداحافظ")
    low = await talk.presses(bye.buttons[3]["payload"])
    assert low.names == ["utter_rated_low", "utter_follow_up_offer"] and len(low.buttons) == 2
    words = "it took long until I had found it" if language == "en" else "تا پیدایش کنم خیلی طول کشید"
    kept = await talk.says("fines", words, sure=0.6)
    assert kept.names == ["utter_remark_kept", "utter_follow_up_offer"]
    taken = await talk.says("affirm", "yes please" if language == "en" else "بله لطفا")
    assert taken.names == ["utter_follow_up_taken"] and "000001" in taken.text.translate(str.maketrans("۰۱", "01"))
    assert await one(services, "select description from service_case") == f"2/5\n{words}"
    assert await one(services, "select assignee_id from service_case") is not None
    assert (await talk.says("goodbye", "bye")).names[-1] == "utter_goodbye"
    other = await begin(language)
    assert (await other.says("goodbye", "bye")).names == ["utter_goodbye_rate"], "another chat is another person"


async def test_a_button_does_what_a_yes_does_and_no_leaves_it(begin: Begin, services: Services) -> None:
    for button, names, cases in ((0, ["utter_follow_up_taken"], 1), (1, ["utter_follow_up_declined"], 1)):
        talk = await begin("en")
        bye = await talk.says("goodbye", "bye")
        low = await talk.presses(bye.payload("1"))
        pressed = await talk.presses(low.buttons[button]["payload"])
        assert pressed.names == names and await case_count(services) == cases
        again = await talk.presses(low.buttons[button]["payload"])
        assert again.names == names and await case_count(services) == cases


async def test_another_wish_after_a_low_score_is_not_taken_for_a_remark(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    low = await talk.presses((await talk.says("goodbye", "bye")).payload("2"))
    assert low.names[-1] == "utter_follow_up_offer"
    assert (await talk.says("hours", "when are you open tomorrow?")).names[0].startswith("utter_hours")
    talk = await begin("en", card="20000002")
    low = await talk.presses((await talk.says("goodbye", "bye")).payload("2"))
    assert "utter_remark_kept" not in (await talk.says("loans", "show me my loans")).names
    assert await one(services, "select count(*) from survey_answer where comment is not null") == 0


async def test_a_complaint_after_a_low_score_is_filed_at_once(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.presses((await talk.says("goodbye", "bye")).payload("1"))
    said = await talk.says("complaint", "the man at the desk shouted at my child yesterday")
    assert said.names == ["utter_complaint_taken"] and await case_count(services) == 1
    assert "shouted" in await one(services, "select comment from survey_answer")


async def test_whoever_is_cooling_hears_a_plain_goodbye_and_may_still_give_a_score(
    begin: Begin, services: Services
) -> None:
    talk = await begin("en", card="20000001")
    assert (await talk.says("goodbye", "bye")).names == ["utter_goodbye_rate"]
    second = await begin("en", card="20000001")
    assert (await second.says("goodbye", "bye")).names == ["utter_goodbye"]
    given = await second.says("rate", "I give it 5 stars", score="5")
    assert given.names == ["utter_rated_high"]
    assert await one(services, "select count(*) from survey_invitation where is_asked") == 1


@pytest.mark.parametrize(
    ("typed", "names"), [("10", ["utter_survey_thanks"]), ("۶", ["utter_rated_low", "utter_follow_up_offer"])]
)
async def test_net_promoters_are_asked_from_nought_to_ten(
    begin: Begin, services: Services, typed: str, names: list[str]
) -> None:
    await only(services, "recommend")
    talk = await begin("fa", card="20000001")
    bye = await talk.says("goodbye", "خداحافظ")
    assert bye.names == ["utter_goodbye", "utter_survey_question"] and len(bye.buttons) == 11
    assert "پیشنهاد" in bye.text
    assert (await talk.says("rate", "12")).names == ["utter_survey_range"]
    assert (await talk.says("rate", typed)).names == names
    assert await one(services, "select score from survey_answer") in (6, 10)


@pytest.mark.parametrize(
    "text",
    [
        "open at 5?",
        "until 8?",
        "2 books please",
        "renew number 2",
        "تمدید شماره ۲",
        "5?",
        "4 out of 5",
        "at 9",
        "ساعت ۸",
    ],
)
async def test_a_number_of_something_else_is_no_answer(begin: Begin, services: Services, text: str) -> None:
    await only(services, "recommend")
    talk = await begin("en", card="20000001")
    await talk.says("goodbye", "bye")
    said = await talk.says("hours", text)
    assert not set(said.names) & {"utter_survey_thanks", "utter_rated_low", "utter_survey_range"}
    assert await one(services, "select count(*) from survey_answer") == 0


@pytest.mark.parametrize(
    "text", ["8", "8 out of 10", "8/10", "I'd give it 8", "۸ از ۱۰", "نمره ۸ میدم", "۸ تا", "eight", "8!"]
)
async def test_a_score_may_stand_among_words_of_scores(begin: Begin, services: Services, text: str) -> None:
    await only(services, "recommend")
    talk = await begin("en", card="20000001")
    await talk.says("goodbye", "bye")
    await talk.says("rate", text)
    assert await one(services, "select score from survey_answer") == 8


async def test_a_gap_is_asked_by_its_parts_after_a_yes(begin: Begin, services: Services) -> None:
    await only(services, "service_gap")
    talk = await begin("en", card="20000001")
    bye = await talk.says("goodbye", "bye")
    assert bye.names == ["utter_goodbye", "utter_survey_offer"] and "9 short questions" in bye.text
    said = await talk.says("affirm", "yes")
    asked = []
    for value in (5, 8, 6) * 3:
        asked += said.names
        said = await talk.presses(said.payload(str(value)))
    assert asked == ["utter_gap_minimum", "utter_gap_desired", "utter_gap_perceived"] * 3
    assert said.names == ["utter_survey_thanks"]
    assert (
        await one(services, "select count(*) from survey_answer where minimum = 5 and desired = 8 and score = 6") == 3
    )


async def test_a_gap_is_stopped_at_any_question(begin: Begin, services: Services) -> None:
    await only(services, "service_gap")
    talk = await begin("en", card="20000001")
    await talk.says("goodbye", "bye")
    said = await talk.says("affirm", "yes")
    assert (await talk.presses(said.buttons[-1]["payload"])).names == ["utter_cancelled"]
    assert (await talk.says("rate", "5")).names != ["utter_gap_desired"]
    assert await one(services, "select count(*) from survey_answer") == 0


async def test_what_was_not_asked_here_is_not_kept(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    for ref in ("ask:nothing:satisfaction", "ask:x", "follow:nothing", "nofollow:nothing"):
        said = await talk.says("rate", "/rate", score="5", ref=ref)
        assert said.names == ["utter_survey_over"], ref
    assert await one(services, "select count(*) from survey_answer") == 0
