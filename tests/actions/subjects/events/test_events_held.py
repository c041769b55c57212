"""Who would like to hold an event of their own is told how; who asks for those that come is told of these."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from actions.subjects.events.events_held import holds_own
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

OWN = [
    "I'm a potter and I would love to give a workshop for children at your place",
    "we want to host a chess evening at Saadi",
    "could we organise a small concert in the hall?",
    "can I run a knitting circle here on Mondays",
    "you have no philosophy club? then I'd gladly start one",
    "we are planning to hold a reading from our new novel",
    "I can teach a class of Turkish, for free, if you like",
    "می‌خوام یه کارگاه خوشنویسی اینجا برگزار کنم",
    "میشه یه جلسهٔ شعرخوانی بذاریم توی سالنتون؟",
    "آیا امکان برگزاری مراسم رونمایی کتاب در شعبهٔ سعدی هست؟",
    "مایلیم یک نشست دربارهٔ محیط زیست برگزار کنیم",
    "man mikham ye kargah bargozar konam",
    "I'm an author and would love to give a reading",
    "Would you let me run a workshop?",
    "Is it possible to hold a workshop?",
    "I want to launch my book here",
    "we'd like to use the hall for a talk",
    "are we allowed to organise a book signing here?",
    "how can I hold an exhibition of my photos?",
    "could we put on our exhibition in the spring?",
    "I'd love to start a reading circle for mothers",
    "می‌تونم یه سخنرانی دربارهٔ نجوم بدم؟",
]
COMING = [
    "is there a workshop next week?",
    "I'd like to join the book club",
    "can we bring cake to the film night",
    "do you ever hold concerts?",
    "what time does the class start",
    "I want to take part in the chess evening",
    "کارگاه پایتون کی برگزار میشه؟",
    "برنامه‌ای برای یلدا دارید؟",
    "تو کلاس خوشنویسی می‌خوام شرکت کنم",
    "kargah key bargozar mishe",
    "Can we make it to the workshop on Saturday?",
    "I want to do the calligraphy workshop",
    "I would like to do a course",
    "can I do a class for painting",
    "can I make a reservation for the workshop?",
    "Can I make a booking for the talk?",
    "can I take my class to the story hour",
    "can I start the course late?",
    "can I hold a seat for the talk?",
    "I want to run to the library before the talk, when is it?",
    "my class in your library got cancelled",
    "our group at the library was too loud",
    "I'd like to make a complaint about the concert",
    "can I give my workshop place to a friend?",
    "could I give my class a tour?",
    "I run a reading group, can we come to the talk?",
    "can I start a course in January?",
    "can I hold a workshop seat for my son?",
    "will you run a workshop in spring?",
    "شهریه دوره رو چطور بدم",
    "هزینه کلاس رو بدم؟",
    "می‌تونم کلاس رو به دخترم بدم",
    "کارگاه رو از دست بدم",
    "می‌خوام بچه‌م رو کلاس بذارم",
    "می‌خوام بچه‌م رو یه کلاس بذارم",
    "برگزاری کارگاه‌ها چند روز در هفته می‌کنید",
    "شما کارگاه برگزار می‌کنید؟",
]
FACT = FactValues(
    "events", "می‌توانم در کتابخانه کارگاه یا سخنرانی برگزار کنم؟", "Can I give a workshop or a talk at the library?",
    "بله، طرحتان را بنویسید.", "Yes, write us your idea.",
)  # fmt: skip


@pytest.mark.parametrize("text", OWN)
def test_an_event_of_ones_own_is_heard(text: str) -> None:
    assert holds_own(text)


@pytest.mark.parametrize("text", COMING)
def test_who_would_come_holds_none(text: str) -> None:
    assert not holds_own(text)


@pytest.mark.parametrize(("language", "text"), [("en", OWN[0]), ("fa", OWN[7])])
async def test_who_holds_one_is_told_how(services: Services, begin: Begin, language: str, text: str) -> None:
    await add_fact(services.store, FACT, by=SARA)
    said = await (await begin(language)).says("events", text)
    assert said.names[0] in ("utter_fact", "utter_fact_asked") and ("idea" in said.text or "طرح" in said.text)
