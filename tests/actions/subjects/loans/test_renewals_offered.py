"""To renew is offered only where something can be: a button promises nothing that the list knows to be impossible."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.dialogue.turn import Services
from tests.support.talk import Begin

LOANS = {"fa": "امانت‌های من", "en": "my loans"}


def _none_may_be_renewed(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the library say of every loan that it cannot be renewed now."""
    loans = services.library.loans

    async def refused(patron_id: Any) -> Any:
        return [replace(one, renewable=False) for one in await loans(patron_id)]

    monkeypatch.setattr(services.library, "loans", refused)


@pytest.mark.parametrize(("language", "button"), [("fa", "تمدید همه"), ("en", "Renew all")])
async def test_all_are_offered_to_be_renewed_where_one_can_be(begin: Begin, language: str, button: str) -> None:
    talk = await begin(language, card="20000001")
    said = await talk.says("loans", LOANS[language])
    assert said.names == ["utter_loans"] and button in {one["title"] for one in said.buttons}


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("card", ["20000001", "20000002"])
async def test_nothing_is_offered_to_be_renewed_where_nothing_can_be(
    begin: Begin, services: Services, monkeypatch: pytest.MonkeyPatch, language: str, card: str
) -> None:
    _none_may_be_renewed(services, monkeypatch)
    talk = await begin(language, card=card)
    said = await talk.says("loans", LOANS[language])
    assert said.names == ["utter_loans" if card == "20000001" else "utter_loans_one"]
    assert not [one for one in said.buttons if one["payload"].startswith("/renew")]
    assert not [one for card in said.cards for one in card.get("buttons", []) if one["payload"].startswith("/renew")]
    # A mere yes to it renews nothing, and is told of no renewal that was refused.
    assert "utter_renew" not in str((await talk.says("affirm", "بله" if language == "fa" else "yes")).names)


@pytest.mark.parametrize(("language", "words"), [("fa", "شاهنامه تا کی مهلت داره؟"), ("en", "when is شاهنامه due?")])
async def test_the_loan_that_is_asked_about_is_offered_only_where_it_can_be_renewed(
    begin: Begin, language: str, words: str
) -> None:
    talk = await begin(language, card="20000001")
    said = await talk.says("loans", words, title="شاهنامه")
    assert said.names == ["utter_loan_due"]
    assert not [one for one in said.buttons if one["payload"].startswith("/renew")]
