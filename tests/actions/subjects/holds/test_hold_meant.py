"""Of several reservations the one that was just spoken of is meant, else the one that ends first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from actions.dialogue.latin_titles import mend_named
from actions.dialogue.turn import Services
from language.answers import Answers
from language.requests.own.own_names import find_own
from library.embedded.adapter import EmbeddedLibrary
from library.values import Hold, HoldState
from tests.support.talk import Talk, talk_with

OMID = "20000002"
READY, COMING = HoldState.READY, HoldState.IN_TRANSIT
TITLES = ("ملت عشق", "هشت کتاب", "کلیدر", "سووشون", "The Hobbit", "خانم دلوی")
AUTHORS = ("الیف شافاک", "سهراب سپهری", "محمود دولت‌آبادی", "سیمین دانشور", "J. R. R. Tolkien", "ویرجینیا وولف")
Open = Callable[..., Awaitable[Talk]]


class Told(EmbeddedLibrary):
    """A library whose patron's two reservations are in these states: the first ends today, the second tomorrow."""

    states: tuple[HoldState, HoldState] = (READY, READY)

    async def holds(self, patron_id: int) -> list[Hold]:
        today = self._store.clock.now().date()
        return [
            replace(one, state=state, ready_until=today + timedelta(days=at) if state is READY else None, position=None)
            for at, (one, state) in enumerate(zip(await super().holds(patron_id), self.states, strict=True))
        ]


@pytest.fixture
def open_talk(services: Services, answers: Answers) -> Open:
    """Begin the talk of the patron with two reservations in these states."""

    async def start(language: str, states: tuple[HoldState, HoldState] = (READY, READY)) -> Talk:
        library = Told(services.store, services.store.clock)
        library.states = states
        return await talk_with(replace(services, library=library), answers, language, OMID)

    return start


async def titles(talk: Talk) -> tuple[str, str]:
    first, second = await talk.services.library.holds(2)
    return first.title, second.title


LONGER = [
    ("en", "shoot, till today?? I'm stuck at uni until 7. can you hold it one more day pretty please"),
    ("en", "can you keep it a day longer?"),
    ("en", "could I have two more days for it please"),
    ("en", "is there any way to hold it until Sunday?"),
    ("en", "please keep it one day longer, I can't come today"),
    ("fa", "می‌شه یه روز بیشتر نگهش دارید؟"),
    ("fa", "emrooz nemirasam biam, mishe ye rooz bishtar negahesh darin?"),
    ("fa", "دو روز بیشتر نگهش می‌دارین؟"),
    ("fa", "نمی‌رسم بیام، می‌شه تا یکشنبه نگهش دارید؟"),
    ("fa", "یک روز دیگر برایم نگه می‌دارید؟"),
]


@pytest.mark.parametrize(("language", "words"), LONGER)
@pytest.mark.parametrize("named", [0, 1])
async def test_it_is_the_one_that_was_just_named(open_talk: Open, language: str, words: str, named: int) -> None:
    talk = await open_talk(language)
    meant, other = titles_ = await titles(talk)
    meant, other = (titles_[named], titles_[1 - named])
    asked = f"«{meant}» آماده است؟" if language == "fa" else f"is “{meant}” ready?"
    assert meant in (await talk.says("hold_status", asked)).text
    said = await talk.says("hold_status", words, sure=0.55)
    assert meant in said.text and other not in said.text


@pytest.mark.parametrize(("language", "words"), LONGER)
async def test_where_none_was_named_it_is_the_one_that_ends_first(open_talk: Open, language: str, words: str) -> None:
    talk = await open_talk(language)
    first, _ = await titles(talk)
    await talk.says("hold_status", "رزروهام" if language == "fa" else "my reservations")
    assert first in (await talk.says("hold_status", words, sure=0.55)).text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "could it go to Saadi instead? bagh-ferdows is soo far now"),
        ("en", "can I collect it at Saadi instead"),
        ("en", "send it to Saadi please, not there"),
        ("fa", "می‌شه بیاد سعدی به جای اونجا؟"),
        ("fa", "بفرستیدش شعبه سعدی لطفاً"),
    ],
)
async def test_what_is_on_its_way_is_spoken_of_once_it_was_explained(
    open_talk: Open, language: str, words: str
) -> None:
    talk = await open_talk(language, (HoldState.PENDING, COMING))
    waiting, coming = await titles(talk)
    await talk.says("hold_status", f"«{waiting}» چی شد؟" if language == "fa" else f"where am I for “{waiting}”?")
    means = "«در راه» یعنی چی؟" if language == "fa" else 'what does "on its way" mean for the other one?'
    assert coming in (await talk.says("loan_policy", means)).text
    said = await talk.says("hold_status", words, sure=0.5)
    assert coming in said.text and waiting not in said.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", "نه نمی‌خواد، خودم فردا میام. فقط لغوش نکنید"),
        ("fa", "لغو نکنید رزرومو، فردا میام"),
        ("fa", "رزروم رو لغو نکنید"),
        ("en", "don't cancel my reservation, I come tomorrow"),
        ("en", "please do not cancel it"),
    ],
)
async def test_what_stays_reserved_is_told_with_its_end(open_talk: Open, language: str, words: str) -> None:
    talk = await open_talk(language)
    first, second = await titles(talk)
    said = await talk.says("cancel_hold", words)
    assert said.names[0] == "utter_hold_kept" and len(said.names) == 3
    assert first in said.text and second in said.text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("shoot, till today?? can you hold it one more day pretty please", []),
        ("hasht ketab ro chi ta key vaght daram?", ["هشت کتاب"]),
        ("faghat hasht ketab ro laghv nakonid", ["هشت کتاب"]),
        ("mellate eshgh amade shod?", ["ملت عشق"]),
        ("mellat-e eshgh", ["ملت عشق"]),
        ("the Sepehri poems", ["هشت کتاب"]),
        ("the Shafak one", ["ملت عشق"]),
        ("kelidar chi shod", ["کلیدر"]),
        ("savushun ro tamdid kon", ["سووشون"]),
        ("is the hobbit there", ["The Hobbit"]),
        ("when dalloway due", ["خانم دلوی"]),
        ("I'm stuck at uni", []),
        ("could it go there? I moved house and bagh-ferdows is soo far now", []),
        ("ملت عشق چی", ["ملت عشق"]),
    ],
)
def test_a_persian_title_in_latin_letters_is_named_wholly_or_by_a_long_word(text: str, named: list[str]) -> None:
    places = mend_named(text, TITLES, AUTHORS, find_own(text, TITLES, AUTHORS))
    assert [TITLES[at] for at in places] == named
