"""What is a condition of something to read, and what only sounds like one."""

from __future__ import annotations

import pytest

from language.requests.cases.annoyance import is_annoyed
from language.requests.cases.grievances import find_grievance
from language.requests.deeds.pleas import bothered_by_reminders
from language.requests.own.own_names import find_own
from language.requests.reading.changes import read_change
from language.requests.reading.reading import read_wish
from language.requests.titles.copies import find_copy


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


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("AI for me, but no heavy maths please", {"genres": ["ai"], "without": ["maths"]}),
        ("هوش مصنوعی، ریاضی سنگین نداشته باشه", {"genres": ["ai"], "without": ["maths"]}),
        ("a popular maths book, no formulas", {"genres": ["maths"], "untold": ["easy"]}),
        ("that is too scary for me", {"without": ["horror"]}),
        ("that is very scary", {"without": ["horror"]}),
        ("it's a bit scary for me", {"without": ["horror"]}),
        ("that one was quite scary for my son", {"without": ["horror"]}),
        ("something very funny for my husband", {"genres": ["humour"]}),
        ("something quite scary for me", {"genres": ["horror"]}),
        ("something very romantic for us", {"genres": ["romance"]}),
        ("a novel that is really funny for my sister", {"forms": ["novel"], "genres": ["humour"]}),
        ("something less scary", {"without": ["horror"]}),
        ("این که خیلی ترسناکه برام", {"without": ["horror"]}),
        ("a novel, not by Coelho", {"forms": ["novel"], "not_by": ["coelho"]}),
        ("رمان باشه ولی نه از کوئلیو", {"forms": ["novel"], "not_by": ["کوئلیو"]}),
        ("books on software architecture for my thesis", {"genres": ["programming"]}),
        ("برای نگارش پایان‌نامه کتاب معماری نرم‌افزار نیاز دارم", {"genres": ["programming"]}),
        ("something cozy, it has been raining for days", {"genres": ["humour|friendship"]}),
        ("something heartwarming and funny", {"genres": ["humour"]}),
    ],
)  # fmt: skip
def test_what_is_too_much_is_refused_and_what_surrounds_is_no_subject(text: str, wish: dict[str, object]) -> None:
    reading = read_wish(text)
    assert reading.wish.packed() == wish
    assert reading.rest == ()


def test_lighter_than_what_is_no_story_is_easier() -> None:
    before = read_wish("a book on physics").wish
    change = read_change("something lighter", before)
    assert change is not None
    assert (change[0].genres, change[0].untold) == (("physics",), ("easy",))
    change = read_change("something lighter", read_wish("a horror novel").wish)
    assert change is not None
    assert "humour|friendship" in change[0].genres


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("the book, not the movie", "", ""),
        ("I know about the Persian one, I said ENGLISH", "en", ""),
        ("do you have the english one", "en", ""),
        ("the english one, not the persian", "en", ""),
        ("why is it not in english", "en", ""),
        ("فارسیشو که گفتید، انگلیسی گفتم", "en", ""),
        ("انگلیسیش رو گفتم نه فارسی", "en", ""),
        ("فیلمش نه، کتاب صوتیش", "", "audiobook"),
    ],
)  # fmt: skip
def test_what_is_set_aside_is_not_the_copy_asked_for(text: str, language: str, kind: str) -> None:
    copy = find_copy(text)
    assert ((copy.language, copy.kind) if copy is not None else ("", "")) == (language, kind)
