"""Somebody who is being hurt now is an emergency, in whatever spelling it was typed and whatever it was read as."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from actions.dialogue.turn import Services
from actions.subjects.emergencies.unread_violence import tells_violence
from crm.handoff import alarms
from protocol import plain_yaml
from tests.support.talk import Begin

ROOT = Path(__file__).parents[4]
WORDINGS = ROOT / "tests" / "language" / "emergencies"
NOW = [
    "somebody is shoutng at people on the first floor of central and pushd an old man, can you send somone",
    "a man is shoving people by the lift, please send security",
    "someone keeps hitting a student in the reading room, help",
    "two guys are fighting and one punched a librarian just now",
    "he is threatening people on the second floor, call the police",
    "a drunk man pushed the old lady, she is on the floor",
    "there is a man kicking visitors at the entrance, come quick",
    "somebody grabbed my daughter in the hall, send someone",
    "they're beating a boy right now outside the door",
    "he slapped the guard and is screaming at everybody",
    "یه نفر داره داد می‌زنه و یه پیرمرد رو هل داد",
    "یکی طبقهٔ اول مردم رو هل می‌ده، یکی رو بفرستید",
    "داره به یه دانشجو حمله می‌کنه، کمک کنید",
    "مرده مشت زد به کتابدار، نگهبان بفرستین",
    "دو نفر گلاویز شدن تو سالن، زود بیاین",
    "یقهٔ یه پسر رو گرفته، داره تهدید می‌کنه",
    "یه نفر لگد زد به بچه، الان طبقهٔ دومه",
    "yeki dare piremardo hol mide, komak",
    "یکی داره مراجعه‌کننده‌ها رو کتک می‌زنه",
    "آقاهه به خانمه سیلی زد، همین الان تو سالن مطالعه",
]
NOT_NOW = [
    "a novel in which a man pushed an old man", "he pushed the button and nothing happened now",
    "yesterday somebody pushed my son in the hall", "what happens if somebody hits a librarian?",
    "I hit the limit, help", "push the date please, quickly", "the deadline hit me, help", "کتابی که توش یکی رو هل داد",
    "دیروز یه نفر پسرم رو هل داد", "در رو هل بدم باز می‌شه؟", "یه فیلم می‌خوام که توش حمله کرد", "می‌شه مهلت رو هل بدین",
]  # fmt: skip


@pytest.mark.parametrize("text", NOW)
async def test_violence_under_way_rings_whatever_it_was_read_as(begin: Begin, services: Services, text: str) -> None:
    talk = await begin("en")
    said = await talk.says("human_help", text, sure=0.83)
    assert said.names == ["utter_emergency_violence"]
    assert [one.kind for one in await alarms.alarms(services.store)] == ["violence"]
    more = await talk.says("report_fault", "hes by the lift, black jaket, the old man is sitting on the floor now")
    assert more.names[0].startswith("utter_emergency")


@pytest.mark.parametrize("text", NOT_NOW)
def test_a_story_and_the_past_are_none(text: str) -> None:
    assert not tells_violence(text)


def test_nothing_that_is_harmless_is_violence() -> None:
    harmless: list[str] = []
    for name in ("known", "frozen", "fresh", "last"):
        found: dict[str, Any] = plain_yaml.load((WORDINGS / f"{name}.yml").read_text(encoding="utf-8"))
        harmless += found["harmless"]
    for language in ("fa", "en"):
        lines = (ROOT / "data" / "held_out" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
        harmless += [row["text"] for row in map(json.loads, lines) if row["intent"] != "emergency"]
    assert [text for text in harmless if tells_violence(text)] == []
