"""Whether what was told holds at another branch is told by the fact that says where."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

FACTS = (
    FactValues(
        "account", "رمزم را فراموش کرده‌ام؛ چه کنم؟", "I forgot my PIN; what can I do?",
        "با کارت شناسایی به هر شعبه بیایید.", "Come to any branch with an identity card.",
    ),
    FactValues(
        "visitor_access", "برای بازدید گروهی چه کنم؟", "How do I arrange a visit for a group?",
        "دو هفته پیش‌تر بنویسید.", "Write two weeks ahead.",
    ),
    FactValues(
        "visitor_access", "گروه چه روزهایی بیاید؟", "When can a group come?", "صبح‌ها، در هر شعبه.",
        "In the morning, in any branch.", position=1,
    ),
    FactValues("facilities", "پارکینگ دارید؟", "Is there a car park?", "بله.", "Yes, behind the building."),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library with rules that hold at every branch."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


@pytest.mark.parametrize(
    ("language", "first", "text", "says"),
    [
        ("en", ("visitor_access", "how do I arrange a visit for a group?"), "Saadi too?", "any branch"),
        (
            "en", ("visitor_access", "how do I arrange a visit for a group?"),
            "Saadi is nearer to our school. Do you take groups there, too?", "any branch",
        ),
        (
            "fa", ("visitor_access", "برای بازدید گروهی چه کنم؟"),
            "شعبهٔ سعدی به مدرسهٔ ما نزدیک‌تر است. آیا آنجا نیز پذیرای گروه هستید؟", "هر شعبه",
        ),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("told")
async def test_the_branch_is_one_of_all(
    begin: Begin, language: str, first: tuple[str, str], text: str, says: str
) -> None:
    talk = await begin(language)
    await talk.says(*first, sure=0.97)
    said = await talk.says("location", text, sure=0.46)
    assert says in said.text and "utter_location" not in said.names


@pytest.mark.parametrize(
    "text", ["where is Saadi?", "Saadi too? what is the address", "is there a car park at Saadi too?"]
)
@pytest.mark.usefixtures("told")
async def test_what_asks_for_more_is_asked_of_the_branch(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("visitor_access", "how do I arrange a visit for a group?", sure=0.97)
    assert "any branch" not in (await talk.says("location", text, sure=0.7)).text
