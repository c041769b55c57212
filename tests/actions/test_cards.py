"""What the cards of a list offer: what can be done with this one thing, and nothing with what is another's."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import update

from actions.dialogue.turn import Services
from crm import records
from crm.database.upsert import table_of
from tests.actions.subjects.others.test_guardians import MOTHER, family
from tests.support.statements import execute
from tests.support.talk import Begin

RENEW = {"fa": "تمدید کن", "en": "Renew it"}


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_a_loan_is_renewed_by_its_own_button(begin: Begin, language: str) -> None:
    talk = await begin(language, card="20000001")
    listed = await talk.says("loans", "loans")
    assert listed.names == ["utter_loans"] and len(listed.cards) > 1
    assert [card["title"] for card in listed.cards if card["title"] not in listed.text] == []
    offered = [card for card in listed.cards if card.get("buttons")]
    assert offered
    for card in offered:
        (button,) = card["buttons"]
        assert button["title"] == RENEW[language]
    renewed = await talk.presses(offered[0]["buttons"][0]["payload"])
    assert offered[0]["title"] in renewed.text
    assert all(card["title"] not in renewed.text for card in listed.cards if card["title"] != offered[0]["title"])


async def test_a_title_is_opened_by_its_name_and_reserved_by_its_button(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    found = await talk.says("search_book", "anything by Orwell?", author="Orwell")
    card = next(one for one in found.cards if one["title"] == "Burmese Days")
    assert card["author"] == "George Orwell"
    opened = await talk.presses(card["press"])
    assert opened.names == ["utter_search_one"]
    # One title alone is a card as well; its buttons stand under the answer.
    assert [one["title"] for one in opened.cards] == ["Burmese Days"] and "buttons" not in opened.cards[0]
    where = await talk.presses(card["buttons"][0]["payload"])
    assert where.names == ["utter_hold_where"] and "Burmese Days" in where.text


async def test_where_one_is_to_be_picked_nothing_else_is_offered(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    which = await talk.says("hold", "reserve a book by orwell", author="orwell")
    assert which.names == ["utter_hold_which"] and len(which.cards) == 3
    assert [card for card in which.cards if card.get("buttons")] == []
    chosen = await talk.presses(which.cards[0]["press"])
    assert chosen.names == ["utter_hold_where"] and which.cards[0]["title"] in chosen.text


async def test_of_a_childs_loans_nothing_is_offered_as_ones_own(begin: Begin, services: Services) -> None:
    await family(services)
    talk = await begin("en", card=MOTHER)
    said = await talk.says("others_loans", "what does Hasti have out?")
    assert said.names == ["utter_child_loans"]
    assert [card["title"] for card in said.cards] and not [card for card in said.cards if card.get("buttons")]


async def test_of_two_copies_and_editions_with_one_title_each_name_acts_on_its_own(
    begin: Begin, services: Services
) -> None:
    title = table_of(records.TitleRecord)
    await execute(services.store, update(title).values(title="The Dispossessed"))
    talk = await begin("en", card="20000001")
    which = await talk.presses('/renew{"which":"choose"}')
    assert {card["title"] for card in which.cards} == {"The Dispossessed"}
    assert [card["press"] for card in which.cards] == [button["payload"] for button in which.buttons][
        : len(which.cards)
    ]
    other = await begin("en", card="20000003")
    found = await other.says("search_book", "anything by Orwell?", author="Orwell")
    assert len(found.cards) > 1
    for card in found.cards:
        opened = json.loads(card["press"].removeprefix("/search_book"))["ref"]
        reserved = json.loads(card["buttons"][0]["payload"].removeprefix("/hold"))["ref"]
        assert opened == reserved
