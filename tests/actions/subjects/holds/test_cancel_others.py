"""What is said of the other reservation asks for no cancelling or moving of it where no order has it as its object."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin, Said

MINA, OMID = "20000001", "20000002"
HUNDRED = "صد سال تنهایی"


def _asked(said: Said) -> str:
    """Give what it is asked to cancel, without what is said to stay."""
    if "utter_cancel_hold_confirm" not in said.names:
        return ""
    return said.texts[said.names.index("utter_cancel_hold_confirm")].replace("؟", "?").split("?")[0]


@pytest.mark.parametrize(
    "words",
    [
        "Cancel Animal Farm. Also cancel the other one.",
        "Cancel Animal Farm please. And drop the other one too",
        "I no longer need Animal Farm. I don't want the other one either.",
        "Animal Farm رو لغو کن. اون یکی رو هم لغو کن",
        "Animal Farm رو نمی‌خوام. اون یکی رو هم نمی‌خوام",
        "Animal Farm can go. Cancel the other one as well",
        "please drop Animal Farm, and drop the other one",
        "Cancel Animal Farm. I already cancelled the other one.",
        "Please cancel Animal Farm. My sister will cancel the other one herself.",
        "Cancel Animal Farm. I don't need the other one before March",
        "Cancel Animal Farm. I don't need the other book's notifications",
        "Animal Farm رو لغو کن. اون یکی رو خودم لغو کردم",
        "Cancel Animal Farm. I will cancel the other one later myself",
        "Why did you cancel Animal Farm? I only wanted to cancel the other one!",
        "Animal Farm رو لازم دارم. چرا اون یکی رو لغو کردید؟",
        "I'm waiting for Animal Farm. If I cancel the other one, do I move up?",
        "If Animal Farm comes by Friday, fine. Otherwise cancel the other one too",
        "I'll collect Animal Farm. Who cancelled the other one?",
        "I can't collect Animal Farm. My mother cancelled the other one",
        "I want Animal Farm. You cancel the other one every time",
    ],
)
@pytest.mark.parametrize("before", [False, True])
async def test_the_other_one_is_not_dropped_alone(begin: Begin, words: str, before: bool) -> None:
    talk = await begin("en", OMID)
    if before:
        await talk.says("hold_status", "where am I in the queue for Animal Farm?")
    asked = _asked(await talk.says("cancel_hold", words))
    assert HUNDRED not in asked or "Animal Farm" in asked


@pytest.mark.parametrize(
    "words",
    [
        "I'll collect Animal Farm. Please cancel the other one.",
        "I still want Animal Farm, cancel the other one please",
        "keep Animal Farm, I don't need the other one",
        "Animal Farm رو نگه دار. اون یکی رو لغو کن",
        "Animal Farm رو نگه دار اون یکی رو لغو کن لطفا",
        "Animal Farm رو هنوز می‌خوام. اون یکی رو دیگه نمی‌خوام",
    ],
)
async def test_the_other_one_goes_where_that_is_ordered_beside_what_stays(begin: Begin, words: str) -> None:
    asked = _asked(await (await begin("en", OMID)).says("cancel_hold", words))
    assert HUNDRED in asked and "Animal Farm" not in asked.split(HUNDRED)[0]


@pytest.mark.parametrize(
    "words",
    [
        "no, keep Animal Farm and صد سال تنهایی",
        "no, don't cancel Animal Farm and صد سال تنهایی",
        "no, keep Animal Farm, it is for my son, صد سال تنهایی is for me",
        "نه صد سال تنهایی و Animal Farm رو نگه دار",
        "نه نه Animal Farm رو نگه دار، صد سال تنهایی رسیده",
        "No, leave Animal Farm at Central but bring صد سال تنهایی to Saadi",
        "wait, I want the other one",
        "no, the other one arrived",
        "No, I need the other one",
        "نه اون یکی رو می‌خوام",
        "نه، اون یکی رو لازم دارم",
        "no, the other one is fine",
        "no, I like the other one",
        "no, keep it, and the other one too",
        "no, don't cancel the other one",
        "no, I already cancelled the other one",
        "no, I meant to keep the other one",
        "no, my sister will cancel the other one",
        "نه، منظورم این بود که اون یکی رو نگه دارید",
        "نه اون یکی رو خودم لغو کردم",
        "no keep it. cancel my card",
        "sorry, the other one came today",
        "no, I will cancel صد سال تنهایی myself",
    ],
)
@pytest.mark.parametrize("read", ["deny", "hold"])
async def test_what_orders_nothing_else_cancelled_leaves_the_other_one(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en", OMID)
    await talk.says("cancel_hold", "cancel Animal Farm")
    said = await talk.says(read, words)
    asked = _asked(said)
    assert HUNDRED not in asked or "Animal Farm" in asked
    assert "utter_hold_cancelled" not in said.names


@pytest.mark.parametrize(
    "words",
    [
        "no, cancel the reminder for صد سال تنهایی",
        "wait, cancel صد سال تنهایی too",
        "نه صد سال تنهایی رو هم لغو کن",
        "نه یادآوری صد سال تنهایی رو لغو کن",
    ],
)
async def test_what_is_only_of_the_other_one_or_is_said_of_it_too_replaces_nothing(begin: Begin, words: str) -> None:
    talk = await begin("en", OMID)
    await talk.says("cancel_hold", "cancel Animal Farm")
    assert "utter_hold_cancelled" not in (said := await talk.says("deny", words)).names
    assert HUNDRED not in _asked(said)


@pytest.mark.parametrize(
    "words",
    [
        "actually yes, and the other one too",
        "sorry, cancel the other one too",
        "ببخشید اون یکی رو هم لغو کن",
        "صبر کن اون یکی رو هم",
        "sorry, and the other one",
    ],
)
async def test_the_other_one_too_is_asked_with_the_first(begin: Begin, words: str) -> None:
    talk = await begin("en", OMID)
    await talk.says("cancel_hold", "cancel Animal Farm")
    asked = _asked(await talk.says("cancel_hold", words))
    assert HUNDRED in asked and "Animal Farm" in asked


@pytest.mark.parametrize(
    "words",
    [
        "no, cancel the other one",
        "no sorry, cancel صد سال تنهایی instead",
        "no, I meant صد سال تنهایی",
        "no, keep Animal Farm and cancel the other one",
        "no, cancel صد سال تنهایی, not Animal Farm",
        "نه منظورم اون یکی بود",
        "نه، صد سال تنهایی رو لغو کن",
        "نه اون یکی رو لغو کن، Animal Farm رو نگه دار",
        "na oon yeki ro laghv kon",
        "no, cancel my reservation of صد سال تنهایی please",
        "نه رزرو صد سال تنهایی رو لغو کنید",
    ],
)
async def test_the_one_that_was_meant_is_asked_instead(begin: Begin, words: str) -> None:
    talk = await begin("en", OMID)
    await talk.says("cancel_hold", "cancel Animal Farm")
    asked = _asked(await talk.says("hold", words))
    assert HUNDRED in asked and "Animal Farm" not in asked


@pytest.mark.parametrize(
    ("card", "read", "words"),
    [
        (MINA, "hold", "make it saadi, same as my other reservation"),
        (MINA, "affirm", "yes please, saadi, same branch as my other hold"),
        (OMID, "hold", "at Bagh-Ferdows please, same as صد سال تنهایی that I already reserved"),
        (OMID, "hold", "همون باغ فردوس باشه، صد سال تنهایی رو هم اونجا رزرو کردم"),
        (OMID, "location", "I'm waiting for Animal Farm too. where is Saadi branch?"),
        (OMID, "hold", "I already reserved Animal Farm at Saadi too"),
        (OMID, "hold", "no, saadi. I reserved Animal Farm at Saadi too"),
        (OMID, "hold", "شعبه سعدی باشه، Animal Farm رو هم اونجا رزرو کردم"),
        (OMID, "hold", "saadi, my other reservation is there too"),
        (OMID, "hold", "can I collect it at Saadi with Animal Farm too?"),
        (OMID, "hold", "I have Animal Farm on hold, can I collect this one there too?"),
        (MINA, "hold", "my other reservation is at Saadi, can I collect that there too?"),
        (OMID, "hold", "سعدی، Animal Farm هم اونجاست"),
    ],
)
async def test_a_branch_for_what_is_being_reserved_moves_no_other(
    begin: Begin, card: str, read: str, words: str
) -> None:
    talk = await begin("en", card)
    await talk.says("hold", "reserve Burmese Days, pickup central", title="Burmese Days", branch="central")
    assert "utter_hold_move_confirm" not in (await talk.says(read, words)).names


@pytest.mark.parametrize(
    "words",
    [
        "can I collect Animal Farm at saadi too?",
        "and please move صد سال تنهایی to saadi too",
        "صد سال تنهایی رو هم به شعبه سعدی بفرستید لطفا",
    ],
)
async def test_a_reservation_that_is_named_comes_along(begin: Begin, words: str) -> None:
    talk = await begin("en", OMID)
    await talk.says("hold", "reserve Burmese Days, pickup central", title="Burmese Days", branch="central")
    said = await talk.says("hold", words)
    assert {"utter_hold_move_confirm", "utter_hold_stays"} & set(said.names), said.names
