"""Objections to charges and pleas: a case that names the charge, a word of sympathy, and what can be done."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import scalar
from tests.support.talk import Begin


async def case_words(services: Services) -> str:
    return str(await scalar(services.store, text("select description from service_case")))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "All right, file it as an objection, just for that one."),
        ("en", "I want to dispute this"),
        ("fa", "به این اعتراض دارم، لطفاً ثبت کنید"),
        ("fa", "من سر وقت تحویل دادم، یکی بررسی کنه"),
    ],
)
async def test_an_objection_is_filed_about_the_charge_told(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, "20000001")
    assert (await talk.presses("/fines")).names == ["utter_fines"]
    said = await talk.says("affirm", words, sure=0.8)
    assert said.names == ["utter_objection_taken"] and "K-000001" in said.text
    kept = await case_words(services)
    assert words in kept and "IRR" in kept


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "It was in the return box the evening before, that's not my fault, so take it off"),
        ("en", "I handed it to the lady at the desk, she didn't scan it. Remove it."),
        ("fa", "پس اعتراضمو یه جا بنویسین که یه آدم ببینه، نه ربات"),
        ("fa", "خودم انداختم تو صندوق. تقصیر من نیست، برش دارید"),
    ],
)
async def test_who_insists_after_the_offer_has_it_filed(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, "20000005")
    why = (
        "why do I owe the late fee? I brought it back on time" if language == "en" else "چرا جریمه خوردم؟ سر وقت آوردم"
    )
    assert (await talk.says("fines", why)).names[-1] == "utter_objection_ask"
    assert (await talk.says("complaint", words)).names == ["utter_objection_taken"]
    assert words in await case_words(services)


@pytest.mark.parametrize("words", ["also the toilets are dirty", "no, forget it", "can you take it off?"])
async def test_what_does_not_insist_files_no_objection(begin: Begin, words: str) -> None:
    talk = await begin("en", "20000005")
    await talk.says("fines", "why do I owe the late fee? I brought it back on time")
    assert "utter_objection_taken" not in (await talk.says("complaint", words)).names


async def test_what_is_only_denied_is_offered(begin: Begin, services: Services) -> None:
    talk = await begin("en", "20000001")
    await talk.says("fines", "what do I owe?")
    asked = await talk.says("report_fault", "I had that one back on the Thursday", sure=0.6)
    assert asked.names == ["utter_objection_ask"]
    done = await talk.says("affirm", "yes please")
    assert done.names == ["utter_objection_taken"] and "back on the Thursday" in await case_words(services)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Eleven days late, yes, but my leg was operated and I was in hospital!"),
        ("fa", "دیر شد چون سرباز بودم و مرخصی نمی‌دادن، جریمه نکنید"),
        ("fa", "وسط امتحانا نتونستم بیام، امتحان داشتم، جریمه‌ش رو چیکار کنم"),
    ],
)
async def test_a_plea_is_heard_and_can_be_registered(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, "20000001")
    said = await talk.says("fines", words)
    assert said.names[0] == "utter_lenience" and said.names[-1] == "utter_plea_offer"
    done = await talk.says("affirm", "yes" if language == "en" else "بله")
    assert done.names == ["utter_librarian_taken"] and words in await case_words(services)


async def test_a_plea_without_a_sign_in_gets_sympathy_first(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("fines", "It is late because I was in hospital for a week")
    assert said.names == ["utter_plea"]


async def test_anger_at_reminders_is_answered_with_what_is_out(begin: Begin) -> None:
    talk = await begin("en", "20000001")
    said = await talk.says("complaint", "ANOTHER text saying I'm overdue, stop sending them!")
    assert said.names[0] == "utter_reminders_sorry" and said.names[1].startswith("utter_loans")


async def test_a_new_question_is_never_told_that_it_was_answered_twice(begin: Begin) -> None:
    talk = await begin("en", "20000001")
    for words in ("what do I owe", "which part is for the long delay", "how did you come to that sum of money"):
        said = await talk.says("fines", words)
        assert "utter_same_again" not in said.names
    await talk.says("fines", "what do I owe")
    await talk.says("fines", "what do I owe")
    assert "utter_same_again" in (await talk.says("fines", "what do I owe")).names


_CONTESTED = {"en": "I refuse to pay for that, I had it back in time", "fa": "زیر بار این جریمه نمی‌رم، سر وقت پس دادم"}


@pytest.mark.parametrize(
    ("language", "more", "still"),
    [
        (
            "en",
            "I put it in the box the evening it was due, it is not my fault",
            "I won't pay it, I brought it back on time",
        ),
        ("fa", "تقصیر من نبود، همون روز تحویل دادم", "زیر بار این پول نمی‌رم"),
    ],
)
async def test_an_argument_is_kept_and_the_offer_not_repeated(
    begin: Begin, services: Services, language: str, more: str, still: str
) -> None:
    talk = await begin(language, "20000001")
    await talk.presses("/fines")
    await talk.says("fines", _CONTESTED[language])
    second = await talk.says("return", more)
    assert second.names == ["utter_handoff_ask_whether"]
    third = await talk.says("fines", still)
    assert not {"utter_objection_ask", "utter_handoff_ask_whether"} & set(third.names)
    done = await talk.presses(second.buttons[1]["payload"])
    assert done.names == ["utter_objection_taken"]
    kept = await case_words(services)
    assert more in kept and _CONTESTED[language] in kept
