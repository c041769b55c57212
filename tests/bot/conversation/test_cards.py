"""Lists of answers as cards: nothing on them that the words do not say, and no card where that cannot be held."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.conversation.cards import cards_of
from language.answers import Answers
from language.bidi import plain

BOOK = Answers.from_file(Path(__file__).resolve().parents[3] / "domain.yml")

LOANS = {
    "count": 2,
    "loans": {
        "list": [
            {
                "title": "Dune",
                "author": "Frank Herbert",
                "due": {"date": "2026-11-28"},
                "mark": None,
                "choices": [{"title": "utter_button_renew", "payload": '/renew{"ref": "loan:1"}'}],
            },
            {"title": "سووشون", "author": "سیمین دانشور", "due": {"date": "2026-11-30"}, "mark": None},
        ],
        "line": "utter_line_loan",
    },
    "overdue": None,
}
TITLES = {
    "titles": {
        "list": [
            {
                "title": {"answer": "utter_part_by", "title": "Dune", "author": "Frank Herbert"},
                "availability": {"answer": "utter_part_on_loan"},
                "isbn": "9780441013593",
                "ref": "title:7",
            }
        ],
        "line": "utter_line_title",
    },
    "more": None,
}


def cards(name: str, facts: dict[str, Any], language: str, book: Answers = BOOK) -> tuple[list[str], list[Any]]:
    """The lines of the answer's text, and its cards."""
    rendered = book.render(name, language, facts)
    return rendered.text.split("\n"), cards_of(name, facts, rendered.text, rendered.buttons, language, book)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_each_loan_is_a_card_that_says_what_its_line_says(language: str) -> None:
    lines, (found,) = cards("utter_loans", LOANS, language)
    assert (found["kind"], found["first"], found["last"]) == ("loan", 1, 2)
    assert [item["title"] for item in found["items"]] == ["Dune", "سووشون"]
    assert [item["author"] for item in found["items"]] == ["Frank Herbert", "سیمین دانشور"]
    for item, line in zip(found["items"], lines[1:], strict=True):
        (about,) = item["lines"]
        assert about and line.endswith(about)
        assert line.startswith(item["n"])
    button = BOOK.render("utter_button_renew", language).text
    assert found["items"][0]["buttons"] == [{"title": button, "payload": '/renew{"ref": "loan:1"}'}]
    assert "buttons" not in found["items"][1]


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_title_has_its_author_and_the_button_that_bears_its_name(language: str) -> None:
    press = {"title": "utter_button_item", "name": "Dune", "payload": '/search_book{"ref": "title:7"}'}
    lines, (found,) = cards("utter_search", {**TITLES, "choices": [press]}, language)
    (item,) = found["items"]
    assert (item["title"], item["author"], item["isbn"]) == ("Dune", "Frank Herbert", "9780441013593")
    assert item["lines"] == [lines[found["last"]].strip()]
    assert item["press"] == press["payload"]


def one_of(kind: str, number: int, **more: Any) -> dict[str, Any]:
    return {"title": "Dune", "ref": f"{kind}:{number}", **more}


def named(intent: str, kind: str, number: int, title: str = "Dune") -> dict[str, Any]:
    return {"title": "utter_button_item", "name": title, "payload": f'/{intent}{{"ref": "{kind}:{number}"}}'}


DUE = {"author": "Frank Herbert", "due": {"date": "2026-11-28"}, "mark": None}


@pytest.mark.parametrize("language", ["fa", "en"])
def test_of_two_copies_with_one_title_each_name_means_its_own(language: str) -> None:
    loans = {"list": [one_of("loan", 1, **DUE), one_of("loan", 2, **DUE)], "line": "utter_line_loan"}
    choices = [named("renew", "loan", 2), named("renew", "loan", 1)]
    _, (found,) = cards("utter_loans", {**LOANS, "loans": loans, "choices": choices}, language)
    assert [item["press"] for item in found["items"]] == [choices[1]["payload"], choices[0]["payload"]]


