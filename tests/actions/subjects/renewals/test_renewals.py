"""Renewing one, some, all; asking first; saying why not; never twice and never for somebody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from actions.dialogue.turn import Services
from library.errors import IlsUnavailable
from tests.support.statements import scalar
from tests.support.talk import Begin


async def renewals(services: Services) -> int:
    return int(await scalar(services.store, text("select count(*) from renewal_attempt where result = 'succeeded'")))


@pytest.mark.parametrize(
    ("language", "words", "new_due"),
    [("fa", "دومی رو تمدید کن", "پنجشنبه ۱۹ آذر ۱۴۰۵"), ("en", "renew the second one", "Thursday 10 December 2026")],
)
async def test_the_second_of_the_list_is_renewed_without_another_question(
    begin: Begin, services: Services, language: str, words: str, new_due: str
) -> None:
    talk = await begin(language, card="20000001")
    listed = await talk.says("loans", "my loans")
    assert listed.names == ["utter_loans"]
    said = await talk.says("renew", words, which="2")
    assert said.names == ["utter_renewed"]
    assert "کوری" in said.text and new_due in said.text
    assert await renewals(services) == 1


async def test_the_same_message_again_renews_once(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000002")
    first = await talk.says("renew", "renew my book")
    again = await talk.says("renew", "renew my book", again=True)
    assert first.text == again.text and first.names == ["utter_renewed"]
    assert await renewals(services) == 1


@pytest.mark.parametrize(("language", "words"), [("fa", "بقیه رو هم تمدید کن"), ("en", "and renew the rest")])
async def test_the_rest_is_what_was_not_renewed_yet(
    begin: Begin, services: Services, language: str, words: str
) -> None:
    talk = await begin(language, card="20000004")
    await talk.says("loans", "loans")
    await talk.says("renew", "1", which="1")
    said = await talk.says("renew", words, which="rest")
    assert said.names == ["utter_renewed"] and await renewals(services) == 2
    assert await scalar(services.store, text("select count(distinct loan_id) from renewal_attempt")) == 2


async def test_a_rest_of_nothing_is_asked_about(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("loans", "loans")
    assert (await talk.says("renew", "renew the rest", which="rest")).names[0].startswith("utter_renew_ask")
    assert await renewals(services) == 0


async def test_a_place_without_a_list_on_the_screen_is_asked_about(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000001")
    said = await talk.says("renew", "renew the second one", which="2")
    assert said.names == ["utter_renew_ask"] and await renewals(services) == 0


async def test_several_are_asked_about_where_none_is_named(begin: Begin, services: Services) -> None:
    talk = await begin("fa", card="20000004")
    asked = await talk.says("renew", "تمدید")
    assert asked.names == ["utter_renew_ask"] and asked.statuses == ["clarified"]
    assert [button["title"] for button in asked.buttons] == ["تمدید همه", "خودم انتخاب می‌کنم", "نه"]
    assert await renewals(services) == 0
    done = await talk.presses(asked.payload("تمدید همه"))
    assert done.names == ["utter_renewed_all"] and "هر ۲ مورد" in done.text
    assert await renewals(services) == 2


async def test_a_list_that_was_just_shown_is_not_shown_again(begin: Begin) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("loans", "my loans")
    asked = await talk.says("renew", "renew")
    assert asked.names == ["utter_renew_ask_shown"] and "Shall I renew all 2 items" in asked.text
    assert (await talk.says("affirm", "yes please")).names == ["utter_renewed_all"]


@pytest.mark.parametrize(
    "words",
    [
        '/renew{"which":"all"}', "renew all", "extend everything that can be extended, please", "همه‌شو تمدید کن",
        "could you renew everything I've got?", "hamaro tamdid kon", "renew both of them",
    ],
)  # fmt: skip
async def test_what_is_ordered_of_all_is_done_at_once(begin: Begin, services: Services, words: str) -> None:
    talk = await begin("en", card="20000004")
    said = await (talk.presses(words) if words.startswith("/") else talk.says("renew", words))
    assert said.names == ["utter_renewed_all"] and await renewals(services) == 2


async def test_no_leaves_everything_and_an_old_button_does_nothing(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000004")
    asked = await talk.says("renew", "renew")
    assert (await talk.says("deny", "no")).names == ["utter_left_alone"]
    late = await talk.presses(asked.payload("Renew all"))
    assert late.names == ["utter_too_late"] and await renewals(services) == 0


async def test_chosen_by_number_after_being_asked(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("renew", "renew")
    chosen = await talk.says("rate", "2")
    assert chosen.names == ["utter_renewed"] and "Gatsby" in chosen.text
    assert await renewals(services) == 1


async def test_choosing_offers_a_button_for_each(begin: Begin) -> None:
    talk = await begin("fa", card="20000004")
    await talk.says("renew", "تمدید")
    choosing = await talk.presses('/renew{"which":"choose"}')
    assert choosing.names == ["utter_renew_choose"] and len(choosing.buttons) == 2
    done = await talk.presses(choosing.payload("بوف کور"))
    assert done.names == ["utter_renewed"] and "بوف کور" in done.text


async def test_by_name_and_by_a_name_that_is_not_there(begin: Begin) -> None:
    talk = await begin("fa", card="20000001")
    named = await talk.says("renew", "میشه کوری رو برام تمدید کنید؟")
    assert named.names == ["utter_renewed"] and "کوری" in named.text
    unknown = await talk.says("renew", "سمفونی مردگان رو تمدید کن", title="سمفونی مردگان")
    assert unknown.names == ["utter_renew_unknown"] and "سمفونی مردگان" in unknown.text


@pytest.mark.parametrize(
    ("words", "title"), [("میشه کتابامو تمدید کنید", "کتابامو"), ("renew my books again", "my books again")]
)
async def test_words_that_name_no_title_are_no_title(begin: Begin, words: str, title: str) -> None:
    said = await (await begin("fa", card="20000004")).says("renew", words, title=title)
    assert said.names == ["utter_renew_ask"]


async def test_every_refusal_says_its_reason_and_the_earliest_day(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    said = await talk.says("renew", "renew all", which="all")
    assert said.names == ["utter_renewed_some"]
    assert "Renewed: 1; not renewed: 4." in said.text
    for words in (
        "the limit has been reached (at most 2 renewals)",
        "somebody else is waiting for it",
        "this kind of item can't be renewed",
        "it is too soon (possible from Tuesday 1 December 2026)",
        "renewed until Thursday 10 December 2026",
    ):
        assert words in said.text


async def test_one_refused_is_refused_with_its_due_date(begin: Begin) -> None:
    talk = await begin("fa", card="20000001")
    said = await talk.says("renew", "صد سال تنهایی رو تمدید کن", title="صد سال تنهایی")
    assert said.names == ["utter_renew_refused"] and said.statuses == ["refused"]
    assert "کس دیگری در نوبت آن است" in said.text and "جمعه ۶ آذر ۱۴۰۵" in said.text


async def test_a_question_whether_it_can_be_renewed_does_nothing(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000004")
    said = await talk.says("renew", "can they be renewed?")
    assert said.names == ["utter_renew_check"] and "can be renewed" in said.text
    assert await renewals(services) == 0
    assert (await talk.says("affirm", "yes")).names == ["utter_renewed_all"]


async def test_nothing_out_and_not_signed_in(begin: Begin) -> None:
    nobody = await begin("en")
    assert (await nobody.says("renew", "renew all", which="all")).custom == [{"sign_in": True}]
    empty = await begin("en", card="20000003")
    assert (await empty.says("renew", "renew")).names == ["utter_renew_nothing"]


@pytest.mark.parametrize("payload", ['/renew{"ref":"loan:%s"}', '/renew{"which":"%s"}', '/affirm{"ref":"%s"}'])
async def test_another_patrons_loan_cannot_be_renewed(begin: Begin, services: Services, payload: str) -> None:
    theirs = (await services.library.loans(await signed(begin, services, "20000004")))[0]
    talk = await begin("en", card="20000003")
    said = await talk.presses(payload % (theirs.id if "which" not in payload else "1"))
    assert "utter_renewed" not in said.names and await renewals(services) == 0
    # Not even when the engine's own memory were to say so.
    talk.slots["pending"] = {"do": "renew", "awaits": "yes", "args": {"ids": [theirs.id]}, "ref": "x", "age": 0}
    talk.slots["shown"] = {"kind": "loan", "ids": [theirs.id]}
    assert (await talk.says("affirm", "yes")).names == ["utter_renew_nothing"]
    assert await renewals(services) == 0


async def signed(begin: Begin, services: Services, card: str) -> int:
    from crm.conversations import patron_guard

    talk = await begin("en", card=card)
    patron = await patron_guard.signed_in_patron(services.store, talk.conversation)
    assert patron is not None
    return patron.id


class Cut:
    """A library whose renewal gets no answer."""

    def __init__(self, library: Any) -> None:
        self._library = library

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    async def renew(self, *_: Any, **__: Any) -> None:
        raise IlsUnavailable("the line was cut")


async def test_an_outcome_that_is_not_known_is_not_guessed(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000002")
    talk.services = replace(services, library=Cut(services.library))
    said = await talk.says("renew", "renew my book")
    assert said.names == ["utter_renew_unconfirmed"] and said.statuses == ["error"]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("deny", "no I can't manage all that, maybe a third"),
        ("renew", "not the Owl book, only the other"),
        ("deny", "نه همه رو نمی‌تونم بدم، یه کمش"),
        ("affirm", "yes but not the Gatsby one"),
        ("renew", "is it stupid that nobody gets them longer"),
        ("out_of_scope", "I don't have both with me, half of it"),
    ],
)
async def test_a_no_to_a_part_renews_nothing(begin: Begin, services: Services, intent: str, text: str) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("renew", "renew")
    said = await talk.says(intent, text, sure=0.6)
    assert await renewals(services) == 0
    assert not [name for name in said.names if name.startswith(("utter_renewed", "utter_renew_refused"))]


async def test_after_another_answer_a_no_chooses_nothing_of_the_list(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000004")
    await talk.says("renew", "renew")
    await talk.says("fines", "how much do I owe?")
    await talk.says("deny", "no, not all of it today, I can't", sure=0.6)
    assert await renewals(services) == 0


@pytest.mark.parametrize(
    "text", ["I haven't finished Gatsby, renew it please", "can you give me another week for Gatsby?"]
)
async def test_an_order_beside_a_no_or_in_a_question_is_done(begin: Begin, services: Services, text: str) -> None:
    talk = await begin("en", card="20000004")
    assert "utter_renewed" in (await talk.says("renew", text)).names
