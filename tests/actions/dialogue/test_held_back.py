"""A yes that is none: the deed is forbidden in the same breath, or something is to be told before it."""

from __future__ import annotations

import pytest

from actions.dialogue.holding_back import asks_first, forbids
from crm.patrons import cards
from tests.support.talk import Begin, Talk

OMID = "20000002"

_ASK_TO_MOVE = {"en": "can you send Animal Farm to Saadi instead?", "fa": "میشه Animal Farm رو بفرستید سعدی؟"}
_ASK_TO_CANCEL = {"en": "cancel my reservation of Animal Farm", "fa": "رزرو Animal Farm رو لغو کن"}
DONE = {"utter_hold_moved", "utter_hold_cancelled", "utter_cancelled", "utter_holds_cancelled"}

TOLD_FIRST = {
    "en": (
        "yes please, tell me first what it costs?",
        "yes please, wait, what does it cost?",
        "yes please, before that how much do I owe?",
        "yes please, hold on, how long does it take?",
        "yes please, but first, does it cost anything?",
        "yes do it, after you tell me what I owe?",
        "sure do, just a moment, how many days do I have?",
        "yes please. Beforehand, how much is the fee?",
        "yes go ahead, once you have checked what it costs me?",
        "yes please, let me know first, is there a fee?",
    ),
    "fa": (
        "بله لطفا، اول بگید نوبتم از دست میره؟",
        "بله لطفا، قبلش بگید چقدر میشه؟",
        "بله لطفاً، صبر کن، چقدر پول می‌گیرید؟",
        "آره حتما، قبل از اینکه انجامش بدید هزینه داره؟",
        "بله لطفا، یه لحظه، چند روز طول می‌کشه؟",
        "بله لطفا، اولش بگید جریمه دارم یا نه؟",
        "آره لطفا، وایسا، اصلا بدهی دارم من؟",
        "بله لطفا. پیش از اون بگید چقدر بدهکارم؟",
        "bale lotfan, aval begid cheghadr mishe?",
        "bale lotfan, ghablesh begid jarime daram ya na?",
    ),
}
FORBIDDEN = {
    "en": (
        "yes no need to move it",
        "yes never change it",
        "yes, don't change it",
        "yes please do not move it",
        "yes, I don't want to move it",
        "yes leave it where it is",
        "yes, I'd rather not change it",
        "yes, keep it there, don't send it",
        "yes sure, never move it please",
        "yes, don't",
    ),
    "fa": (
        "آره عوض نکنید",
        "آره، نمیخوام عوضش کنم",
        "بله لطفا عوضش نکنید",
        "آره بهتره منتقل نکنید",
        "بله، لازم نیست عوضش کنید",
        "آره نفرستیدش",
        "بله تغییرش ندید",
        "آره جابجاش نکنین لطفا",
        "are avazesh nakonid",
        "آره نکن",
    ),
}


async def _asked(begin: Begin, language: str, act: str) -> Talk:
    talk = await begin(language, OMID)
    await talk.says("hold_status", "my holds" if language == "en" else "رزروهام")
    asked = await talk.says(
        "hold" if act == "move" else "cancel_hold", (_ASK_TO_MOVE if act == "move" else _ASK_TO_CANCEL)[language]
    )
    assert asked.statuses == ["clarified"]
    assert talk.slots["pending"]["do"] == ("move_hold" if act == "move" else "cancel_hold")
    return talk


async def _holds(talk: Talk) -> list[tuple[str, str]]:
    patron = await cards.patron_by_card(talk.services.store, OMID)
    assert patron is not None
    held = await talk.services.library.holds(patron.id)
    return [(one.title, one.pickup.code if one.pickup else "") for one in held]


@pytest.mark.parametrize("act", ["move", "cancel"])
@pytest.mark.parametrize(("language", "words"), [(one, words) for one in TOLD_FIRST for words in TOLD_FIRST[one]])
async def test_what_is_asked_first_is_told_before_anything_is_done(
    begin: Begin, act: str, language: str, words: str
) -> None:
    talk = await _asked(begin, language, act)
    before = await _holds(talk)
    said = await talk.says("fines", words, rest=("cancel_hold" if act == "cancel" else "fines", 0.9))
    assert not DONE & set(said.names) and await _holds(talk) == before


