"""An answered case is taken up again by what disagrees or is plainly of it, and by no other question or remark."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from actions.subjects.cases.taken_up_again import disagrees
from crm.cases.answers import answer, close_case
from crm.cases.file import case_file
from tests.support.people import add_librarian
from tests.support.talk import Begin, Talk

TOLD = {
    "en": "I want to complain, the reading room at Saadi was freezing and the staff were rude",
    "fa": "شکایت دارم، سالن مطالعهٔ سعدی یخ‌زده بود و کارمندا بی‌ادب بودن",
}  # fmt: skip
REOPENED = ["utter_case_reopened"]


async def settled(begin: Begin, services: Services, language: str, how: str = "closed") -> Talk:
    """Begin a chat whose complaint was answered, or answered and closed; the letter is the last thing that was said."""
    sara = await add_librarian(services.store)
    talk = await begin(language, card="20000001")
    assert "K-000001" in (await talk.says("complaint", TOLD[language])).text
    await talk.says("deny", {"en": "no", "fa": "نه"}[language])
    file = await case_file(services.store, "K-000001")
    assert file is not None
    await answer(
        services.store, "K-000001", "The heating is repaired.", version=file.version, by=sara,
        letter=lambda _language, number, words: f"About your case {number}: {words}",
        then="waiting_patron" if how == "asked" else "answered",
    )  # fmt: skip
    if how == "closed":
        file = await case_file(services.store, "K-000001")
        assert file is not None
        await close_case(
            services.store, "K-000001", "fixed", version=file.version, by=sara,
            ending=lambda _language, number, _how: f"{number} has been dealt with and is closed.",
        )  # fmt: skip
    return talk


async def state(services: Services) -> str:
    file = await case_file(services.store, "K-000001")
    assert file is not None
    return file.status


# What was asked, how it was read, and how surely.
QUESTIONS = [
    ("en", "can I bring a parrot to the reading room?", "facilities", 0.68),
    ("en", "do you stamp passports", "out_of_scope", 0.96),
    ("en", "do you stamp passports", "out_of_scope", 0.3),
    ("en", "is it always so loud at Saadi?", "chitchat", 0.5),
    ("en", "which staff speak German", "nlu_fallback", 0.4),
    ("en", "where do I park", "location", 0.6),
    ("fa", "می‌تونم طوطیم رو بیارم سالن مطالعه؟", "visitor_access", 0.63),
    ("fa", "گذرنامه مهر می‌کنید", "out_of_scope", 0.5),
    ("fa", "سالن مطالعهٔ سعدی کولر داره؟", "nlu_fallback", 0.4),
]


@pytest.mark.parametrize("how", ["answered", "closed"])
@pytest.mark.parametrize(("language", "words", "read", "sure"), QUESTIONS)
async def test_a_question_takes_no_answered_case_up_again(
    begin: Begin, services: Services, how: str, language: str, words: str, read: str, sure: float
) -> None:
    talk = await settled(begin, services, language, how)
    said = await talk.says(read, words, sure=sure)
    assert said.names and not any(name.startswith("utter_case_") for name in said.names)
    assert await state(services) == how


@pytest.mark.parametrize("how", ["answered", "closed"])
@pytest.mark.parametrize(
    ("language", "words", "read", "sure"),
    [
        ("en", "my complaint was not solved, the staff are still rude", "complaint", 0.97),
        ("en", "that is not true, it is still freezing", "out_of_scope", 0.9),
        ("en", "why is it still cold then?", "nlu_fallback", 0.4),
        ("en", "nothing has changed", "chitchat", 0.8),
        ("en", "I don't accept your answer", "out_of_scope", 0.9),
        ("en", "the staff were rude again yesterday", "complaint", 0.9),
        ("fa", "حل نشده، هنوز سرده", "complaint", 0.9),
        ("fa", "قبول ندارم، هیچ کاری نکردید", "out_of_scope", 0.9),
        ("fa", "این که جواب نشد", "chitchat", 0.8),
        ("fa", "چرا هنوز درست نشده؟", "nlu_fallback", 0.5),
        ("fa", "hanooz dorost nashode", "nlu_fallback", 0.4),
    ],
)  # fmt: skip
async def test_what_disagrees_or_is_plainly_of_it_takes_it_up(
    begin: Begin, services: Services, how: str, language: str, words: str, read: str, sure: float
) -> None:
    talk = await settled(begin, services, language, how)
    assert (await talk.says(read, words, sure=sure)).names == REOPENED
    assert await state(services) == "appealed"


@pytest.mark.parametrize(
    ("language", "words", "yes"),
    [
        ("en", "I study in the reading room every Monday", "yes"),
        ("fa", "من هر دوشنبه تو سالن مطالعه درس می‌خونم", "بله"),
    ],
)
async def test_of_a_statement_that_may_be_of_it_it_is_asked(
    begin: Begin, services: Services, language: str, words: str, yes: str
) -> None:
    talk = await settled(begin, services, language)
    said = await talk.says("chitchat", words, sure=0.9)
    assert said.names == ["utter_case_ask_add"] and await state(services) == "closed"
    assert (await talk.says("affirm", yes)).names == REOPENED


@pytest.mark.parametrize(
    ("language", "words", "read"),
    [
        ("en", "I lost my blue umbrella in the reading room at Saadi", "lost_property"),
        ("en", "the toilets on the second floor are filthy", "complaint"),
        ("fa", "چترم رو تو سالن مطالعهٔ سعدی جا گذاشتم", "lost_property"),
        ("fa", "دستشویی طبقهٔ دوم خیلی کثیفه", "complaint"),
    ],
)
async def test_what_is_a_matter_of_its_own_is_filed_for_itself(
    begin: Begin, services: Services, language: str, words: str, read: str
) -> None:
    talk = await settled(begin, services, language)
    assert "K-000002" in (await talk.says(read, words)).text
    assert await state(services) == "closed"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "please renew my loans"), ("fa", "امانت‌هام رو تمدید کن")]
)  # fmt: skip
async def test_an_order_is_no_answer_to_what_a_librarian_asked(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await settled(begin, services, language, "asked")
    assert (await talk.says("renew", words)).names[0].startswith("utter_renew")
    assert await state(services) == "waiting_patron"


async def _open(begin: Begin, language: str) -> Talk:
    talk = await begin(language, card="20000001")
    assert "K-000001" in (await talk.says("complaint", TOLD[language])).text
    await talk.says("deny", {"en": "no", "fa": "نه"}[language])
    return talk


@pytest.mark.parametrize(
    ("language", "words"),
    [("fa", "پارکینگ دوچرخه زیر سقفه"), ("en", "the bicycle parking, under a roof or in the open")],
)
async def test_what_is_surely_asked_of_another_thing_is_no_detail_of_an_open_case(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await _open(begin, language)
    said = await talk.says("location", words, sure=0.99, moves={"place.parking": 0.62, "case.add": 0.1})
    assert said.names and not any(name.startswith("utter_case_") for name in said.names)
    file = await case_file(services.store, "K-000001")
    assert file is not None and not [step for step in file.steps if step.is_patrons]


@pytest.mark.parametrize(("language", "words"), [("fa", "شنا بلدی"), ("en", "you any good at swimming")])
async def test_what_was_unsurely_read_as_more_of_an_open_case_is_asked_about_first(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await _open(begin, language)
    await talk.says("hours", {"en": "are you open tomorrow?", "fa": "فردا بازید؟"}[language])
    said = await talk.says("help", words, sure=0.55, moves={"case.add": 0.48}, move_kinds={"case": 0.6, "none": 0.1})
    assert said.names == ["utter_case_ask_add"]
    file = await case_file(services.store, "K-000001")
    assert file is not None and not [step for step in file.steps if step.is_patrons]


@pytest.mark.parametrize(
    "words",
    [
        "are you still open?", "do you still have Dune?", "not now, thanks", "I'm still looking for a novel",
        "هنوز بازید؟", "هنوز عضو نشدم، چطور عضو بشم؟" , "دوباره سلام", "بازم ممنون",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_disagrees_with_nothing(words: str) -> None:
    assert not disagrees(words)
