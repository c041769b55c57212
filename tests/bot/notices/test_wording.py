"""Notices in words: both languages, no title unless the library says so, and buttons that do what they say."""

from __future__ import annotations

import json
from datetime import date

import pytest

from bot.notices.wording import word
from crm.notices.sending import Digest
from crm.notices.things import NoticeItem
from language.payloads import well_formed_values
from tests.support.texts import phrase

DAY = date(2026, 11, 26)
SAADI = {"fa": "کتابخانهٔ سعدی", "en": "Saadi Library"}
BOOKS = (NoticeItem("due_soon", DAY, "بوف کور", "L1"), NoticeItem("due_soon", DAY, "کلیدر", "L2"))


def digest(*items: NoticeItem, language: str = "fa", channel: str = "telegram", titles: bool = False) -> Digest:
    return Digest(channel, language, items, titles)


def test_what_is_of_one_day_is_one_line_in_the_patrons_calendar_without_a_title() -> None:
    assert word(digest(*BOOKS)).text == ("پیامی از کتابخانه:\nموعد بازگرداندن ۲ تا از امانت‌هایتان پنجشنبه ۵ آذر است.")
    assert word(digest(*BOOKS, language="en")).text == (
        "A message from your library:\n2 of your loans are due back on Thursday 26 November."
    )


def test_titles_are_named_where_the_library_wants_it() -> None:
    said = word(digest(*BOOKS, titles=True)).text
    assert "«بوف کور»" in said and "«کلیدر»" in said


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_most_urgent_comes_first_and_every_kind_says_where_and_until_when(language: str) -> None:
    said = word(
        digest(
            NoticeItem("card_expiring", DAY),
            NoticeItem("hold_ready", DAY, "کلیدر", "H1", SAADI),
            *BOOKS,
            NoticeItem("overdue", DAY, None, "L3"),
            language=language,
        )
    ).text.splitlines()
    assert len(said) == 5 and SAADI[language] in said[3]
    assert ("overdue" in said[1]) if language == "en" else ("گذشته" in said[1])


def test_of_what_is_ready_without_a_last_day_none_is_told() -> None:
    ready = [NoticeItem("hold_ready", None, title, "H", SAADI) for title in ("کلیدر", "بوف کور")]
    dated = NoticeItem("hold_ready", DAY, "سووشون", "H3", SAADI)
    assert word(digest(*ready, dated, language="en")).text.splitlines()[1:] == [
        "Something you reserved is ready at Saadi Library; it is kept for you until Thursday 26 November.",
        "2 things you reserved are ready at Saadi Library.",
    ]
    assert word(digest(*ready)).text.splitlines()[1:] == ["۲ تا از رزروهایتان در کتابخانهٔ سعدی آماده‌اند."]
    [named] = word(digest(ready[0], titles=True)).text.splitlines()[1:]
    assert named == "«کلیدر» که رزرو کرده بودید در کتابخانهٔ سعدی آماده است."


def test_a_button_renews_exactly_what_the_message_is_about() -> None:
    [renew, loans, stop] = word(digest(*BOOKS, language="en")).buttons
    intent, _, entities = renew["payload"].partition("{")
    assert (renew["title"], intent) == (phrase("notice.button.renew_both", "en"), "/renew")
    assert well_formed_values(json.loads("{" + entities)) == {"ref": "loan:L1,L2"}
    assert (loans["payload"], stop["payload"]) == ("/loans", "/unsubscribe")
    [one, *_] = word(digest(BOOKS[0], language="en")).buttons
    assert one == {"title": phrase("notice.button.renew", "en"), "payload": '/renew{"ref": "loan:L1"}'}


def test_more_loans_than_a_button_can_name_are_looked_at_in_the_list() -> None:
    many = [NoticeItem("due_soon", DAY, None, f"a-long-number-of-a-loan-{number}") for number in range(20)]
    assert [one["payload"] for one in word(digest(*many)).buttons] == ["/loans", "/unsubscribe"]


def test_where_no_button_can_be_pressed_there_is_none() -> None:
    assert word(digest(*BOOKS, channel="email")).buttons == []