@pytest.mark.parametrize("words", ["yes please, first tell me what I owe", "yes but before you do it tell me my fines"])
async def test_what_is_to_be_told_first_without_a_question_mark_is_no_yes(begin: Begin, words: str) -> None:
    talk = await _asked(begin, "en", "cancel")
    before = await _holds(talk)
    await talk.says("affirm", words, rest=("fines", 0.9))
    assert await _holds(talk) == before and talk.slots["pending"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "yes please, do I lose my place in the queue?"),
        ("en", "yes do it, would I be back at the end of the queue?"),
        ("fa", "بله لطفا، نوبتم می‌پره؟"),
        ("fa", "بله لطفاً، دوباره میفتم ته صف؟"),
    ],
)
async def test_who_asks_what_is_lost_loses_nothing_yet(begin: Begin, language: str, words: str) -> None:
    talk = await _asked(begin, language, "cancel")
    before = await _holds(talk)
    await talk.says("hold_status", words, rest=("hold_status", 0.9))
    assert await _holds(talk) == before


@pytest.mark.parametrize("read", ["affirm", "hold"])
@pytest.mark.parametrize(("language", "words"), [(one, words) for one in FORBIDDEN for words in FORBIDDEN[one]])
async def test_a_yes_that_forbids_the_deed_does_nothing(begin: Begin, language: str, words: str, read: str) -> None:
    talk = await _asked(begin, language, "move")
    before = await _holds(talk)
    said = await talk.says(read, words, rest=("hold", 0.9), moves={"hold.move": 0.9})
    assert "utter_hold_moved" not in said.names and await _holds(talk) == before


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "yes, don't cancel it"),
        ("en", "yes keep it"),
        ("en", "yes, I don't want to cancel it"),
        ("fa", "آره لغوش نکنید"),
        ("fa", "بله، نمی‌خوام لغو بشه"),
        ("fa", "آره بمونه"),
    ],
)
async def test_what_is_not_to_be_cancelled_stays(begin: Begin, language: str, words: str) -> None:
    talk = await _asked(begin, language, "cancel")
    before = await _holds(talk)
    await talk.says("affirm", words, rest=("cancel_hold", 0.9))
    assert await _holds(talk) == before


@pytest.mark.parametrize(
    ("act", "language", "words"),
    [
        ("move", "en", "yes change it, no problem"),
        ("move", "en", "yes, move it then"),
        ("move", "fa", "آره عوضش کن، مشکلی نیست"),
        ("move", "fa", "بله عوضش کنید لطفا"),
        ("cancel", "en", "yes, I don't want it any more, cancel it"),
        ("cancel", "en", "yes please cancel it, I don't need it"),
        ("cancel", "fa", "بله، دیگه نمی‌خوامش"),
        ("cancel", "fa", "آره نمیخوامش لغوش کن"),
    ],
)
async def test_a_plain_yes_is_done_still(begin: Begin, act: str, language: str, words: str) -> None:
    talk = await _asked(begin, language, act)
    before = await _holds(talk)
    await talk.says("affirm", words, rest=("cancel_hold" if act == "cancel" else "hold", 0.9))
    assert await _holds(talk) != before


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("why don't you move it", "move"),
        ("don't forget to move it", "move"),
        ("don't mind, move it", "move"),
        ("میشه عوضش کنید", "move"),
        ("نمیخوام دیگه لغوش کن", "cancel"),
        ("yes, renew it, I can't bring it back", "renew"),
    ],
)
def test_these_forbid_nothing(text: str, deed: str) -> None:
    assert not forbids(text, deed)


@pytest.mark.parametrize(
    "text", ["is the first floor open", "do I have to wait long", "قبل از ساعت شش بازید", "طبقه اول چیه"]
)
def test_these_put_nothing_first(text: str) -> None:
    assert not asks_first(text)
