"""What is asked of one's own loans, reservations, debt and card, in words that only the reader of moves knows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from protocol.clock import FixedClock
from tests.support.statements import execute
from tests.support.talk import Begin

# Of the first patron: 1984 has no renewals left, «کوری» may be renewed, «صد سال تنهایی» is waited for; Animal Farm
# waits at Saadi until Thursday; 30,000 rials are owed. The second waits for two titles and has one; the fourth has two.
MINA, OMID, TWO = "20000001", "20000002", "20000004"


@pytest.mark.parametrize(
    ("card", "language", "before", "move", "words", "answer", "part"),
    [
        (MINA, "en", "loans", "loan.count", "is there space left", "utter_room_left", "3 more"),
        (MINA, "en", "loans", "loan.late", "have I messed any of these up", "utter_loans_none_late", "Eighty-Four"),
        (MINA, "fa", "loans", "loan.fee", "ضرر کردم تا حالا؟", "utter_fines", "۳۰٬۰۰۰"),
        (TWO, "en", "loans", "loan.fee", "anything to pay so far", "utter_loans_no_fee_yet", "بوف کور"),
        (TWO, "en", "loans", "loan.first", "the more pressing", "utter_loan_first", "بوف کور"),
        (TWO, "en", "loans", "loan.history", "and last summer's ones", "utter_loan_history", "now"),
        (TWO, "fa", "loans", "loan.left", "گتسبی رو چند دفعه‌ی دیگه", "utter_renew_check_one", "۲ بار"),
        (TWO, "en", "loans", "loan.not_mine", "the boof? not me", "utter_loan_not_mine_offer", "12 November"),
        (OMID, "en", "hold_status", "hold.when", "any idea for the farm one", "utter_hold_when", "number 1"),
        (OMID, "fa", "hold_status", "hold.limit", "یکی دیگه جا میشه؟", "utter_hold_room", "۱ رزرو دیگر"),
        (OMID, "en", "hold_status", "hold.ready", "which may I fetch", "utter_holds_none_ready", "Animal Farm"),
        (OMID, "en", "hold_status", "hold.first", "the farm is urgent", "utter_hold_first", "number 1"),
        (OMID, "fa", "hold_status", "hold.pause", "انیمال فارم رو بذارین بعد عید", "utter_hold_pause", "Animal Farm"),
        (OMID, "en", "hold_status", "hold.days", "the farm, once I hold it", "utter_hold_days", "14 days"),
        (OMID, "en", "hold_status", "hold.swap", "any copy of the farm", "utter_hold_swap_none", "Animal Farm"),
        (OMID, "en", "hold_status", "hold.others", "who sits before me for the farm", "utter_hold_others", "nobody"),
        (MINA, "fa", "hold_status", "hold.until", "مهلت گرفتنش", "utter_hold_kept_until", "۵ آذر"),
        (MINA, "en", "hold_status", "hold.come", "would half past three do now", "utter_hold_in_time", "Saadi"),
        (MINA, "en", "fines", "fee.by", "is there a deadline", "utter_fee_by", "30,000"),
        (MINA, "fa", "fines", "fee.grows", "همین‌جور اضافه میشه؟", "utter_fee_fixed", "۳۰٬۰۰۰"),
        (MINA, "en", "fines", "fee.since", "from when is that", "utter_debt_lines", "15 October"),
        (MINA, "fa", "fines", "fee.how", "چجوری بریزم براتون", "utter_fact", "پیشخان"),
        (MINA, "en", "account", "card.until", "good for how long", "utter_card_until", "2027"),
        (MINA, "fa", "account", "card.kind", "من چه جور عضوی‌ام", "utter_card_kind", "بزرگسال"),
        (MINA, "en", "account", "card.details", "what is written down of me", "utter_card_details_none", "address"),
        (MINA, "en", "account", "card.signed", "does it know me now", "utter_signed_in_already", "مینا"),
        (MINA, "en", "account", "card.change", "put the new mobile in", "utter_card_change", "from here"),
    ],
)  # fmt: skip
async def test_a_move_is_answered_from_the_record(
    begin: Begin, card: str, language: str, before: str, move: str, words: str, answer: str, part: str
) -> None:
    talk = await begin(language, card=card)
    await talk.says(before, "my things" if language == "en" else "وضعیت من")
    said = await talk.says("chitchat", words, sure=0.4, moves={move: 0.9})
    assert said.names[0] == answer and part in said.text


async def test_what_is_not_to_be_renewed_is_left_and_the_other_asked_about(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("renew", "renew my books")
    said = await talk.says("deny", "not gatsby, only the other", sure=0.9, moves={"loan.renew": 0.9})
    assert said.names == ["utter_renew_check_one"] and "بوف کور" in said.text


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("and the two of them on the 28th?", ("2 days late", "1 day late", "15,000")),
        ("only the gatsby on the 28th", ("1 day late, 5,000",)),
        ("the one due on 26 November, if I turn up on 30 November", ("4 days late, 20,000",)),
    ],
)
async def test_what_a_day_would_cost_is_reckoned_for_what_is_meant(
    begin: Begin, words: str, parts: tuple[str, ...]
) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "my books")
    said = await talk.says("chitchat", words, sure=0.4, moves={"loan.fee_if": 0.9})
    assert said.names == ["utter_fines_supposed"] and all(part in said.text for part in parts)
    assert ("Together" in said.text or "altogether" in said.text.casefold()) == (len(parts) == 3)


async def test_the_day_of_the_last_reckoning_is_the_next_ones(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "my books")
    await talk.says("chitchat", "the owl on the 28th", sure=0.4, moves={"loan.fee_if": 0.9})
    said = await talk.says("chitchat", "gatsby?", sure=0.4, moves={"loan.fee_if": 0.9})
    assert "1 day late, 5,000" in said.text


@pytest.mark.parametrize(
    ("words", "renewed", "left"),
    [
        ("extend the first, I carry the second over myself", "بوف کور", "Gatsby"),
        ("more time on gatsby", "Gatsby", "بوف کور"),
    ],
)
async def test_only_what_is_ordered_is_renewed(begin: Begin, words: str, renewed: str, left: str) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "my books")
    said = await talk.says("chitchat", words, sure=0.4, moves={"loan.renew": 0.9})
    assert said.names == ["utter_renewed"] and renewed in said.text and left not in said.text


async def test_all_are_renewed_at_once(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "my books")
    said = await talk.says("chitchat", "renew the lot", sure=0.4, moves={"loan.renew_all": 0.9})
    assert said.names == ["utter_renewed_all"]


async def test_what_orders_no_renewal_renews_nothing(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "my books")
    said = await talk.says("chitchat", "push them all", sure=0.4, moves={"loan.renew_all": 0.99})
    assert said.names == ["utter_renew_check"]


async def test_the_same_is_asked_of_another_in_few_words(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "my books")
    await talk.says("chitchat", "the boof on 28 November", sure=0.4, moves={"loan.fee_if": 0.9})
    said = await talk.says("chitchat", "what about both", sure=0.4, moves={"loan.renew_all": 0.99})
    assert said.names == ["utter_fines_supposed"] and "15,000" in said.text


async def test_a_trouble_asks_which_one_and_is_told_to_the_librarians_after_a_yes(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "my books")
    asked = await talk.says("chitchat", "it stayed behind on a train", sure=0.4, moves={"loan.lost": 0.9})
    assert asked.names == ["utter_which_loan"]
    offered = await talk.says("search_book", "gatsby", sure=0.5)
    assert offered.names == ["utter_loan_lost_offer"] and "Gatsby" in offered.text
    assert (await talk.says("affirm", "yes")).names == ["utter_librarian_taken"]


async def test_what_is_asked_before_the_sign_in_is_answered_after_it(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("fines", "what do I owe")
    asked = await talk.says("chitchat", "a last day for it?", sure=0.4, moves={"fee.by": 0.9})
    assert asked.names[0].startswith("utter_sign_in")
    await talk.sign_in(MINA)
    said = await talk.says("signed_in", "/signed_in")
    assert said.names[-1] == "utter_fee_by"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("so if I drop it, that's my turn gone?", "utter_hold_lose_cancel"),
        ("should it go to Saadi, do I start over?", "utter_hold_lose_move"),
    ],
)
async def test_what_becomes_of_a_place_is_told_and_nothing_done(begin: Begin, words: str, answer: str) -> None:
    talk = await begin("en", card=OMID)
    await talk.says("hold_status", "my holds")
    said = await talk.says("hold_status", words, moves={"hold.lose": 0.95})
    assert said.names[0] == answer
    assert "2 reservations" in (await talk.says("hold_status", "my holds")).text


async def test_the_one_that_is_waited_for_is_cancelled_after_a_yes(begin: Begin) -> None:
    talk = await begin("fa", card=OMID)
    await talk.says("hold_status", "رزروهام")
    words = "انیمال فارم رو نه نه اون صد سال تنهایی رو بنداز دور"
    asked = await talk.says("chitchat", words, sure=0.4, moves={"hold.cancel": 0.9})
    assert asked.names == ["utter_cancel_hold_confirm"] and "صد سال" in asked.text and "Animal" not in asked.text
    done = await talk.says("chitchat", "خب بندازش", sure=0.4, moves={"hold.cancel": 0.9})
    assert done.names == ["utter_hold_cancelled"]


@pytest.mark.parametrize(
    ("words", "part"),
    [("half of it at first", "15,000"), ("just 10000 of it now", "20,000 rials is left")],
)
async def test_what_is_left_after_paying_a_part_is_reckoned(
    begin: Begin, services: Services, words: str, part: str
) -> None:
    await execute(
        services.store,
        text("update fact set question_en = 'Can I pay in instalments?' where topic = 'fines'"),
    )
    talk = await begin("en", card=MINA)
    await talk.says("fines", "what do I owe")
    said = await talk.says("chitchat", words, sure=0.4, moves={"fee.part": 0.9})
    assert said.names == ["utter_fact", "utter_debt_part_paid"] and part in said.text


async def test_an_expired_card_is_told_of_with_its_day(begin: Begin, clock: FixedClock) -> None:
    clock.advance(timedelta(days=20))
    talk = await begin("en", card=TWO)
    await talk.says("account", "my card")
    said = await talk.says("chitchat", "how come it ran out", sure=0.4, moves={"card.why": 0.9})
    assert said.names[0] == "utter_card_expired" and "4 December" in said.text


async def test_each_is_reckoned_for_its_own_day(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "my books")
    words = "suppose the boof comes on 28 November and gatsby on 1 December"
    said = await talk.says("chitchat", words, sure=0.4, moves={"loan.fee_if": 0.9})
    assert said.names == ["utter_fines_supposed"] * 2 and "10,000" in said.texts[0] and "20,000" in said.texts[1]


async def test_a_branch_that_was_asked_about_is_ordered_by_the_next_word(begin: Begin) -> None:
    talk = await begin("en", card=OMID)
    await talk.says("hold_status", "my holds")
    words = "if the farm one went to Saadi, would I start over?"
    asked = await talk.says("chitchat", words, sure=0.4, moves={"hold.lose": 0.9})
    assert asked.names == ["utter_hold_lose_move"]
    said = await talk.says("chitchat", "then have that done", sure=0.4, moves={"hold.move": 0.9})
    assert said.names == ["utter_hold_moved"] and "Saadi" in said.text


async def test_what_becomes_of_a_place_is_known_by_its_words(begin: Begin) -> None:
    talk = await begin("fa", card=OMID)
    await talk.says("hold_status", "رزروهام")
    said = await talk.says("hold", "انیمال فارم بیاد سعدی، بازم می‌افتم ته صف؟")
    assert said.names == ["utter_hold_lose_move"]
    await talk.says("hold_status", "رزروهام")
    assert (await talk.says("lost_item", "لغوش کنم نوبتم می‌پره؟")).names == ["utter_hold_lose_cancel"]


async def test_a_yes_is_not_taken_for_what_was_asked_before_something_else(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "my books")
    assert (await talk.says("renew", "could they be renewed?")).names == ["utter_renew_check"]
    await talk.says("chitchat", "how many more fit", sure=0.4, moves={"loan.count": 0.9})
    assert (await talk.says("affirm", "yes")).names != ["utter_renewed_all"]


async def test_what_is_to_be_put_down_is(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "my books")
    await talk.says("chitchat", "gatsby was torn when I got it", sure=0.4, moves={"loan.damaged": 0.9})
    said = await talk.says("chitchat", "put it down then", sure=0.4, moves={"loan.renew": 0.6})
    assert said.names == ["utter_librarian_taken"]


async def test_a_move_that_is_taken_back_loses_no_reservation(begin: Begin) -> None:
    talk = await begin("en", card=OMID)
    await talk.says("hold_status", "my reservations")
    moved = await talk.says("hold", "have Animal Farm brought to Saadi", moves={"hold.move": 0.9})
    assert moved.names == ["utter_hold_moved"]
    back = await talk.says("cancel", "on second thought, leave it")
    assert back.names == ["utter_hold_moved"] and "Saadi" not in back.text
    assert (await talk.says("hold_status", "my reservations")).names != ["utter_holds_none"]
