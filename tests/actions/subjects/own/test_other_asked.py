"""The other one, all of them, what became of an order, and what a loan brought back makes room for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.dialogue.turn import Services
from language.answers import Answers
from library.embedded.adapter import EmbeddedLibrary
from library.values import AccountState
from tests.support.talk import Begin, talk_with

MANY, HOLDS = "20000001", "20000002"


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("en", "which number am I for Animal Farm?", "and hte other one?"),
        ("fa", "در صف «Animal Farm» نفر چندم هستم؟", "و آن دیگری؟"),
        ("fa", "Animal Farm nafare chandomam?", "oon yeki chi?"),
    ],
)
async def test_the_other_reservation_is_told_of(begin: Begin, language: str, first: str, then: str) -> None:
    talk = await begin(language, card=HOLDS)
    assert "Animal Farm" in (await talk.says("hold_status", first)).text
    said = await talk.says("hold_status", then, sure=0.6)
    assert "صد سال تنهایی" in said.text and "Animal Farm" not in said.text


async def test_cancelling_the_other_still_asks(begin: Begin) -> None:
    talk = await begin("en", card=HOLDS)
    await talk.says("hold_status", "which number am I for Animal Farm?")
    assert "utter_hold_cancelled" not in (await talk.says("cancel_hold", "cancel the other one")).names


async def test_they_are_all_that_were_spoken_of(begin: Begin) -> None:
    talk = await begin("en", card=MANY)
    await talk.says("loans", "when is Nineteen Eighty-Four due?", title="Nineteen Eighty-Four")
    await talk.says("loans", "and کوری?", title="کوری")
    said = await talk.says("loans", "until which date can I keep them?")
    assert "Nineteen Eighty-Four" in said.text and "کوری" in said.text and "شاهنامه" not in said.text


async def test_one_is_one(begin: Begin) -> None:
    talk = await begin("en", card=MANY)
    await talk.says("loans", "when is Nineteen Eighty-Four due?", title="Nineteen Eighty-Four")
    assert (await talk.says("loans", "until when can I keep it?")).names == ["utter_loan_due"]


@pytest.mark.parametrize("text", ["so did it go thru?", "is it cancelled now?"])
async def test_a_cancelling_is_told_of_again(begin: Begin, text: str) -> None:
    talk = await begin("en", card=HOLDS)
    await talk.says("cancel_hold", "cancel my reservation of Animal Farm", title="Animal Farm")
    assert "utter_hold_cancelled" in (await talk.says("affirm", "yes")).names
    assert (await talk.says("hold_status", text)).names == ["utter_hold_cancelled"]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("renew", "did it work? the renewal of The Hobbit I mean"), ("renew", "was it done? the renewal of The Hobbit"),
        ("renew", "did it work? I read that renewing takes a day for The Hobbit"),
        ("hold_status", "did it go through? and if not, leave it"),
        ("website_problem", "has it worked? my password reset i mean"),
        ("suggest_purchase", "درخواستم ثبت شد؟ همون خرید کتاب"), ("card_registration", "is my card done?"),
        ("card_registration", "has my card gone through?"), ("card_registration", "کارتم درست شد؟"),
        ("fines", "درست شد؟ جریمه‌م"), ("case_status", "درخواستم ثبت شد؟"), ("renew", "is it complete? my renewal"),
        ("thanks", "all set, thanks"), ("goodbye", "all done, bye"), ("thanks", "حل شد؟ مرسی"),
    ],
)  # fmt: skip
async def test_another_matter_is_not_what_was_cancelled(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en", card=HOLDS)
    await talk.says("cancel_hold", "cancel my reservation of Animal Farm", title="Animal Farm")
    await talk.says("affirm", "yes")
    said = await talk.says(intent, text, sure=0.9)
    assert not {"utter_hold_cancelled", "utter_renewed"} & set(said.names), said.names
    assert not any(name.startswith("utter_renewed") for name in said.names)


@pytest.mark.parametrize(
    ("intent", "between"),
    [
        ("fines", "I paid my fine by card this morning"), ("events", "what is on this Friday?"),
        ("renew", "renew The Hobbit"),
    ],
)  # fmt: skip
async def test_what_was_spoken_of_since_is_asked_after(begin: Begin, intent: str, between: str) -> None:
    talk = await begin("en", card=HOLDS)
    await talk.says("cancel_hold", "cancel my reservation of Animal Farm", title="Animal Farm")
    await talk.says("affirm", "yes")
    await talk.says(intent, between)
    assert "utter_hold_cancelled" not in (await talk.says("hold_status", "did it go through?")).names


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Animal Farm!!! Cancel that one", True), ("Animal Farm. Cancel it please", True),
        ("Not Animal Farm. Cancel that one", False), ("Keep Animal Farm! Cancel that one", False),
        ("Never Animal Farm! Cancel that one", False), ("Animal Farm رو نگه دار. اونو لغو کن", False),
        ("Animal Farm نه. اونو لغو کن", False), ("نه Animal Farm. لغوش کن", False),
        ("Animal House. Cancel that one", False), ("Animals. Cancel that one", False),
        ("George Orwell. Cancel that one", False), ("I love Animal Farm. Cancel it", False),
        ("Animal Farm is fine. Cancel that one", False), ("Anything but Animal Farm. Cancel that one", False),
        ("Animal Farm? Cancel that one?", False), ("Animal Farm. Don't cancel that one", False),
        ("صد سال تنهایی. cancel that one", False),
    ],
)  # fmt: skip
async def test_the_name_and_the_order_again_are_a_yes(begin: Begin, text: str, *, done: bool) -> None:
    talk = await begin("en", card=HOLDS)
    await talk.says("cancel_hold", "cancel my reservation of Animal Farm", title="Animal Farm")
    assert ("utter_hold_cancelled" in (await talk.says("cancel_hold", text)).names) is done


class Full(EmbeddedLibrary):
    """A library whose patrons have as many loans as they may."""

    async def account(self, patron_id: int) -> AccountState | None:
        state = await super().account(patron_id)
        return replace(state, loans=8) if state is not None else None


@pytest.mark.parametrize(
    ("language", "text", "answer"),
    [
        ("en", "If I bring back Nineteen Eighty-Four would that do it?", "utter_room_then"),
        ("en", "If I return two of them, would that be enough?", "utter_room_then"),
        ("fa", "اگه «کوری» رو پس بدم کافیه؟", "utter_room_then"),
        ("en", "can I take another?", "utter_room_full"),
    ],
)
async def test_what_is_brought_back_makes_room(
    services: Services, answers: Answers, language: str, text: str, answer: str
) -> None:
    full = replace(services, library=Full(services.store, services.store.clock))
    talk = await talk_with(full, answers, language, MANY)
    if answer == "utter_room_then":
        await talk.says("loan_policy", "can I take another?", sure=0.8)
    assert (await talk.says("loan_policy", text, sure=0.8)).names == [answer]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("complaint", "when I returned the book your colleague was rude, is that enough for a complaint?"),
        ("card_registration", "if I bring my passport would that do?"),
        ("card_registration", "If I bring my driving licence, is that enough?"),
        ("card_registration", "اگه گواهینامه بیارم کافیه؟"), ("lost_item", "If I bring a new copy, would that do?"),
        ("fines", "If I return it tomorrow is that enough to clear the fine?"),
        ("fines", "اگه کتاب رو پس بدم جریمه‌م درست میشه؟"),
        ("fines", "if I bring the money tomorrow, will that be enough?"),
        ("return", "if I drop them in the return box, is that enough or do I need a receipt?"),
        ("loan_policy", "If I bring back 1984 late, will that do any harm?"),
        ("loan_policy", "If I bring back Nineteen Eighty-Four would that do it?"),
        ("loan_policy", "If I return all of them, would that be enough?"),
        ("loan_policy", "If I return the three overdue ones, would that be enough?"),
        ("loan_policy", "اگه همه رو پس بدم کافیه؟"),
        ("loan_policy", "If I bring back Harry Potter would that be enough?"),
        ("room_booking", "اتاق مطالعه رو میشه یکی دیگه بگیرم؟"),
        ("recommendation", "می‌تونم یکی دیگه بگیرم به جاش؟ یه رمان کوتاه"),
        ("hold", "این کتاب امانته، می‌تونم یکی دیگه بگیرم که شبیهش باشه؟"),
    ],
)  # fmt: skip
async def test_no_room_is_counted_of_another_matter(begin: Begin, intent: str, text: str) -> None:
    said = await (await begin("en", card=MANY)).says(intent, text, sure=0.8)
    assert not any(name.startswith("utter_room") for name in said.names), said.names


@pytest.mark.parametrize(
    "text", ["If I return all of them, would that be enough?", "If I bring back Harry Potter would that be enough?"]
)
async def test_no_number_is_told_that_is_not_sure(begin: Begin, text: str) -> None:
    talk = await begin("en", card=MANY)
    await talk.says("loan_policy", "can I take another?", sure=0.8)
    assert "utter_room_then" not in (await talk.says("loan_policy", text, sure=0.8)).names


@pytest.mark.parametrize("text", ["اگه همه رو بیارم سعدی میشه؟", "if I bring them back to Saadi is that ok?"])
async def test_where_it_is_brought_back_makes_no_room(begin: Begin, text: str) -> None:
    talk = await begin("fa", card=MANY)
    assert "utter_room_then" not in (await talk.says("return", text, sure=0.8)).names


async def test_which_are_ready_is_asked_of_reservations(begin: Begin) -> None:
    talk = await begin("fa", card=MANY)
    said = await talk.says("loans", "کدوماش آماده‌ست و تا کی وقت دارم؟", sure=0.82)
    assert any(name.startswith("utter_hold") for name in said.names) and "utter_loans" not in said.names


@pytest.mark.parametrize("intent", ["hold_status", "others_loans"])
async def test_who_has_it_is_private_and_its_date_is_not(begin: Begin, intent: str) -> None:
    talk = await begin("en")
    said = await talk.says(intent, "Who has Nineteen Eighty-Four right now?", title="Nineteen Eighty-Four", sure=0.95)
    assert "utter_others_loans" in said.names and "utter_sign_in" not in said.names
    then = await talk.says("loans", "ok, just tell me when it is due back", sure=0.88)
    assert "utter_sign_in" not in then.names


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("room_booking", "I need to know who has this room booked"),
        ("chitchat", "who has this under control"),
        ("search_book", "tell me who has this book written"),
        ("search_book", "Tell me who has this quote"),
        ("lost_property", "باید بدونم این دست کیه، کیف پولم رو پیدا کردید"),
    ],
)
async def test_who_has_something_else_is_not_private(begin: Begin, intent: str, text: str) -> None:
    assert "utter_others_loans" not in (await (await begin("en", card=HOLDS)).says(intent, text)).names


@pytest.mark.parametrize(
    ("intent", "text", "title"),
    [
        ("loans", "And 1984 that I have, when is it due back?", "Nineteen Eighty-Four"),
        ("return", "and my own book, The Hobbit, when is it due?", None),
        ("hours", "ok, when is it back to normal hours?", None),
        ("events", "when will he be back for another reading?", None),
    ],
)
async def test_another_day_is_not_the_copys(begin: Begin, intent: str, text: str, title: str | None) -> None:
    talk = await begin("en", card=HOLDS)
    assert "utter_others_loans" in (await talk.says("search_book", "who has Animal Farm?", title="Animal Farm")).names
    said = await (talk.says(intent, text, title=title) if title else talk.says(intent, text))
    assert "Animal Farm" not in said.text


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("renew", "can i keep my other book another week please"),
        ("renew", "may I keep the other one two more weeks?"),
        ("human_help", "may I keep the other book if I pay for it?"),
        ("human_help", "Can I keep the other book forever, I mean buy it?"),
        ("return", "do I have to return the other one to Saadi too?"),
    ],
)
async def test_more_is_asked_of_the_other_than_whether_it_may_stay(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("loans", "when is The Great Gatsby due?", title="The Great Gatsby")
    assert (await talk.says(intent, text)).names != ["utter_loan_due"]


@pytest.mark.parametrize(
    "text", ["when do they want it back?", "do they let me keep it, until when?", "how long do they say I can keep it?"]
)
async def test_they_are_the_library(begin: Begin, text: str) -> None:
    talk = await begin("en", card=MANY)
    await talk.says("loans", "when is Nineteen Eighty-Four due?", title="Nineteen Eighty-Four")
    assert "utter_loans_due" not in (await talk.says("loans", text)).names


@pytest.mark.parametrize(
    "text",
    [
        "I finish work at 18:00 on Wednesday; can I collect it Thursday?", "can I collect it Thursday before 18:00?",
        "I was told on the phone at 18:00 that it is ready. Can I collect it on Thursday?",
    ],
)  # fmt: skip
async def test_a_time_of_something_else_is_not_too_late(begin: Begin, text: str) -> None:
    said = await (await begin("en", card=MANY)).says("hold_status", text)
    assert "utter_hold_too_late" not in said.names, said.names


async def test_who_comes_when_the_desk_has_closed_is_too_late(begin: Begin) -> None:
    talk = await begin("en", card=MANY)
    said = await talk.says("hold_status", "can I come and collect it on Thursday at 18:00?")
    assert said.names == ["utter_hold_too_late"]


async def test_the_other_one_behind_what_was_asked_of_a_renewal_is_an_order(begin: Begin) -> None:
    talk = await begin("en", "20000004")
    await talk.says("renew", "renew The Great Gatsby")
    await talk.says("loans", "when is The Great Gatsby due?")
    said = await talk.says("renew", "ok the other one then")
    assert said.names[0].startswith("utter_renew")
