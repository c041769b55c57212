"""A question without a mark is a question: it goes into no case, and a detail without one still does."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from actions.subjects.facts.unmarked_questions import asks_unmarked
from tests.support.statements import scalar
from tests.support.talk import Begin

ASKED = {
    "en": (
        "quickly: do they have a parking", "btw is there a lift", "what time do you close tomorrow",
        "and can I bring my dog", "are the computers free on saturday", "have you got a cafe", "how much is a copy",
        "quick question, where's the toilet", "does saadi have wifi", "any chance you open on friday",
    ),
    "fa": (
        "پارکینگ هم دارین", "راستی آسانسور دارید", "کجا می‌تونم پارک کنم", "دستشویی کجاست", "تا کی باز هستین",
        "یه کپی چنده", "میشه با خودم غذا بیارم", "وای‌فای دارید", "کافه کجاست", "کدوم شعبه پارکینگ داره",
    ),
}  # fmt: skip
TOLD = {
    "en": (
        "it was by the window, second floor", "it has a red strap", "the heating was off there on Tuesday",
        "what a mess that was", "he was rude when I asked", "since monday, at saadi", "a black one with a zip",
        "the man did not say who he was", "there were two of them, near the stairs", "nobody came for an hour",
    ),
    "fa": (
        "کیفم مشکی بود با بند قرمز", "طبقهٔ دوم کنار پنجره بود", "از دوشنبه خرابه", "عکسم توش بود",
        "یه عکس داره روش", "رمزش یادم نیست", "دو تا جیب داره", "همکارتون گفت ندارید", "بهم گفتن دارین",
        "کسی جواب نداد تا ظهر",
    ),
}  # fmt: skip


@pytest.mark.parametrize("said", [*ASKED["en"], *ASKED["fa"]])
def test_a_question_without_a_mark_asks(said: str) -> None:
    assert asks_unmarked(said)


@pytest.mark.parametrize("said", [*TOLD["en"], *TOLD["fa"]])
def test_what_is_told_asks_nothing(said: str) -> None:
    assert not asks_unmarked(said)


@pytest.mark.parametrize(("language", "said"), [(one, said) for one, texts in ASKED.items() for said in texts])
async def test_no_question_goes_into_the_case_that_is_open(
    begin: Begin, services: Services, language: str, said: str
) -> None:
    talk = await begin(language)
    filed = await talk.says("complaint", "The heating was off at Saadi on Tuesday, people sat there in their coats")
    assert "K-000001" in filed.text
    answer = await talk.says("out_of_scope", said, sure=0.75, moves={"case.add": 0.8})
    assert not {"utter_case_words_added", "utter_case_joined"} & set(answer.names)
    assert await scalar(services.store, text("select count(*) from service_case")) == 1


async def test_a_detail_still_goes_into_it(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("complaint", "The heating was off at Saadi on Tuesday, people sat there in their coats")
    said = await talk.says("out_of_scope", "it was on the second floor, by the window", sure=0.75)
    assert "utter_case_words_added" in said.names
