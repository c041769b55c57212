"""What is read beside what waits or was told: no deed and no case without a plain word, and nothing told is lost."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from actions.facts.totals import total_of
from crm.patrons import cards
from library import open_library
from tests.support.talk import Begin

OMID, TWO, EMPTY = "20000002", "20000004", "20000003"


async def _held(services: Services, card: str) -> set[str]:
    patron = await cards.patron_by_card(services.store, card)
    assert patron is not None
    return {one.title for one in await open_library(services.store, services.store.clock).holds(patron.id)}


@pytest.mark.parametrize(
    "words",
    [
        "cancel the other one, and when does this one come?",
        "cancel the first one, and then tell me the hours",
        "cancel my card, and then tell me the hours",
        "cancel it, no wait, the other one I mean",
        "فقط اون یکی رو لغو کن، بعد بگو کی میرسه",
    ],
)
async def test_an_order_of_another_thing_is_no_yes_to_what_waits(begin: Begin, services: Services, words: str) -> None:
    talk = await begin("fa" if words[0] > "آ" else "en", card=OMID)
    await talk.says("cancel_hold", "cancel animal farm", title="animal farm")
    await talk.says("cancel_hold", words)
    assert "Animal Farm" in await _held(services, OMID)


async def test_a_title_that_is_ordered_is_no_yes_to_another(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=EMPTY)
    await talk.presses('/hold{"ref":"title:t-gatsby","branch":"main"}')
    await talk.says("hold", "reserve The Hobbit instead, and when are you open?", title="The Hobbit")
    assert "The Great Gatsby" not in await _held(services, EMPTY)


async def test_the_thing_itself_ordered_beside_a_question_is_done(begin: Begin, services: Services) -> None:
    talk = await begin("en", card=OMID)
    await talk.says("cancel_hold", "cancel animal farm", title="animal farm")
    said = await talk.says("cancel_hold", "ok cancel it, and when are you open?", ranking=[("hours", 0.4)])
    assert said.names[0] == "utter_hold_cancelled" and "Animal Farm" not in await _held(services, OMID)


@pytest.mark.parametrize("words", ["I still need it", "لازمش دارم هنوز"])
async def test_who_still_needs_a_loan_does_not_refuse_its_renewal(begin: Begin, words: str) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("renew", "could The Great Gatsby be renewed?", title="The Great Gatsby")
    assert talk.slots["pending"]["do"] == "renew"
    said = await talk.says("chitchat", words, sure=0.5)
    assert "utter_left_alone" not in said.names


@pytest.mark.parametrize(
    "words",
    [
        "cancel it when Animal Farm comes",
        "cancel it only if The Hobbit is in",
        "لغوش کن وقتی Animal Farm رسید",
        "لغوش کن فقط اگه Hobbit بود",
    ],
)
async def test_what_is_to_be_cancelled_on_a_condition_stays(begin: Begin, services: Services, words: str) -> None:
    talk = await begin("en", card=EMPTY)
    await talk.presses('/hold{"ref":"title:t-gatsby","branch":"main"}')
    await talk.says("affirm", "yes")
    await talk.says("chitchat", words, sure=0.4)
    assert "The Great Gatsby" in await _held(services, EMPTY)


@pytest.mark.parametrize(
    "words", ["I did that, thank you, it works now", "tried it and it works, thanks", "امتحان کردم درست شد، ممنون"]
)
async def test_advice_that_helped_is_not_offered_to_be_reported(begin: Begin, words: str) -> None:
    talk = await begin("en")
    talk.slots["thread"] = [{"message": "m0", "acts": [{"act": "wifi", "topic": "wifi", "words": "the wifi is slow"}]}]
    assert "utter_fix_failed" not in (await talk.says("thanks", words)).names


@pytest.mark.parametrize("words", ["I'll come to Saadi tomorrow", "not at Saadi", "فردا میام سعدی"])
async def test_what_is_to_come_is_no_yes_to_have_a_book_looked_for(begin: Begin, words: str) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "I returned The Great Gatsby last week", title="The Great Gatsby")
    said = await talk.says("chitchat", words, sure=0.5)
    assert "utter_librarian_taken" not in said.names


async def test_when_it_was_brought_back_has_it_looked_for(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "I returned The Great Gatsby last week", title="The Great Gatsby")
    assert talk.slots["pending"]["do"] == "returned"
    assert (await talk.says("return", "at Saadi, on Monday", sure=0.5)).names == ["utter_returned_taken"]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("We lost The Great Gatsby, what do we do?", "The Great Gatsby"),
        ("my dog chewed up The Great Gatsby and it is torn, what should I do", "The Great Gatsby"),
        ("The Great Gatsby گم شده چیکار کنم", "The Great Gatsby"),
    ],
)
async def test_what_to_do_with_a_loan_that_is_lost_or_spoilt_is_its_own_answer(
    begin: Begin, words: str, title: str
) -> None:
    talk = await begin("en", card=TWO)
    said = await talk.says("loans", words, title=title)
    assert said.names[-1] in ("utter_loan_lost_offer", "utter_loan_damaged_offer")
    assert not any(name.startswith("utter_renew") for name in said.names)


async def test_what_to_do_then_is_asked_of_the_loss_that_was_told(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("lost_item", "I lost The Great Gatsby", title="The Great Gatsby", moves={"loan.lost": 0.9})
    said = await talk.says("loans", "so what should I do then?")
    assert said.names[-1] == "utter_loan_lost_offer"
    assert "I lost" in talk.slots["pending"]["args"]["text"]


def test_a_price_with_some_that_are_free_is_not_multiplied() -> None:
    fact = {"en": "Each page is 20,000 rials; the first five are free."}
    assert total_of("how much are 20 pages", fact) is None
    assert total_of("how much are 20 pages", {"en": "Each page is 20,000 rials."}) is not None


async def test_them_are_the_loans_that_were_shown_and_no_others(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("loans", "what do I have")
    two = talk.slots["shown"]["ids"][:2]
    talk.slots["shown"] = {**talk.slots["shown"], "ids": two}
    said = await talk.says("renew", "just renew them please")
    assert len(talk.slots["shown"]["ids"]) == 2 or len(said.cards) <= 2, said.text
    assert "شاهنامه" not in said.text


async def test_so_many_of_them_are_not_all_of_them(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("loans", "what do I have")
    said = await talk.says("renew", "renew those two please")
    assert not any(name.startswith(("utter_renewed", "utter_renew_refused")) for name in said.names), said.names


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("complaint", "The librarian at Saadi shouted at my son. Where is the director?"),
        ("complaint", "You people are useless. The toilets are filthy and nobody cleans. When do you close?"),
        ("complaint", "I want to make a complaint. What are your opening hours?"),
        ("report_fault", "The heating is off and it is freezing, are you open tomorrow?"),
    ],
)
async def test_what_is_told_beside_a_question_is_not_lost(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("fa" if words[0] > "آ" else "en", card=EMPTY)
    said = await talk.says(intent, words)
    assert any(name.endswith("_taken") or name.startswith("utter_ask_") for name in said.names) or (
        (talk.slots.get("pending") or {}).get("do") in {"file", "tell", "complain"}
    ), said.names


async def test_unread_words_that_plainly_ask_for_the_hours_get_them(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("nlu_fallback", "when is Saadi open", sure=0.3)).names == ["utter_hours"]


async def test_a_no_before_another_question_is_a_no(begin: Begin) -> None:
    talk = await begin("en", card=OMID)
    await talk.says("cancel_hold", "cancel animal farm", title="animal farm")
    said = await talk.says("hours", "no thanks. when are you open tomorrow?")
    assert said.names == ["utter_hours_all"] and talk.slots["pending"] is None


async def test_another_thing_that_is_only_named_is_asked_the_same(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("loans", "when is The Great Gatsby due", title="The Great Gatsby")
    said = await talk.says("loans", "no, بوف کور", title="بوف کور", moves={"loan.lost": 0.95})
    assert said.names == ["utter_loan_due"]


async def test_the_same_correction_once_more_gets_another_answer(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("fines", "how much do I owe")
    first = await talk.says("deny", "no, I meant the late fees", rest=("fines", 0.9))
    again = await talk.says("deny", "no that's wrong, I meant the late fees", rest=("fines", 0.9))
    assert again.names == ["utter_beside"] and first.names != again.names


async def test_a_spoilt_loan_is_no_answer_to_which_one_is_to_be_renewed(begin: Begin) -> None:
    talk = await begin("en", card=TWO)
    await talk.says("renew", "renew one of them")
    said = await talk.says("out_of_scope", "The Great Gatsby is torn, what should I do", sure=0.5)
    assert said.names[-1] == "utter_loan_damaged_offer"


async def test_the_rest_of_nothing_is_no_name(begin: Begin) -> None:
    talk = await begin("fa", card=TWO)
    await talk.says("loans", "امانتام")
    said = await talk.says("renew", "بقیه چی، اونارم میشه یه جا تمدید کنی؟")
    assert "utter_renew_unknown" not in said.names
