"""What is a condition of something to read, and what only sounds like one."""

from __future__ import annotations

import pytest

from language.requests.annoyance import is_annoyed
from language.requests.grievances import find_grievance
from language.requests.own_names import find_own
from language.requests.pleas import bothered_by_reminders
from language.requests.reading import read_wish


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Something shorter and easier, if there is one.", {"most_pages": 300, "untold": ["easy"]}),
        ("somthing good, i like agatha christie", {"like": "agatha christie"}),
        ("i'd read anything newer", {"since": 1950}),
        ("Something of the same period, perhaps, but not another Austen.", {"not_by": ["austen"]}),
        ("Do you have large print too, just in case", {"kinds": ["large_print"]}),
        ("Any other costume dramas then?", {"kinds": ["dvd"]}),
        ("She like very much animals", {"genres": ["animals"]}),
        ("is there one about dogs?", {"genres": ["animals"]}),
        ("she is one year old", {"ages": [1, 1]}),
        ("my son is 5", {"ages": [5, 5]}),
        ("یه کتاب تاریخی، فارسی یا انگلیسی فرقی نداره", {"genres": ["historical|history"]}),
        ("شبیه شازده کوچولو یه چیزی معرفی کن", {"like": "شازده کوچولو"}),
        ("رمان سخت نباشه لطفا", {"forms": ["novel"], "untold": ["easy"]}),
        ("جدیدتر چی داری", {"since": 1950}),
    ],
)  # fmt: skip
def test_what_is_wished_for(text: str, wish: dict[str, object]) -> None:
    assert read_wish(text).wish.packed() == wish


def test_an_everyday_word_is_no_title_in_another_script() -> None:
    titles = ["Shahnameh: The Persian Book of Kings", "Savushun"]
    assert find_own("میشه یه هفته دیگه نگهش دارم؟ هنوز وسطاشم", titles, ["", ""]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "This is the THIRD time I came to Saadi and it was closed when your site said open. What is going on??",
        "سه بار اومدم شعبه سعدی هر سه بار بسته بود!! یعنی چی؟",
    ],
)
def test_who_came_in_vain_time_and_again_complains(text: str) -> None:
    assert find_grievance(text) == "sure"


@pytest.mark.parametrize("text", ["is saadi closed today?", "I came on monday, is it closed again on fridays?"])
def test_who_asks_does_not(text: str) -> None:
    assert find_grievance(text) is None


def test_reminders_bother_whoever_knows_already() -> None:
    assert bothered_by_reminders(
        "You've sent me three messages about the same two books. I KNOW they're late. Stop it."
    )
    assert not bothered_by_reminders("can you send me a message before my book is due?")


@pytest.mark.parametrize(
    ("text", "annoyed"), [("this is annoying", True), ("این چه وضعیه", True), ("when do you open", False)]
)
def test_words_of_annoyance(text: str, annoyed: bool) -> None:
    assert is_annoyed(text) is annoyed
