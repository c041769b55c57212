"""Whether a child may be at the library alone is answered by the rule of it, and never by a yes to something else."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from crm.knowledge.limits import asks_child_alone, limits_of
from tests.support.store_rows import SARA
from tests.support.talk import Begin

OPEN_TO_ALL = FactValues(
    "visitor_access", "بدون عضویت می‌شود وارد شد و مطالعه کرد؟", "May I come in and read without being a member?",
    "بله، ورود و مطالعه برای همه آزاد است.", "Yes, everybody may come in and read.",
    also="\ncan I just come in and sit\ncan he stay there\nپسرم بیاد بشینه\nمی‌تونه بمونه",
)  # fmt: skip
COMPUTERS = FactValues(
    "facilities", "رایانه برای استفاده هست؟", "Are there computers to use?", "بله، با کارت کتابخانه.",
    "Yes, with a library card.", also="\ncan he use the computers\nاز کامپیوترا می‌شه استفاده کرد",
)  # fmt: skip
ALONE = FactValues(
    "facilities", "بچه از چند سالگی می‌تواند تنها بیاید؟", "From what age may a child come alone?",
    "از ۱۰ سالگی؛ کوچک‌ترها با همراهی یک بزرگ‌تر.", "From the age of 10; younger children come with an adult.",
    also="\nkids without parents\nبچه تنها بیاد",
)  # fmt: skip
ASKED = [
    ("en", "may my 8-year-old stay there alone for an hour?"),
    ("en", "can he stay there alone one hour while I am study upstairs?"),
    ("en", "is it ok if I leave my daughter in the children's corner and go shopping?"),
    ("en", "could my six year old sit and read by himself for a bit"),
    ("en", "are kids allowed in without an adult?"),
    ("en", "she is nine, can she come on her own after school?"),
    ("en", "do I have to stay with my son the whole time?"),
    ("en", "can I drop the kids off at ten and be back at noon"),
    ("en", "would somebody watch my kids while I'm at the printer?"),
    ("en", "is an unaccompanied child of 7 allowed to be in the reading room?"),
    ("en", "can the twins, my two boys, be there unattended?"),
    ("en", "My son can't read yet, can he stay by himself?"),
    ("en", "He is 5 and can't read, can I leave him by himself at the library?"),
    ("en", "my daughter can't read, may I leave her by herself for an hour?"),
    ("en", "she is 6 and has just started reading, can she sit there by herself?"),
    ("en", "my son can't read by himself yet, can he stay alone?"),
    ("fa", "پسر ۸ ساله‌ام می‌تونه یه ساعت تنها بمونه؟"),
    ("fa", "می‌شه بچه رو بذارم بخش کودک و برم خرید؟"),
    ("fa", "دخترم کلاس دومه، خودش بیاد اشکال داره؟"),
    ("fa", "بچه بدون پدر و مادر راه می‌دین؟"),
    ("fa", "بچه‌ها بدون همراه می‌تونن بیان؟"),
    ("fa", "پسرم هفت سالشه، تنهایی می‌شه بیاد؟"),
    ("fa", "فرزندم می‌تواند بدون سرپرست در کتابخانه بماند؟"),
    ("fa", "دخترم رو یه ساعت بذارم اونجا مشکلی نیست؟"),
    ("fa", "نوه‌ام را می‌شود تنها در سالن کودک گذاشت؟"),
    ("fa", "پسرم تنها باشه طبقهٔ پایین، من بالا درس بخونم، می‌شه؟"),
]
ELSE = [
    "she can't read by herself yet though, can it be one for her dad to read?",
    "is it in English though? she's only just started reading Persian by herself",
    "can I have a group room for myself alone?",
    "may I sit there on my own?",
    "can my son return my books by himself?",
    "can my daughter join without a parent?",
    "I read alone",
    "تنها می‌تونم بیام؟",
    "تنها کتابی که می‌خوام رو دارید؟",
    "دخترم بدون من می‌تونه عضو بشه؟",
    "کتاب پسرم رو بذارم تو صندوق؟",
    "پسرم تنها می‌تونه کتابا رو پس بیاره؟",
]

SON_NAMED = [{"message": "m0", "acts": [{"act": "search_book", "words": "My son has 8 years"}]}]


async def add(services: Services, *facts: FactValues) -> None:
    for fact in facts:
        await add_fact(services.store, fact, by=SARA)


@pytest.mark.parametrize(("language", "text"), ASKED)
async def test_the_rule_of_the_age_is_told(services: Services, begin: Begin, language: str, text: str) -> None:
    await add(services, OPEN_TO_ALL, COMPUTERS, ALONE)
    talk = await begin(language)
    if "he stay" in text:
        talk.slots["thread"] = SON_NAMED
    said = await talk.says("visitor_access", text, sure=0.5)
    assert ("10" in said.text or "۱۰" in said.text) and "Yes" not in said.text and "بله" not in said.text


@pytest.mark.parametrize(("language", "text"), ASKED)
async def test_where_no_rule_is_known_nobody_is_told_yes(
    services: Services, begin: Begin, language: str, text: str
) -> None:
    await add(services, OPEN_TO_ALL, COMPUTERS)
    talk = await begin(language)
    if "he stay" in text:
        talk.slots["thread"] = SON_NAMED
    said = await talk.says("visitor_access", text, sure=0.9)
    assert "Yes" not in said.text and "بله" not in said.text


@pytest.mark.parametrize("text", ELSE)
def test_what_is_asked_of_oneself_or_done_there_is_something_else(text: str) -> None:
    assert not asks_child_alone(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "can my 7-year-old use the computers?"),
        ("en", "she is only eight, may she use the computers?"),
        ("fa", "پسرم ۷ سالشه، می‌تونه از کامپیوترا استفاده کنه؟"),
        ("fa", "بچه‌های زیر ۱۰ سال از کامپیوترا می‌تونن استفاده کنن؟"),
    ],
)
async def test_a_yes_that_speaks_of_no_age_is_not_told_of_an_age(
    services: Services, begin: Begin, language: str, text: str
) -> None:
    await add(services, COMPUTERS)
    said = await (await begin(language)).says("facilities", text)
    assert "Yes" not in said.text and "بله" not in said.text
    plain = "are there computers to use?" if language == "en" else "رایانه برای استفاده هست؟"
    said = await (await begin(language)).says("facilities", plain)
    assert "Yes" in said.text or "بله" in said.text


@pytest.mark.parametrize("text", ["under 5 days", "two years ago", "can I take 8 books", "۵ روز"])
def test_other_numbers_are_no_ages(text: str) -> None:
    assert limits_of(text) == frozenset()
