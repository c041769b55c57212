"""Two requests in one message: where it is cut, and that one request never is."""

from __future__ import annotations

from typing import Any

import pytest

from engine.compound_requests import LONGEST, cuts, two_requests

READINGS = {
    "what are your hours": "hours",
    "can i renew my books": "renew",
    "جریمه‌ام چقدره": "fines",
    "تا کی بازید": "hours",
    "کتابامو تمدید کن": "renew",
    "do you have emma": "search_book",
    "tell me a joke": "chitchat",
    "how do i join": "card_registration",
    "may i come in without a card": "visitor_access",
    "can i talk to a librarian": "human_help",
}


def reader(sure: float = 0.95) -> Any:
    """Read the sentences above; everything else is not understood."""

    def read(text: str) -> dict[str, Any]:
        name = READINGS.get(text.strip(" ?؟.!").lower())
        intent = {"name": name, "confidence": sure} if name else {"name": "nlu_fallback", "confidence": 0.3}
        return {"text": text, "intent": intent, "entities": []}

    return read


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("what are your hours and can I renew my books", "what are your hours", "can I renew my books"),
        ("What are your hours? And can I renew my books?", "What are your hours?", "can I renew my books?"),
        ("What are your hours, also can I renew my books", "What are your hours", "can I renew my books"),
        ("جریمه‌ام چقدره و تا کی بازید؟", "جریمه‌ام چقدره", "تا کی بازید؟"),
        ("تا کی بازید؟ راستی کتابامو تمدید کن", "تا کی بازید؟", "کتابامو تمدید کن"),
        ("کتابامو تمدید کن، جریمه‌ام چقدره", "کتابامو تمدید کن", "جریمه‌ام چقدره"),
    ],
)
def test_both_wishes_are_found_in_order(text: str, first: str, second: str) -> None:
    requests = two_requests(text, reader())
    assert requests is not None
    assert [request.text for request in requests] == [first, second]
    assert all(text[request.start :].startswith(request.text) for request in requests)


@pytest.mark.parametrize(
    "text",
    [
        "I looked for Emma and Persuasion and found none",
        "do you have Emma and Persuasion",
        "do you have Emma, and where is it?",
        "صد سال تنهایی و کوری رو دارید؟",
        "شعبهٔ ما تعطیله و کتابم مونده، کتابامو تمدید کن",
        "چند ماه است نیامده‌ام و جریمه‌ام چقدره",
        "hello and what are your hours",
        "what are your hours and what are your hours",
        "سلام، تا کی بازید؟",
        "",
        " و ",
    ],
)
def test_one_wish_stays_whole(text: str) -> None:
    assert two_requests(text, reader()) is None


def test_both_halves_must_be_sure() -> None:
    assert two_requests("what are your hours and can I renew my books", reader(0.7)) is None
    # A bare comma parts less than a conjunction does.
    assert two_requests("what are your hours, can I renew my books", reader(0.8)) is None
    assert two_requests("what are your hours, and can I renew my books", reader(0.8)) is not None


def test_small_talk_and_neighbours_are_no_second_wish() -> None:
    assert two_requests("what are your hours and tell me a joke", reader()) is None
    assert two_requests("how do I join and may I come in without a card", reader()) is None


def test_a_librarian_is_called_last_or_not_apart() -> None:
    assert two_requests("what are your hours and can I talk to a librarian", reader()) is not None
    assert two_requests("can I talk to a librarian and what are your hours", reader()) is None


def test_a_letter_is_never_cut_and_costs_no_reading() -> None:
    letter = "what are your hours and can I renew my books " * 20
    assert len(letter) > LONGEST and list(cuts(letter)) == []
    assert len(list(cuts("can I renew and " * 15 + "can I renew"))) <= 5
