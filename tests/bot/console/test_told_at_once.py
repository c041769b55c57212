"""Forms tell all that is wrong with them at once, and ask about days that have gone by."""

from __future__ import annotations

import pytest

from crm import records
from tests.support.desk import Desk
from tests.support.html import Page, page_of
from tests.support.store_rows import rows
from tests.support.texts import occurrences, phrase

PLACES = "/console/places"
CLOSING = {"branch": "1", "first_day": "۱۴۰۵/۱۲/۲۷", "reason_fa": "نظافت", "reason_en": "Cleaning"}
EVENT = {
    "title_fa": "کارگاه", "title_en": "Workshop", "branch": "1", "starts_day": "۱۴۰۵/۰۹/۲۰", "starts": "15",
    "ends": "17",
}  # fmt: skip


def wrong_in(page: Page) -> set[str]:
    """Name the fields that a page marks as wrong."""
    return {name for name in page.fields() if page.is_wrong(name)}


def test_every_day_of_the_week_to_be_corrected_is_marked(console: Desk) -> None:
    form = {
        "desk": "library",
        "o0-0": "9", "c0-0": "8",
        "o1-0": "nine", "c1-0": "12",
        "o2-0": "9",
        "o3-0": "9", "c3-0": "12", "o3-1": "11", "c3-1": "13",
        "o4-0": "9", "c4-0": "12",
    }  # fmt: skip
    answer = console.client("editor").post(f"{PLACES}/branches/2/hours", form)
    assert answer.status_code == 422
    marked = {name[1] for name in wrong_in(page_of(answer))}
    assert marked == {"0", "1", "2", "3"}
    for told in ("order", "time", "both", "overlap"):
        assert occurrences(f"places.bad.{told}", page_of(answer).text) == 1


@pytest.mark.parametrize(
    ("role", "path", "form", "wrong"),
    [
        (
            "admin", "/console/staff",
            {"name_fa": "", "name_en": "", "username": "A b", "role": "king", "language": "fa", "password": "short"},
            {"name_fa", "username", "role", "password"},
        ),
        (
            "editor", "/console/canned",
            {"code": "a b", "title_fa": "", "text_fa": "{who}", "title_en": "Hello", "text_en": " "},
            {"code", "title_fa", "text_fa", "text_en"},
        ),
        (
            "librarian", "/console/cases",
            {"kind": "complaint", "channel": "phone", "language": "fa", "priority": "normal", "card": "9999999999"},
            {"subject", "description", "card"},
        ),
        ("editor", f"{PLACES}/events", EVENT | {"title_fa": "", "ends": "14", "seats": "999999"},
         {"title_fa", "ends", "seats"}),
        ("editor", f"{PLACES}/events", EVENT | {"title_fa": "", "starts": "", "ends": "x"},
         {"title_fa", "starts", "ends"}),
        ("editor", f"{PLACES}/closings", CLOSING | {"reason_en": "", "last_day": "۱۴۰۵/۱۲/۰۱"},
         {"reason_en", "last_day"}),
    ],
)  # fmt: skip
def test_every_field_to_be_corrected_is_marked(
    console: Desk, role: str, path: str, form: dict[str, str], wrong: set[str]
) -> None:
    answer = console.client(role).post(path, form)
    assert answer.status_code == 422
    assert wrong_in(page_of(answer)) == wrong


@pytest.mark.parametrize(
    ("path", "form", "day"),
    [(f"{PLACES}/events", EVENT, "starts_day"), (f"{PLACES}/closings", CLOSING, "first_day")],
)
def test_what_is_over_already_is_not_planned(console: Desk, path: str, form: dict[str, str], day: str) -> None:
    editor = console.client("editor")
    kind = records.LibraryEvent if path.endswith("events") else records.Closing
    before = len(console.run(rows(console.store, kind)))
    answer = editor.post(path, form | {day: "2025-01-01"})
    page = page_of(answer)
    assert answer.status_code == 422 and page.value(day) == "2025-01-01"
    assert wrong_in(page) == {day} and phrase("places.bad.past") in page.text
    assert len(console.run(rows(console.store, kind))) == before
    # Nor is what is to come moved into the past.
    made = editor.post(path, form)
    assert made.status_code == 303
    assert editor.post(made.headers["location"], form | {day: "2025-01-01"}).status_code == 422
