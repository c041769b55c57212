"""Orders to file what was talked of, and what only looks like one."""

from __future__ import annotations

import pytest

from language.requests.cases.case_questions import asks_a_name, find_message
from language.requests.cases.filing import COMPLAINT, REPORT, REQUEST, SUGGESTION, find_filing


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("then please report that", REPORT),
        ("make that into a complaint", COMPLAINT),
        ("write this down as a suggestion", SUGGESTION),
        ("log it as a request, would you", REQUEST),
        ("همین رو شکایت ثبت کن", COMPLAINT),
        ("این مورد را به عنوان پیشنهاد ثبت کنید", SUGGESTION),
        ("گزارشش کنین تا درست بشه", REPORT),
        ("how can I report that?", None),
        ("is there a report on this?", None),
        ("گزارش یک آدم‌ربایی رو دارین", None),
        ("the report is on my desk", None),
    ],
)
def test_an_order_to_file_names_as_what(text: str, named: str | None) -> None:
    assert find_filing(text) == named


@pytest.mark.parametrize(
    "text",
    ["please write a note to the desk at Saadi", "برای مسئول بخش نشریات یادداشت بذار", "ye yaddasht vase modir bezar"],
)
def test_a_note_for_somebody_is_a_message(text: str) -> None:
    assert find_message(text)


@pytest.mark.parametrize(
    ("text", "asked"), [("tell me her name", True), ("اسمشو بدین", True), ("who runs this place", False)]
)
def test_the_name_of_somebody_complained_of_is_asked(text: str, asked: bool) -> None:
    assert asks_a_name(text) is asked
