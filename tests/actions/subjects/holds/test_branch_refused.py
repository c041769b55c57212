"""A reservation goes to no branch that is only refused, and from none that it is only thought to be at."""

from __future__ import annotations

import pytest

from crm.patrons import cards
from tests.support.talk import Begin, Talk

# Animal Farm of the second patron is to be collected at the central library.
OMID = "20000002"


async def _at(talk: Talk) -> str:
    patron = await cards.patron_by_card(talk.services.store, OMID)
    assert patron is not None
    held = await talk.services.library.holds(patron.id)
    return next(one.pickup.code for one in held if one.title == "Animal Farm" and one.pickup)


STAYS = {
    "en": (
        "please don't move it to Saadi, keep it at Central",
        "no, not Saadi. I want it at Central",
        "move it from Saadi to Central",
        "Saadi is too far for me, leave it at Central",
        "don't move it to Saadi",
        "not Saadi please",
        "anywhere but Saadi, Central please",
        "please don't move it. Saadi is too far, Central is fine",
        "I don't want it at Saadi, Central is where I live",
        "send it from Saadi to Central please",
    ),
    "fa": (
        "سعدی نه، همون مرکزی بهتره",
        "سعدی دوره، همون مرکزی باشه",
        "نمی‌خوام بره سعدی، مرکزی بمونه",
        "نفرستیدش سعدی، مرکزی باشه بهتره",
        "از سعدی ببریدش مرکزی",
        "سعدی برام دوره، مرکزی خوبه",
        "به جای سعدی همون مرکزی باشه",
        "عوضش نکنید، سعدی نمی‌خوام مرکزی خوبه",
        "سعدی نه",
        "saadi na, hamun markazi bashe",
    ),
}
GOES = {
    "en": (
        "no wait, Saadi, not Central",
        "actually make it Saadi instead",
        "move it from Central to Saadi",
        "send it to Saadi instead of Central",
    ),
    "fa": ("مرکزی نه، بفرستیدش سعدی", "از مرکزی منتقلش کنید به سعدی", "بفرستینش سعدی", "به جای مرکزی ببریدش سعدی"),
}


@pytest.mark.parametrize("read", ["renew", "hold"])
@pytest.mark.parametrize("moves", [None, {"hold.move": 0.9}])
@pytest.mark.parametrize(("language", "words"), [(one, words) for one in STAYS for words in STAYS[one]])
async def test_what_is_refused_is_nowhere_to_go(
    begin: Begin, language: str, words: str, read: str, moves: dict[str, float] | None
) -> None:
    talk = await begin(language, card=OMID)
    await talk.says("hold_status", "Animal Farm")
    before = await _at(talk)
    said = await talk.says(read, words, moves=moves)
    assert "utter_hold_moved" not in said.names and await _at(talk) == before == "main"
    pending = talk.slots.get("pending") or {}
    assert pending.get("do") not in {"move_hold", "hold"} or (pending.get("args") or {}).get("branch") != "saadi"


@pytest.mark.parametrize(("language", "words"), [(one, words) for one in GOES for words in GOES[one]])
async def test_where_it_is_wanted_it_goes(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=OMID)
    await talk.says("hold_status", "Animal Farm")
    said = await talk.says("hold", words, moves={"hold.move": 0.9})
    assert said.names == ["utter_hold_moved"] and await _at(talk) == "saadi"


@pytest.mark.parametrize(("language", "words"), [("en", "from Saadi please"), ("fa", "از سعدی لطفاً"), ("fa", "سعدی")])
async def test_where_it_is_collected_from_is_no_origin(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=OMID)
    await talk.says("hold_status", "Animal Farm")
    await talk.says("hold", "change the pickup branch" if language == "en" else "شعبه تحویلش رو عوض کنید")
    assert talk.slots["pending"]["awaits"] == "branch"
    refused = await talk.says("hold", "not Saadi" if language == "en" else "سعدی نه", sure=0.5)
    assert "utter_hold_moved" not in refused.names and await _at(talk) == "main"
    await talk.says("hold", "change the pickup branch" if language == "en" else "شعبه تحویلش رو عوض کنید")
    asked = await talk.says("location", words, sure=0.5)
    assert "Saadi" in asked.text or "سعدی" in asked.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I can't get to Central, send it to Saadi"),
        ("en", "I reserved it for Central, make it Saadi"),
        ("fa", "برای مرکزی رزروش کرده بودم، بفرستیدش سعدی"),
    ],
)
async def test_of_two_branches_the_other_one_is_asked_about_or_done(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=OMID)
    await talk.says("hold_status", "Animal Farm")
    said = await talk.says("hold", words, moves={"hold.move": 0.9})
    assert said.names in (["utter_hold_move_confirm"], ["utter_hold_moved"])
    assert "Saadi" in said.text or "سعدی" in said.text


@pytest.mark.parametrize(("language", "words"), [("en", "not Saadi, I can't get there"), ("fa", "سعدی نه، برام دوره")])
async def test_who_refuses_where_it_is_is_asked_where_then(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=OMID)
    await talk.says("hold_status", "Animal Farm")
    await talk.says("hold", "make it Saadi instead" if language == "en" else "بفرستینش سعدی")
    await talk.says("hold_status", "Animal Farm")
    said = await talk.says("hold", words, moves={"hold.move": 0.9})
    assert "utter_hold_moved" not in said.names and await _at(talk) == "saadi"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "no, not Saadi. I want it at Central"),
        ("en", "not Saadi"),
        ("fa", "سعدی نه، همون مرکزی بهتره"),
        ("fa", "نه، سعدی نه"),
    ],
)
async def test_what_was_just_reserved_goes_to_no_refused_branch(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, card=OMID)
    await talk.says("hold_status", "Animal Farm")
    await talk.says("hold", "make it Saadi instead" if language == "en" else "بفرستینش سعدی")
    await talk.says("hold", "make it Central instead" if language == "en" else "بفرستینش مرکزی")
    assert await _at(talk) == "main"
    await talk.says("deny", words, rest=("hold", 0.6))
    assert await _at(talk) == "main"
