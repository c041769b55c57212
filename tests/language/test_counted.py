"""Numbers with what they count."""

from __future__ import annotations

import pytest

from language.counted import COUNTED, counted
from language.facts import Facts, value_text


@pytest.mark.parametrize(
    ("count", "fa", "en"),
    [(0, "۰ روز", "0 days"), (1, "۱ روز", "1 day"), (2, "۲ روز", "2 days"), (21, "۲۱ روز", "21 days")],
)
def test_english_has_a_plural_and_persian_none(count: int, fa: str, en: str) -> None:
    assert (counted(count, "day", "fa"), counted(count, "day", "en")) == (fa, en)


def test_an_answer_writes_it_in_its_language() -> None:
    for thing in COUNTED:
        said = {lang: value_text({"count": 1, "of": thing}, Facts(lang, "UTC", lambda *_: "")) for lang in ("fa", "en")}
        assert said["fa"].startswith("۱ ") and said["en"].startswith("1 ") and not said["en"].endswith("s")
