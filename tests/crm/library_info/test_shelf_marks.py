"""Shelf marks: what their parts name, and marks of another make."""

from __future__ import annotations

import pytest

from crm.errors import InvalidValue
from crm.library_info.shelf_marks import check_reading, read_mark


@pytest.mark.parametrize(
    ("reading", "mark", "parts"),
    [
        ("floor/shelf", "2/28", (("floor", "2"), ("shelf", "28"))),
        ("floor/shelf", "۲/۱۱", (("floor", "۲"), ("shelf", "۱۱"))),
        ("floor-row-shelf", "1-B-07", (("floor", "1"), ("row", "B"), ("shelf", "07"))),
        ("shelf", "28", (("shelf", "28"),)),
        ("shelf", "2/28", ()),
        ("floor/shelf", "28", ()),
        ("floor/shelf", "2/", ()),
        ("floor/shelf", "Reference desk/2", ()),
        ("", "2/28", ()),
        (None, "2/28", ()),
    ],
)
def test_the_parts_of_a_mark_are_named(reading: str | None, mark: str, parts: tuple[tuple[str, str], ...]) -> None:
    assert read_mark(reading, mark) == parts


@pytest.mark.parametrize("reading", ["level/shelf", "floor/floor", "floor/row-shelf", "floor/", "/", "floor shelf"])
def test_another_reading_is_refused(reading: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_reading(reading)
    assert refused.value.field == "shelf_marks"


@pytest.mark.parametrize(
    "reading", [None, "", "shelf", "floor/shelf", "floor-room-row-shelf", "row:shelf", "floor,shelf"]
)
def test_a_reading_names_each_part_once(reading: str | None) -> None:
    check_reading(reading)