def test_a_name_that_no_button_of_its_own_bears_is_none() -> None:
    """Another edition, another kind of thing, another title, no thing at all, and what the library worded itself."""
    held = {"titles": {"list": [one_of("title", 7, availability=None)], "line": "utter_line_title"}, "more": None}
    for choices in (
        [named("search_book", "title", 8)],
        [named("search_book", "loan", 7)],
        [named("search_book", "title", 7, "Dune Messiah")],
        [{**named("search_book", "title", 7), "payload": "/search_book"}],
        [{**named("search_book", "title", 7), "payload": "/search_book{title}"}],
    ):
        _, (found,) = cards("utter_search", {**held, "choices": choices}, "en")
        assert "press" not in found["items"][0], choices
    (line,) = held["titles"]["list"]
    del line["ref"]
    _, (found,) = cards("utter_search", {**held, "choices": [named("search_book", "title", 7)]}, "en")
    assert "press" not in found["items"][0]


def test_lists_inside_of_nested_answers_and_of_events_are_cards_too() -> None:
    event = {
        "title": {"fa": "قصه‌خوانی", "en": "Story hour"},
        "when": {"datetime": "2026-11-28T10:00:00+03:30"},
        "branch": {"answer": "utter_part_at", "branch": {"fa": "مرکزی", "en": "Central"}},
        "registration": {"fa": "رایگان", "en": "Free"},
    }
    near = {"answer": "utter_part_events_near", "events": {"list": [event], "line": "utter_line_event"}}
    for language, title, registration in (("fa", "قصه‌خوانی", "رایگان"), ("en", "Story hour", "Free")):
        _, (found,) = cards("utter_events_none_such", {"more": near}, language)
        (item,) = found["items"]
        assert (found["kind"], item["title"], item["lines"][-1]) == ("event", title, registration)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_one_title_alone_is_a_card_with_all_that_is_told_of_it(language: str) -> None:
    facts = {**TITLES["titles"]["list"][0], "summary": "Sand.", "call_number": None, "shelf": None, "query": "x"}
    lines, (found,) = cards("utter_search_one_similar", facts, language)
    assert (found["first"], found["last"]) == (1, len(lines) - 1)
    assert plain(found["items"][0]["lines"][0]) == "Sand."
    assert len(found["items"][0]["lines"]) == 2


def test_an_answer_that_was_worded_otherwise_stays_its_words() -> None:
    def worded(line: str) -> Answers:
        texts = [{"text": line, "condition": [{"name": "language", "value": "en"}]}]
        return BOOK.replaced({"utter_line_loan": texts})

    assert cards("utter_loans", LOANS, "en", worded("{n}. By {due}: “{title}”"))[1] == []
    assert cards("utter_loans", LOANS, "en", worded("{n}. something of yours"))[1] == []
    assert cards("utter_loans", LOANS, "en", worded("{n}. {title} until {due}"))[1]
    plain = BOOK.replaced({"utter_loans": [{"text": "You have loans."}]})
    assert cards("utter_loans", LOANS, "en", plain)[1] == []


def test_what_is_left_alone_at_a_renewal_reads_as_a_sentence() -> None:
    left = {"answer": "utter_part_left_alone", "title": "Dune", "due": {"date": "2026-11-28"}}
    done = {"answer": "utter_part_renewed", "title": "طاعون", "due": {"date": "2026-12-12"}, "fee": None}
    name = next(one for one in BOOK.names() if "outcomes" in BOOK.variables(one, "fa"))
    facts = {"outcomes": {"list": [{"line": done}, {"line": left}], "line": "utter_line_outcome"}}
    for language in ("fa", "en"):
        lines, (found,) = cards(name, facts, language)
        for item, line in zip(found["items"], lines[found["first"] : found["last"] + 1], strict=True):
            assert line.endswith(item["lines"][0])
            assert not item["lines"][0].startswith("را ")


@pytest.mark.parametrize("facts", [{}, {"titles": None}, {"titles": {"list": ["x"], "line": "utter_line_title"}}])
def test_odd_facts_make_no_cards(facts: dict[str, Any]) -> None:
    assert cards("utter_search", facts, "en")[1] == []
