"""Losses, days away, sums of each, what is brought along, and orders of two kinds, asked of one's own things."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from actions.subjects.fines.fines_each import _EACH, _ELSE
from actions.subjects.holds.hold_needs import _ELSE as _OTHER_PAPERS
from actions.subjects.holds.hold_needs import _NEEDS
from actions.subjects.loans.away import _AWAY, _DUE
from actions.subjects.loans.left_behind import _LEFT, _NO_LOSS
from actions.subjects.loans.returned_still import _WILL_BRING
from actions.subjects.talk.unsaid import _UNSAID
from language.normalise import fold
from language.requests.deeds.loan_troubles import tells_returned
from tests.support.talk import Begin

MINA, TWO = "20000001", "20000004"


@pytest.mark.parametrize(
    "words",
    [
        "I left my Gatsby on a train to Mashhad and I don't think it's coming back",
        "I forgot Gatsby in the taxi", "somebody took Gatsby from my bag", "Gatsby was stolen",
        "گتسبی رو توی مترو جا گذاشتم", "گتسبی تو اتوبوس جا موند", "گتسبی رو دزدیدن", "gatsby ro tu taxi ja gozashtam",
    ],
)  # fmt: skip
@pytest.mark.parametrize("read", ["out_of_scope", "renew"])
async def test_a_loan_left_somewhere_is_lost(begin: Begin, words: str, read: str) -> None:
    talk = await begin("en" if words.isascii() else "fa", TWO)
    said = await talk.says(read, words)
    assert said.names[-1] == "utter_loan_lost_offer" and "Gatsby" in said.text


@pytest.mark.parametrize(
    ("language", "read", "words"),
    [
        ("en", "renew", "I'm never coming back before Friday, so renew The Great Gatsby"),
        ("en", "renew", "I left my glasses in the train, but please renew The Great Gatsby"),
        ("fa", "renew", "گتسبی تو ماشین جا مونده، تمدیدش کن"),
        ("fa", "renew", "گتسبی تو اتوبوس جا مونده، تمدیدش کن"),
        ("fa", "return", "گتسبی تو ماشین جا گذاشتم فردا میارم"),
        ("fa", "lost_item", "گتسبی تو هتل جا گذاشتم فردا میارم"),
        ("en", "search_book", "The Great Gatsby: in the end, Daisy is not coming back?"),
        ("en", "lost_property", "I left my scarf in the cafe beside The Great Gatsby"),
        ("en", "out_of_scope", "I read The Great Gatsby and left my scarf in the cafe"),
    ],
)
async def test_what_is_ordered_or_told_of_other_things_is_no_loss_of_a_loan(
    begin: Begin, language: str, read: str, words: str
) -> None:
    talk = await begin(language, TWO)
    assert "utter_loan_lost_offer" not in (await talk.says(read, words)).names


@pytest.mark.parametrize(
    "words", ["I lost one of the books I borrowed, I think I left it on the bus", "یکی از کتاباتونو تو تاکسی جا گذاشتم"]
)
async def test_of_several_it_is_asked_which_is_lost(begin: Begin, words: str) -> None:
    talk = await begin("en" if words.isascii() else "fa", TWO)
    await talk.says("loans", "when is The Great Gatsby due?")
    assert (await talk.says("lost_item", words)).names == ["utter_which_loan"]


@pytest.mark.parametrize(
    "words",
    ["what happens if I leave Gatsby on the train?", "I left my umbrella on the bus", "I left Gatsby at home", "اگه گتسبی رو تو مترو جا بذارم چی؟"],
)  # fmt: skip
def test_no_loss_is_none(words: str) -> None:
    said = fold(words)
    assert not _LEFT.search(said) or _NO_LOSS.search(said)


@pytest.mark.parametrize("words", ["برش گردون همون فردا. خودم دارم میام", "I'll bring it back tomorrow", "فردا میارمش"])
def test_what_will_be_brought_is_not_back(words: str) -> None:
    assert _WILL_BRING.search(fold(words).replace("’", "'")) and not tells_returned(words)


@pytest.mark.parametrize("words", ["I brought it back on Monday", "دیروز پسش دادم"])
def test_what_was_brought_back_is(words: str) -> None:
    assert not _WILL_BRING.search(fold(words).replace("’", "'"))


async def test_the_loans_due_while_one_is_away(begin: Begin) -> None:
    talk = await begin("en", TWO)
    said = await talk.says(
        "loans", "I'm travelling tomorrow and coming back in 30 days, which of my books are due then?"
    )
    assert "utter_renewed" not in said.names
    assert _AWAY.search("i'm away") and _DUE.search("what is due") and not _AWAY.search("renew my books")


@pytest.mark.parametrize(
    ("read", "words"),
    [
        ("hours", "not here from 27 November to 3 December, which branch is open late"),
        ("events", "we are leaving on 1 December, is there any event before, until the 12th? anything late"),
    ],
)
async def test_other_things_are_asked_of_days_away(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en", TWO)
    assert "utter_loans_due" not in (await talk.says(read, words)).names


async def test_where_none_is_due_while_away_none_is_told_as_due(begin: Begin) -> None:
    talk = await begin("en", TWO)
    said = await talk.says("loans", "I'm away from 1 December to 5 December, which of my books come due then?")
    assert said.names and "utter_loans_due" not in said.names
    ordered = await talk.says("renew", "I'm away from 1 December to 5 December, renew everything that is due then")
    assert ordered.names == ["utter_renew_choose"]


@pytest.mark.parametrize(
    "words",
    ["for one book or for both this number", "is that each or altogether?", "is this for both?", "این واسه یکیه یا جفتش؟", "هر کدوم اینقدره یا روی هم؟", "in vase yekie ya joftesh"],
)  # fmt: skip
def test_asks_whether_a_sum_is_for_each(words: str) -> None:
    assert _EACH.search(fold(words)) and not _ELSE.search(fold(words))


@pytest.mark.parametrize("words", ["shall I bring one or both?", "یکیشو بیارم یا جفتشو؟", "how much is it?"])
def test_asks_of_no_sum(words: str) -> None:
    assert not _EACH.search(fold(words)) or _ELSE.search(fold(words))


@pytest.mark.parametrize(
    "words",
    ["do I need to bring my ID?", "what should I bring", "باشه خودم میام. کارت ملی هم لازمه؟", "شناسنامه هم لازمه؟", "kart melli ham lazeme?", "باید مدرک بیارم؟"],
)  # fmt: skip
def test_asks_what_to_bring(words: str) -> None:
    assert _NEEDS.search(fold(words)) and not _OTHER_PAPERS.search(fold(words))


@pytest.mark.parametrize(
    "words", ["do I need an ID to join?", "برای عضویت کارت ملی لازمه؟", "I lost my card", "دوستم چی باید بیاره؟"]
)
def test_asks_of_other_papers(words: str) -> None:
    assert not _NEEDS.search(fold(words)) or _OTHER_PAPERS.search(fold(words))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("na nagoftam cancel kon, goftam ta key vaght daram", "ta key vaght daram"),
        ("no I didn't ask you to cancel it, I asked until when you keep it", "until when you keep it"),
        ("نه نگفتم لغوش کن، گفتم تا کی وقت دارم", "تا کی وقت دارم"),
    ],
)
def test_what_was_not_said_is_left_out(words: str, meant: str) -> None:
    found = _UNSAID.match(words)
    assert found is not None and found["meant"].strip() == meant


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "no, I didn't say cancel, I asked when it comes"),
        ("fa", "نه نگفتم لغوش کن، گفتم کی میاد"),
    ],
)
async def test_a_deed_that_was_not_said_waits_for_no_yes(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, MINA)
    await talk.says("cancel_hold", "cancel Animal Farm" if language == "en" else "رزرو Animal Farm رو لغو کن")
    assert talk.slots["pending"]["do"] == "cancel_hold"
    await talk.says("deny", words)
    assert (talk.slots.get("pending") or {}).get("do") != "cancel_hold"
    said = await talk.says("affirm", "yes" if language == "en" else "آره")
    assert not any(name.startswith("utter_hold_cancel") for name in said.names)


@pytest.mark.parametrize("words", ["I didn't say thank you", "نگفتم بهت؟", "cancel it, I said"])
def test_nothing_is_left_out_of_other_words(words: str) -> None:
    assert _UNSAID.match(words) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "renew شاهنامه and move Animal Farm to Central please"),
        ("en", "renew شاهنامه, and send Animal Farm from Saadi to Central, would you"),
        ("fa", "شاهنامه رو تمدید کن و Animal Farm رو ببر مرکزی"),
    ],
)
async def test_of_two_orders_none_is_passed_over(begin: Begin, language: str, words: str) -> None:
    talk = await begin(language, MINA)
    said = await talk.says("renew", words)
    assert said.names[0].startswith("utter_renew") and said.names[-1].startswith("utter_hold_")


@pytest.mark.parametrize(
    "words",
    [
        "renew شاهنامه and don't move Animal Farm to Central",
        "renew 1984. If I can't come, move Animal Farm to Central",
        "Renew شاهنامه. My brother will collect Animal Farm at Central",
        "Renew شاهنامه. My brother will move Animal Farm to Central",
        "شاهنامه رو تمدید کن. برادرم Animal Farm رو از مرکزی می‌بره",
    ],
)
async def test_what_is_not_ordered_moves_nothing(begin: Begin, words: str) -> None:
    talk = await begin("en", MINA)
    assert "utter_hold_moved" not in (await talk.says("renew", words)).names
