"""What is told next belongs to no other case, and who wants to talk to a person is told no rule instead."""

# ruff: noqa: E501

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services, Turn
from tests.support.statements import scalar
from tests.support.talk import Begin


async def _cases(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")) or 0)


@pytest.mark.parametrize(
    ("language", "first", "told", "then", "words"),
    [
        ("en", "complaint", "the man at the desk shouted at me", "website_problem", "the website never loads my account"),
        ("fa", "complaint", "مسئول میز امانت سرم داد زد", "website_problem", "سایت باز نمیشه و حسابم رو نشون نمیده"),
        ("en", "report_fault", "the lamp upstairs is broken", "complaint", "the reading room is always so noisy"),
        ("fa", "report_fault", "لامپ طبقه دوم سوخته", "complaint", "سالن مطالعه همیشه خیلی شلوغ و پرسروصداست"),
    ],
)  # fmt: skip
async def test_another_matter_is_a_case_of_its_own(
    begin: Begin, services: Services, language: str, first: str, told: str, then: str, words: str
) -> None:
    talk = await begin(language)
    await talk.says(first, told)
    assert (await talk.says(then, words)).names[0] == f"utter_{then}_taken"
    assert await _cases(services) == 2


@pytest.mark.parametrize(
    ("language", "told", "asked", "day"),
    [
        ("en", "the man at the desk shouted at me", "how do I print?", "Saturday morning"),
        ("fa", "مسئول میز امانت سرم داد زد", "چطور پرینت بگیرم؟", "شنبه صبح"),
    ],
)
async def test_a_day_behind_another_topic_is_added_to_no_complaint(
    begin: Begin, services: Services, language: str, told: str, asked: str, day: str
) -> None:
    talk = await begin(language)
    await talk.says("complaint", told)
    await talk.says("print_scan", asked)
    assert "utter_case_words_added" not in (await talk.says("hours", day)).names
    assert day not in str(await scalar(services.store, text("select description from service_case")))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "can I talk to a human about where I pay a fine?"),
        ("en", "could I speak with a librarian, where do I pay a fine"),
        ("fa", "میشه با یه کتابدار صحبت کنم که جریمه را کجا بپردازم؟"),
        ("fa", "می‌تونم با یکی از همکاراتون حرف بزنم؟ جریمه را کجا بپردازم"),
    ],
)
async def test_who_asks_to_talk_to_a_person_is_told_no_rule(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language)).says("human_help", words)
    assert "utter_fact" not in said.names and any(name.startswith("utter_handoff") for name in said.names)


async def test_a_rule_told_instead_offers_a_librarian(begin: Begin) -> None:
    said = await (await begin("en")).says("human_help", "somebody tell me where do I pay a fine?")
    assert said.names == ["utter_fact"]
    assert any(button["payload"].startswith("/human_help") for button in said.buttons)


def test_what_is_filed_is_as_it_was_written(services: Services) -> None:
    turn = Turn(services, "c", "m1", "en", "I lost «ابله» on a train", "lost_item", renamed=(("«ابله»", "The Idiot"),))
    assert turn.as_written(f"Told: {turn.text}") == "Told: I lost The Idiot on a train"
    assert turn.as_written("«ابله» was torn") == "«ابله» was torn"


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("No you misunderstood, not Saadi, Central", "not saadi central"),
        (
            "I mean my case K-000002, cancel the umbrella part, please.",
            "my case k 000002 cancel the umbrella part please",
        ),
        ("نه، منظورم این بود که چراغ‌های طبقهٔ بالا می‌لرزند!", "چراغ های طبقه بالا میلرزند"),
    ],
)
def test_what_is_filed_of_a_correction_is_the_whole_message(services: Services, said: str, read: str) -> None:
    turn = Turn(services, "c", "m1", "en", said, "complaint")
    turn.text = read
    assert turn.as_written(read) == said
    assert turn.as_written(f"Lift: {read}") == f"Lift: {said}"


def test_what_is_filed_of_a_part_is_that_part(services: Services) -> None:
    turn = Turn(services, "c", "m1", "en", "Thanks. The lift is stuck, by the way.", "complaint")
    turn.text = "The lift is stuck, by the way."
    assert turn.as_written(turn.text) == "The lift is stuck, by the way."
    turn.text = "saadi"
    assert turn.as_written("saadi") == "saadi"
