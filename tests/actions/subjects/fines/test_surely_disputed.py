"""What surely contests a charge by its meaning is taken up, though no word of it names an objection."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from tests.support.statements import execute, scalar
from tests.support.talk import Begin

OWES, FREE = "20000001", "20000002"
CLOSED = {
    "en": "you were closed that day, how can it be late",
    "fa": "اون روز تعطیل بودین، چطور می‌شه دیر باشه",
}
LIKELY = {"fee.dispute": 0.9}


async def cases(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from service_case")) or 0)


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_the_charge_that_was_told_is_contested(begin: Begin, language: str) -> None:
    talk = await begin(language, OWES)
    await talk.presses("/fines")
    said = await talk.says("fines", CLOSED[language], moves=LIKELY)
    assert said.names[0] == "utter_objection_ask"


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_what_is_on_no_account_is_registered_as_a_complaint(
    begin: Begin, services: Services, language: str
) -> None:
    await execute(services.store, text("delete from fine"))
    talk = await begin(language, FREE)
    await talk.presses("/fines")
    said = await talk.says("fines", CLOSED[language], moves=LIKELY)
    if said.names == ["utter_complaint_ask_whether"]:
        said = await talk.says("affirm", "yes" if language == "en" else "بله")
    assert said.names[0] == "utter_complaint_taken" and await cases(services) == 1
    more = await talk.says("fines", CLOSED[language] + "!!", moves=LIKELY)
    assert await cases(services) == 1 and "utter_complaint_taken" not in more.names


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_what_is_less_sure_or_said_by_nobody_known_is_answered_as_it_was_read(
    begin: Begin, services: Services, language: str
) -> None:
    talk = await begin(language, OWES)
    await talk.presses("/fines")
    said = await talk.says("fines", CLOSED[language], moves={"fee.dispute": 0.5, "fee.total": 0.4})
    assert "utter_objection_ask" not in said.names
    said = await (await begin(language)).says("fines", CLOSED[language], moves=LIKELY)
    assert await cases(services) == 0 and "utter_complaint_taken" not in said.names
