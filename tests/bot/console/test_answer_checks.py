"""Checks of texts, differences between versions, previews and windows of time, without a gateway."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from litestar.datastructures import FormMultiDict

from bot.console.answers.checks import check
from bot.console.answers.differences import differences
from bot.console.answers.listing import file_text
from bot.console.answers.preview import preview
from bot.console.answers.samples import sample_facts, variables
from bot.console.answers.windows import WindowForm
from bot.console.frame.locale import Locale
from bot.console.frame.text_checks import check_text, variables_of
from bot.content.answers import ADDED, SUBJECTS, read_answers, response_of
from bot.content.examples import Example
from bot.content.likeness import LikeExamples
from bot.settings import ROOT
from bot.texts import has_text
from crm.content.answer_versions import AnswerText
from language.answers import Answers
from protocol import plain_yaml
from protocol.clock import FixedClock
from tests.support.desk import NOW

ANSWERS = read_answers(ROOT / "domain.yml")
FA = Locale("fa", "jalali", "Asia/Tehran", FixedClock(NOW))
VISIT: Any = SimpleNamespace(locale=FA, t=lambda key, **_: key)


def keys(language: str, text: str) -> set[str]:
    return {problem.key for problem in check_text(language, text, frozenset())}


def test_our_own_answers_have_nothing_that_would_stop_an_editor() -> None:
    for answer in ANSWERS.values():
        found = check(file_text(answer), answer, ANSWERS.keys())
        assert [p for problems in found.values() for p in problems if p.tone == "bad"] == [], answer.name


def test_every_variable_and_subject_is_explained() -> None:
    names = frozenset().union(*(variables_of(text) for each in ANSWERS.values() for text in each.texts.values()))
    assert [each.name for each in variables(names) if each.key == "answers.variable_other"] == []
    assert all(has_text(f"answers.subject.{subject}") for subject in SUBJECTS)


def test_every_answer_has_a_subject_and_every_subject_is_of_answers() -> None:
    assert [name for name, answer in ANSWERS.items() if answer.subject == ADDED] == []
    subjects = plain_yaml.load((ROOT / "bot" / "content" / "subjects.yml").read_text(encoding="utf-8"))
    named = [name for names in subjects.values() for name in names]
    assert len(named) == len(set(named)) and set(named) == set(ANSWERS)


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("fa", "کتاب ها آماده‌اند", "half_space"),
        ("fa", "می خواهم", "half_space"),
        ("fa", "كتابي", "arabic"),
        ("fa", "تا 14 روز", "digits"),
        ("fa", "حالتان چطور است?", "marks"),
        ("fa", "Only English here", "not_persian"),
        ("fa", "کتاب \u200cخوب", "half_space_stray"),
        ("en", "Open on شنبه", "not_english"),
        ("en", "two  spaces", "double_space"),
        ("en", " outer", "outer_space"),
        ("en", "<b>bold</b>", "markup"),
        ("en", "x" * 800, "lengthy"),
    ],
)
def test_advice(language: str, text: str, key: str) -> None:
    assert key in keys(language, text)


@pytest.mark.parametrize(
    "text", ["کتاب‌ها را می‌توانید تا ۱۴ روز نگه دارید؛ خوب است؟", "نمایش کتاب", "بهتر از این نیست.", "مهمان‌ها"]
)
def test_good_persian_gets_no_advice(text: str) -> None:
    assert keys("fa", text) == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("سلام! من «کتاب‌یار» هستم.", "سلام! کتاب‌ها در {library} منتظرند."),
        ("Hello, I am here.", "Hello! The books of {library} wait."),
        ("", "all new"),
        ("same", "same"),
        ("one two three", "three two one"),
    ],
)
def test_a_difference_holds_both_texts_whole(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_a_variable_is_one_word_of_a_difference() -> None:
    assert [piece.text for piece in differences("in {library}", "in {branch}")] == ["in ", "{library}", "{branch}"]


def test_a_preview_is_what_patrons_read() -> None:
    content = AnswerText(
        "سلام {name}!\nدر خدمتیم.", "Hello {name}!",
        ({"title": "ساعت کار", "payload": "/hours"}, {"title": "نشانی", "payload": "/location"}),
        ({"title": "Opening hours", "payload": "/hours"}, {"title": "Where we are", "payload": "/location"}),
    )  # fmt: skip
    persian, english = preview(content, ANSWERS)
    assert persian.text == "سلام نگار!\nدر خدمتیم." and persian.buttons == ("ساعت کار", "نشانی")
    assert english.parts == ("Hello Nora!",) and english.rows == (("Opening hours", "Where we are"),)
    assert preview(AnswerText("", "x"), ANSWERS)[0].parts == ()


def test_every_answer_of_ours_can_be_previewed() -> None:
    for answer in ANSWERS.values():
        for view in preview(file_text(answer), ANSWERS):
            assert view.text and "{" not in view.text, answer.name


def test_samples_fill_every_variable_in_both_languages() -> None:
    book = Answers.from_domain({"responses": response_of(ANSWERS)})
    facts = sample_facts(frozenset().union(*(book.variables(name, "fa") for name in book.names())))
    assert "کتابخانهٔ سپهر" in book.render("utter_greet", "fa", facts).text
    assert "Sepehr Library" in book.render("utter_greet", "en", facts).text


def test_windows_are_read_in_both_calendars() -> None:
    def read(**typed: str) -> tuple[WindowForm, tuple[datetime | None, datetime | None]]:
        form = WindowForm(VISIT, FormMultiDict(typed))
        form.validate()
        return form, form.read_window()

    form, (starts_at, ends_at) = read(starts_day="۱۴۰۵/۰۹/۱۵", starts_time="۸:۳۰", ends_day="2026-12-07", ends_time="")
    assert starts_at == datetime(2026, 12, 6, 5, 0, tzinfo=UTC)
    # The end of that day in Tehran.
    assert ends_at == datetime(2026, 12, 7, 20, 30, tzinfo=UTC)
    assert not form.is_wrong
    shown = WindowForm(VISIT, **WindowForm.window(FA, starts_at, None))
    assert [field.typed for field in shown.fields] == ["۱۴۰۵/۰۹/۱۵", "۸:۳۰", "", ""]
    wrong, _ = read(starts_day="x", ends_day="1405/09/15", ends_time="25:00")
    assert wrong.errors == {"starts_day": ["answers.bad.day"], "ends_time": ["answers.bad.time"]}
    order, _ = read(starts_day="1405/09/15", ends_day="1405/09/14")
    assert order.errors == {"ends_day": ["answers.bad.order"]}
    lone, _ = read(starts_time="8:00")
    assert lone.errors == {"starts_day": ["answers.bad.day_missing"]}


def test_neighbours() -> None:
    known = [Example("en", "hours", "When do you open today?"), Example("en", "renew", "renew my loans please")]
    near = LikeExamples(known, "en")
    assert [each.is_same for each in near.near("when do you open today")] == [True]
    assert [each.example.intent for each in near.near("renew my loan please")] == ["renew"]
    assert near.near("something else altogether") == [] and near.near("hi") == []
    assert LikeExamples(known, "fa").near("when do you open today") == []
