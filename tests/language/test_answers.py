"""The answer book: every fact, both languages, and never silence."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.answers import Answers, Rendered, plain
from language.bidi import FSI, PDI, isolate


def said(fa: str | None, en: str | None, **more: Any) -> list[dict[str, Any]]:
    """Make the variations of an answer as domain.yml has them."""
    return [
        {"text": text, "condition": [{"type": "slot", "name": "language", "value": lang}], **more}
        for lang, text in (("fa", fa), ("en", en))
        if text is not None
    ]


BOOK = Answers.from_domain(
    {
        "responses": {
            "utter_loans": said("{count} مورد امانت دارید:\n{loans}", "You have {count} items on loan:\n{loans}"),
            "utter_line": said("{n}. {title} – {due}", "{n}. {title} - {due}"),
            "utter_refused": said("تمدید نشد: {reason}", "Not renewed: {reason}"),
            "utter_on_hold": said("برای {who} رزرو است.", "it is on hold for {who}."),
            "utter_when": said("از {at} تا {until}", "from {at} to {until}"),
            "utter_value": said("{value}", "{value}"),
            "utter_plain": [{"text": "WiFi: {name}"}],
            "utter_only_fa": said("سلام", None),
            "utter_only_en": said(None, "Hello"),
            "utter_button_all": said("همه را تمدید کن", "Renew all"),
            "utter_button_one": said("تمدید {title}", "Renew {title}"),
            "utter_circle": said("{utter_circle}!", "{utter_circle}!"),
            "utter_with_notes": said(
                "شعبه: {branch}\nیادداشت: {note}\n{extra}\nپایان", "Branch: {branch}\nNote: {note}\n{extra}\nEnd"
            ),
            "utter_includes": said("{utter_only_fa} {name}", "{utter_only_en} {name}"),
            "utter_twice": [*said("یک", "one"), *said("دو", "two")],
        }
    }
)


def value(fact: Any, lang: str) -> str:
    return BOOK.render("utter_value", lang, {"value": fact}).text


@pytest.mark.parametrize(
    ("fact", "persian", "english"),
    [
        ("کلیدر", "کلیدر", f"{FSI}کلیدر{PDI}"),
        ("Clean Code", f"{FSI}Clean Code{PDI}", "Clean Code"),
        ("20001234", "20001234", "20001234"),
        ("https://example.com/a", "https://example.com/a", "https://example.com/a"),
        ("info@example.com", "info@example.com", "info@example.com"),
        ("021-88776655", f"{FSI}021-88776655{PDI}", "021-88776655"),
        (12, "۱۲", "12"),
        (0, "۰", "0"),
        (2.5, "۲٫۵", "2.5"),
        (True, "بله", "yes"),
        (False, "خیر", "no"),
        ({"date": "2026-12-06"}, "یکشنبه ۱۵ آذر ۱۴۰۵", "Sunday 6 December 2026"),
        ({"date": "2026-12-06", "weekday": False, "year": False}, "۱۵ آذر", "6 December"),
        ({"datetime": "2026-12-06T05:00:00Z"}, "یکشنبه ۱۵ آذر ۱۴۰۵، ساعت ۸:۳۰", "Sunday 6 December 2026, 8:30"),
        ({"datetime": "2026-12-06T08:30:00+03:30"}, "یکشنبه ۱۵ آذر ۱۴۰۵، ساعت ۸:۳۰", "Sunday 6 December 2026, 8:30"),
        ({"time": "08:30"}, "۸:۳۰", "8:30"),
        ({"time": "20:00:00"}, "۲۰:۰۰", "20:00"),
        ({"weekday": "2026-12-06"}, "یکشنبه", "Sunday"),
        ({"money": 12000, "currency": "IRR"}, "۱۲٬۰۰۰ ریال", "12,000 rials"),
        ({"money": 12000}, "۱۲٬۰۰۰ ریال", "12,000 rials"),
        ({"digits": "20001234"}, "۲۰۰۰۱۲۳۴", "20001234"),
        ({"fa": "شعبهٔ مرکزی", "en": "Central branch"}, "شعبهٔ مرکزی", "Central branch"),
        ({"fa": "Wi-Fi همه‌جا هست", "en": "Wi-Fi"}, "Wi-Fi همه‌جا هست", "Wi-Fi"),
        ({"fa": "مرکزی"}, "مرکزی", f"{FSI}مرکزی{PDI}"),
        ({"fa": None, "en": "Central"}, f"{FSI}Central{PDI}", "Central"),
        ({"list": [1, 2, 3], "between": "comma"}, "۱، ۲، ۳", "1, 2, 3"),
        (["a", 2], f"{FSI}a{PDI}\n۲", "a\n2"),
        ({"answer": "utter_only_fa"}, "سلام", "سلام"),
    ],
)
def test_facts(fact: Any, persian: str, english: str) -> None:
    assert value(fact, "fa") == persian
    assert value(fact, "en") == english


def test_a_list_has_one_line_each() -> None:
    facts = {
        "count": 2,
        "loans": {
            "line": "utter_line",
            "list": [
                {"title": "کلیدر", "due": {"date": "2026-12-01", "year": False}},
                {"title": "Clean Code", "due": {"date": "2026-12-06", "year": False}},
            ],
        },
    }
    assert BOOK.render("utter_loans", "fa", facts) == Rendered(
        f"۲ مورد امانت دارید:\n۱. کلیدر – سه‌شنبه ۱۰ آذر\n۲. {FSI}Clean Code{PDI} – یکشنبه ۱۵ آذر"
    )
    assert plain(BOOK.render("utter_loans", "en", facts).text) == (
        "You have 2 items on loan:\n1. کلیدر - Tuesday 1 December\n2. Clean Code - Sunday 6 December"
    )


def test_answers_nest() -> None:
    facts = {"reason": {"answer": "utter_on_hold", "who": {"fa": "عضو دیگری", "en": "another member"}}}
    assert BOOK.render("utter_refused", "fa", facts).text == "تمدید نشد: برای عضو دیگری رزرو است."
    assert BOOK.render("utter_refused", "en", facts).text == "Not renewed: it is on hold for another member."


def test_an_answer_can_name_another() -> None:
    assert BOOK.render("utter_includes", "en", {"name": "Sara"}).text == "Hello Sara"
    assert BOOK.render("utter_includes", "fa", {"name": "سارا"}).text == "سلام سارا"


def test_facts_are_not_expanded_again() -> None:
    assert value("{count} {value} {utter_loans}", "en") == "{count} {value} {utter_loans}"


def test_the_first_of_several_variations_is_used() -> None:
    assert {BOOK.render("utter_twice", "en").text for _ in range(20)} == {"one"}


def test_a_missing_fact_is_nothing_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "language.answers"):
        rendered = BOOK.render("utter_refused", "en", {})
    assert rendered.text == "Not renewed:"
    assert "reason" in caplog.text


def test_a_line_whose_facts_are_missing_keeps_its_label_or_goes() -> None:
    text = BOOK.render("utter_with_notes", "en", {"branch": "Central", "note": None, "extra": None}).text
    assert text == "Branch: Central\nNote:\nEnd"


def test_a_missing_language_falls_back_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "language.answers"):
        assert BOOK.render("utter_only_fa", "en").text == "سلام"
        assert BOOK.render("utter_only_en", "fa").text == "Hello"
    assert caplog.text.count("has no text in") == 2


def test_a_variation_without_a_language_serves_both() -> None:
    assert BOOK.render("utter_plain", "en", {"name": "guest"}).text == "WiFi: guest"
    assert plain(BOOK.render("utter_plain", "fa", {"name": "guest"}).text) == "WiFi: guest"


@pytest.mark.parametrize("name", ["utter_nothing", "utter_value"])
@pytest.mark.parametrize("lang", ["fa", "en"])
def test_never_silence(name: str, lang: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "language.answers"):
        text = BOOK.render(name, lang, {"value": None}).text
    assert "کتابدار" in text if lang == "fa" else "librarian" in text
    assert name in caplog.text


def test_a_circle_ends(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "language.answers"):
        assert set(BOOK.render("utter_circle", "en").text) == {"!"}
    assert [record.getMessage() for record in caplog.records] == [
        "the answer utter_circle quotes utter_circle too deeply"
    ]


LONG = {"utter_a": "a {utter_b} " * 25, "utter_b": "b {utter_a} " * 25}
WIDE = {f"utter_{n}": f"{n} " + f"{{utter_{n + 1}}} " * 25 for n in range(4)} | {"utter_4": "end"}
HEAVY = {"utter_heavy": "{utter_page} " * 60, "utter_page": "page " * 800}


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("utter_self", {"utter_self": "a {utter_self} " * 25}),
        ("utter_a", LONG),
        ("utter_0", WIDE),
        ("utter_heavy", HEAVY),
    ],
)
def test_what_quotes_too_much_is_not_put_together(
    name: str, texts: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    responses = {each: [{"text": text}] for each, text in texts.items()}
    book = Answers.from_domain({"responses": responses})
    start = time.process_time()
    with caplog.at_level(logging.WARNING, "language.answers"):
        assert "librarian" in book.render(name, "en", {}).text
    assert time.process_time() - start < 0.2
    assert [record.getMessage() for record in caplog.records] == [
        f"the answer {name} quotes too much to be put together"
    ]
    # What it has replaced is said in its place, and a button's title is bounded just so.
    before = Answers.from_domain({"responses": {name: [{"text": "as before"}]}})
    assert before.replaced(responses).render(name, "en", {}).text == "as before"
    button = {"text": "hello", "buttons": [{"title": f"{{{name}}}", "payload": "/x"}]}
    assert before.replaced({**responses, "utter_b2": [button]}).render("utter_b2", "en", {}).text


def test_a_long_list_is_no_excess() -> None:
    lines = {"utter_loans": [{"text": "{loans}"}], "utter_line": [{"text": "{n}. {title} {utter_due}"}],
             "utter_due": [{"text": "due {day}"}]}  # fmt: skip
    book = Answers.from_domain({"responses": lines})
    loans = {"list": [{"title": "a title " * 20, "day": "Friday"} for _ in range(200)], "line": "utter_line"}
    assert book.render("utter_loans", "en", {"loans": loans}).text.count("due Friday") == 200


def test_an_unknown_nested_answer_is_nothing_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "language.answers"):
        assert BOOK.render("utter_refused", "en", {"reason": {"answer": "utter_gone"}}).text == "Not renewed:"
    assert "utter_gone" in caplog.text


@pytest.mark.parametrize(
    "fact",
    [{"date": "yesterday"}, {"time": "25:00"}, {"datetime": "x"}, {"money": "much"}, {"unknown": 1}, object(),
     {"list": 5}, {"date": 7}, {"datetime": "2026-01-01T00:00:00Z", "time_zone": "Nowhere/None"}],
)  # fmt: skip
def test_a_fact_that_cannot_be_read_is_nothing(fact: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "language"):
        assert BOOK.render("utter_refused", "en", {"reason": fact}).text == "Not renewed:"
    assert "could not be rendered" in caplog.text


def test_quick_replies() -> None:
    choices = [
        {"title": "utter_button_all", "payload": '/renew{"which":"all"}'},
        {"title": "utter_button_one", "payload": '/renew{"which":"1"}', "facts": {"title": "Dune"}},
        {"title": {"fa": "بعداً", "en": "Later"}, "payload": "/deny"},
        {"title": "utter_gone", "payload": "/x"},
        "nonsense",
    ]
    rendered = BOOK.render("utter_only_fa", "fa", {"choices": choices})
    assert rendered.buttons == [
        {"title": "همه را تمدید کن", "payload": '/renew{"which":"all"}'},
        {"title": "تمدید Dune", "payload": '/renew{"which":"1"}'},
        {"title": "بعداً", "payload": "/deny"},
    ]
    assert [button["title"] for button in BOOK.render("utter_only_en", "en", {"choices": choices}).buttons] == [
        "Renew all",
        "Renew Dune",
        "Later",
    ]


def test_buttons_of_the_answer_itself_come_first() -> None:
    book = Answers.from_domain(
        {
            "utter_help": said(
                "کمک",
                "Help",
                buttons=[{"title": "utter_b", "payload": "/hours"}, {"title": "{x}!", "payload": "/x{x}"}],
            ),
            "utter_b": said("ساعت‌ها", "Hours"),
        }
    )
    buttons = book.render("utter_help", "en", {"x": "Yes", "choices": [{"title": "No", "payload": "/deny"}]}).buttons
    assert buttons == [
        {"title": "Hours", "payload": "/hours"},
        {"title": "Yes!", "payload": "/x{x}"},
        {"title": "No", "payload": "/deny"},
    ]


def test_reserved_facts_are_no_text() -> None:
    book = Answers.from_domain({"utter_s": said("{status}ت", "{status}s")})
    assert book.render("utter_s", "en", {"status": "refused", "custom": {"sign_in": True}}).text == "s"


def test_names_and_variables() -> None:
    assert "utter_loans" in BOOK.names()
    assert BOOK.names() == sorted(BOOK.names())
    assert BOOK.variables("utter_loans", "fa") == {"count", "loans"}
    assert BOOK.variables("utter_only_fa", "en") == frozenset()
    assert BOOK.variables("utter_gone", "en") == frozenset()


def test_problems() -> None:
    book = Answers.from_domain(
        {
            "utter_good": said("سلام {name}", "Hello {name}"),
            "utter_any": [{"text": "OK"}],
            "utter_one_language": said("سلام", None),
            "utter_different": said("{a}", "{b}"),
            "utter_unknown": said("{utter_gone}", "{utter_gone}"),
            "utter_empty": said("", "x"),
            "utter_button": said(
                "الف", "a", buttons=[{"title": "", "payload": "/x"}, {"title": "utter_lost", "payload": "/x"}]
            ),
        }
    )
    assert book.problems() == [
        "utter_button: a button without title or payload in en",
        "utter_button: a button without title or payload in fa",
        "utter_button: unknown answer utter_lost in en",
        "utter_button: unknown answer utter_lost in fa",
        "utter_different: only in one language: a, b",
        "utter_empty: empty text in fa",
        "utter_one_language: no text in en",
        "utter_unknown: unknown answer utter_gone in en",
        "utter_unknown: unknown answer utter_gone in fa",
    ]
    assert Answers.from_domain({"responses": {"utter_good": said("سلام", "Hello")}}).problems() == []


def test_answers_come_from_files(tmp_path: Path) -> None:
    pytest.importorskip("yaml", reason="reading files needs PyYAML")
    (tmp_path / "domain.yml").write_text(
        "version: '3.1'\nintents: [greet]\nresponses:\n  utter_a:\n  - text: سلام\n"
        "    condition: [{type: slot, name: language, value: fa}]\n",
        encoding="utf-8",
    )
    (tmp_path / "more.yml").write_text("responses:\n  utter_b:\n  - text: b\n", encoding="utf-8")
    assert Answers.from_file(tmp_path / "domain.yml").render("utter_a", "fa").text == "سلام"
    assert Answers.from_file(tmp_path).names() == ["utter_a", "utter_b"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.floats(allow_nan=True) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from("date datetime time money currency fa en list line answer digits weekday value".split()),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(JSON, st.sampled_from(["fa", "en", "xx", ""]))
def test_any_json_is_survived(fact: Any, lang: str) -> None:
    rendered = BOOK.render("utter_value", lang, {"value": fact, "choices": fact})
    assert rendered.text
    assert all(set(button) == {"title", "payload"} for button in rendered.buttons)


@given(st.text(max_size=20), st.sampled_from(["fa", "en"]))
def test_isolates_come_off(text: str, lang: str) -> None:
    assert plain(isolate(text, lang)) == plain(text)


@pytest.mark.parametrize("number", ["••••۱۰۰۱", "021-…01", "۰۲۱-…۰۱", "•••345", "۰۲۱ ۸۸۹۰"])
def test_a_number_of_which_a_part_is_hidden_keeps_its_order_in_a_persian_line(number: str) -> None:
    assert isolate(number, "fa") == f"{FSI}{number}{PDI}"
    assert isolate(number, "en") == number
    assert isolate("۱۰۰۱", "fa") == "۱۰۰۱"
