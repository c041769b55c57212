"""The demo library: made the same every time, rich enough, and in both languages."""

from __future__ import annotations

import importlib.util
import re
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from crm.library_info.calendar import weekday_number
from language.masking import mask
from library.seed import DEMO_FILE, cards_shown_at_start, read
from library.seed.check import problems
from library.seed.dates import parse_day, parse_moment, parse_span
from library.seed.document import Document
from library.seed.places import WEEKDAYS, spans_of

TODAY = date(2026, 11, 24)
TOPICS = {
    "facilities", "room_booking", "equipment", "print_scan", "wifi", "eresources", "course_reserves", "research_help",
    "citation_help", "ill", "visitor_access", "staff_contact", "website_problem", "employment", "donation", "return",
    "lost_item", "lost_property", "report_fault", "card_registration", "borrow", "loan_policy", "location",
    "shelf_location", "privacy", "account", "fines", "hold",
}  # fmt: skip


@pytest.fixture(scope="module")
def demo() -> Document:
    return read(DEMO_FILE)


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DEMO_FILE.parent / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_file_is_what_the_generator_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generator = _generator()
    monkeypatch.setattr(generator, "HERE", tmp_path)
    generator.main()
    assert (tmp_path / "library.yml").read_text(encoding="utf-8") == DEMO_FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize("day", [TODAY, TODAY + timedelta(days=200), date(2027, 3, 21)])
def test_it_fits_together_on_any_day(demo: Document, day: date) -> None:
    assert problems(demo, day) == []


def test_titles_are_many_and_in_both_languages(demo: Document) -> None:
    persian = [title for title in demo.titles if title.language == "fa"]
    english = [title for title in demo.titles if title.language == "en"]
    assert len(persian) >= 210
    assert len(english) >= 210
    assert len(demo.titles) == len({(title.title, title.author) for title in demo.titles})
    assert all(1 <= len(title.copies) <= 4 for title in demo.titles)
    assert {copy.type for title in demo.titles for copy in title.copies} == {
        "book", "textbook", "reference", "dvd", "audiobook", "large_print", "braille",
    }  # fmt: skip
    assert sum(parse_day(title.added or "today", TODAY) > TODAY - timedelta(days=60) for title in demo.titles) >= 20


def test_every_topic_has_its_facts(demo: Document) -> None:
    assert {fact.topic for fact in demo.facts} >= TOPICS
    assert len(demo.facts) >= 200
    for fact in demo.facts:
        for texts in filter(None, (fact.question, fact.text)):
            assert any("\u0600" <= sign <= "\u06ff" for sign in texts.fa) or texts.fa.isascii()
            assert not any("\u0600" <= sign <= "\u06ff" for sign in texts.en)


def test_persian_texts_are_written_in_persian(demo: Document) -> None:
    texts = [part.fa for fact in demo.facts for part in (fact.question, fact.text) if part is not None]
    texts += [event.title.fa for event in demo.events]
    texts += [closing.reason.fa for closing in demo.closings] + [branch.name.fa for branch in demo.branches]
    for text in texts:
        assert not set(text) & set("يكة٠١٢٣٤٥٦٧٨٩"), text
        assert " ها" not in text, text
        assert " می " not in text, text


def test_three_branches_with_holidays_and_events(demo: Document) -> None:
    assert [branch.code for branch in demo.branches] == ["main", "saadi", "bagh"]
    days = {parse_day(closing.first, TODAY) for closing in demo.closings}
    assert {date(2026, 3, 21), date(2027, 3, 21), date(2027, 2, 11)} <= days  # Nowruz twice, 22 Bahman
    soon = [closing for closing in demo.closings if str(closing.first).startswith("+")]
    assert any(closing.hours is None for closing in soon)


@pytest.mark.parametrize("ahead", range(7))
def test_events_are_soon_and_on_open_hours(demo: Document, ahead: int) -> None:
    today, zone = TODAY + timedelta(days=ahead), ZoneInfo("Asia/Tehran")
    hours = {branch.code: branch.hours["library"] for branch in demo.branches}
    assert len(demo.events) >= 12
    for event in demo.events:
        starts, ends = parse_moment(event.starts, today, zone), parse_moment(event.ends, today, zone)
        assert today < starts.date() <= today + timedelta(days=30)
        spans = spans_of(hours[event.branch or "main"].get(WEEKDAYS[weekday_number(starts.date())], "closed"))
        assert any(opens <= starts.time() < closes for opens, closes in map(parse_span, spans)), event.title.en
        if starts.date() == ends.date():
            assert any(opens < ends.time() <= closes for opens, closes in map(parse_span, spans)), event.title.en


def test_the_cards_for_a_newcomer(demo: Document) -> None:
    cards = cards_shown_at_start()
    assert len(cards) == 5
    assert all(card.description_fa and card.description_en for card in cards)
    first = next(patron for patron in demo.patrons if patron.card == cards[0].number)
    assert len([loan for loan in first.loans if loan.returned is None]) == 4
    assert all(patron.card.startswith("20") and len(patron.card) == 8 for patron in demo.patrons)
    assert all(patron.pin is not None and len(patron.pin) == 4 for patron in demo.patrons)
    assert len(demo.patrons) >= 40


def test_librarians_have_canned_answers_in_both_languages(demo: Document) -> None:
    assert len(demo.canned) >= 8
    used: dict[str, set[str]] = {"fa": set(), "en": set()}
    for one in demo.canned:
        names = {language: set(re.findall(r"\{(\w+)\}", getattr(one.text, language))) for language in ("fa", "en")}
        assert names["fa"] == names["en"], one.code
        for language, found in names.items():
            used[language] |= found
        assert not re.search(r"[0-9يك]", one.text.fa), one.code
        assert not re.search(r"[\u0600-\u06ff]", one.text.en), one.code
    assert used["fa"] == {"patron", "library", "hours_today", "staff"}


def test_a_missing_demo_file_shows_no_cards(tmp_path: Path) -> None:
    assert cards_shown_at_start(tmp_path / "none.yml") == []


def test_no_way_to_ask_holds_a_number_or_address_of_somebody(demo: Document) -> None:
    ways = [way for fact in demo.facts for way in (fact.also or "").split("\n")]
    assert len(ways) > 10_000
    assert [
        way
        for way in ways
        if any(any(map(str.isdigit, found.value)) or "@" in found.value for found in mask(way).found)
    ] == []


def test_a_fact_without_words_keeps_its_first_way_to_ask(demo: Document) -> None:
    assert sum((fact.also or "").startswith("\n") for fact in demo.facts) > 200
