"""What is said to a deed that waits for a yes, or of a reservation, and is no more than it says."""

# Rows of a table may be longer.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from tests.support.talk import Begin

OMID, NOBODY, TWO = "20000002", "20000003", "20000004"
_RESERVE = "reserve Animal Farm at Central"


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("affirm", "Is it reserved now? Yes please"),
        ("affirm", "did it work? yes, yes"),
        ("affirm", "رزرو شد؟ آره بکن"),
        ("affirm", "yes please, Saadi is better than Central"),
        ("affirm", "yes, go ahead. Central is closer but Saadi is fine"),
        ("affirm", "yes please. Can I change to Central later?"),
        ("affirm", "بله همون سعدی بزن، مرکزی شلوغه"),
        ("affirm", "باشه، سعی می‌کنم زود بیام بگیرمش"),
        ("affirm", "بله باشه سعی کنید زود برسه"),
    ],
)
async def test_a_yes_places_it_whatever_stands_beside(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", NOBODY)
    await talk.says("hold", "reserve Burmese Days at Saadi", title="Burmese Days", branch="Saadi")
    said = await talk.says(intent, words)
    assert said.names[0] == "utter_hold_placed" and "Saadi" in said.text


@pytest.mark.parametrize("words", ["is it reserved? no, Central", "is it reserved? Central please"])
async def test_the_branch_named_behind_the_question_is_heard(begin: Begin, words: str) -> None:
    talk = await begin("en", NOBODY)
    await talk.says("hold", "reserve Burmese Days at Saadi", title="Burmese Days", branch="Saadi")
    said = await talk.says("hold", words)
    assert said.names == ["utter_hold_confirm"] and "Central" in said.text


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("return", "Can I bring it back to Central instead?"),
        ("return", "میشه بعدا مرکزی پسش بدم به جای سعدی؟"),
        ("fines", "can I pay my fine at Central instead?"),
        ("location", "Is Saadi closer to the metro than Central?"),
        ("hold_status", "Will it be sent from Central?"),
        ("hold", "is the book moved from Central then?"),
        ("search_book", "no, is it available at Central?"),
        ("events", "no wait, does Central host the poetry evening instead?"),
        ("renew", "can I send my membership renewal to Central?"),
        ("hold", "سعدی بهتره یا مرکزی؟"),
        ("hold", "خونه‌م نزدیک مرکزیه ولی همون سعدی باشه"),
        ("hold", "I live near Central but let it be Saadi, that's better"),
    ],
)
async def test_what_only_names_the_other_branch_moves_nothing(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", NOBODY)
    await talk.says("hold", "reserve Burmese Days at Saadi", title="Burmese Days", branch="Saadi")
    await talk.says(intent, words)
    assert ((talk.slots.get("pending") or {}).get("args") or {}).get("branch") != "main"


@pytest.mark.parametrize(
    "words", ["could you send it to Central instead?", "I work near Central. Can it go there instead?"]
)
async def test_it_is_the_one_that_waits_and_not_one_of_the_others(begin: Begin, words: str) -> None:
    talk = await begin("en", OMID)
    await talk.says("hold", "reserve Burmese Days at Saadi", title="Burmese Days", branch="Saadi")
    said = await talk.says("hold", words)
    assert said.names == ["utter_hold_confirm"] and "Central" in said.text and "Burmese" in said.text


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Is it gone now? And when is The Hobbit due?", "utter_loan_due"),
        ("Is it cancelled? I also want the other reservation cancelled.", "utter_cancel_hold_confirm"),
        ("is it cancelled? yes please cancel it", "utter_cancel_hold_confirm"),
        ("is it cancelled now?", "utter_not_done_yet"),
    ],
)
async def test_what_stands_beside_the_question_of_cancelling_is_heard(begin: Begin, words: str, name: str) -> None:
    talk = await begin("en", OMID)
    await talk.says("cancel_hold", "cancel Animal Farm")
    assert (await talk.says("cancel_hold", words)).names[0] == name


async def test_the_cost_of_cancelling_is_told_behind_it(begin: Begin) -> None:
    talk = await begin("fa", OMID)
    await talk.says("cancel_hold", "cancel Animal Farm")
    said = await talk.says("cancel_hold", "آیا لغو انجام شد؟ هزینه‌ای که بر عهدهٔ من نیست؟")
    assert said.names[0] == "utter_not_done_yet" and "utter_hold_cancel_free" in said.names


@pytest.mark.parametrize(
    ("card", "before", "intent", "words"),
    [
        (OMID, ("renew The Hobbit and cancel Animal Farm",), "renew", "did it all go through?"),
        (OMID, ("renew The Hobbit", "cancel Animal Farm"), "renew", "is everything done?"),
        (OMID, ("renew The Hobbit", "cancel Animal Farm"), "renew", "did they go through?"),
        (TWO, ("renew بوف کور", _RESERVE), "renew", "همه انجام شد؟"),
        (TWO, ("renew بوف کور", _RESERVE), "renew", "درست شد؟"),
        (TWO, ("renew بوف کور", _RESERVE), "loans", "all done?"),
        (OMID, ("reserve Burmese Days at Saadi", "yes", "cancel Animal Farm"), "hold_status", "is my reservation registered?"),
        (OMID, ("cancel Animal Farm", "yes", "cancel the other one as well"), "cancel_hold", "is Animal Farm gone? is it cancelled?"),
        (NOBODY, ("reserve Burmese Days at Saadi", "yes", _RESERVE), "hold_status", "are both reserved?"),
    ],
)  # fmt: skip
async def test_what_was_done_before_is_not_denied(
    begin: Begin, card: str, before: tuple[str, ...], intent: str, words: str
) -> None:
    talk = await begin("en", card)
    for one in before:
        of = {"reserve": "hold", "cancel": "cancel_hold", "yes": "affirm"}.get(one.split()[0], "renew")
        found = {"title": one[8:].split(" at ")[0], "branch": one.split(" at ")[1]} if of == "hold" else {}
        await talk.says(of, one, **found)
    assert talk.slots.get("pending")
    assert "utter_not_done_yet" not in (await talk.says(intent, words)).names


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("deny", "نه، سردی هوا نمیذاره بیام"),
        ("hold_status", "سعی کنید زودتر باشه"),
        ("deny", "نه مرکزی نه، سعی کن"),
    ],
)
async def test_another_word_is_no_slip(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("fa", NOBODY)
    await talk.says("hold", "Burmese Days رو مرکزی رزرو کن", title="Burmese Days", branch="مرکزی")
    assert "سعدی" not in (await talk.says(intent, words)).text


@pytest.mark.parametrize(
    "words",
    [
        "send it to my email too",
        "can you bring it to my house too?",
        "can you move it too late for Friday?",
        "اونم بفرست به ایمیلم",
        "please send that to my mother too",
    ],
)
async def test_what_goes_to_no_branch_moves_no_reservation(begin: Begin, words: str) -> None:
    talk = await begin("en", OMID)
    await talk.says("hold", "reserve Burmese Days at Saadi", title="Burmese Days", branch="Saadi")
    await talk.says("hold_status", "where is my reservation of Animal Farm collected?")
    assert "utter_hold_move_confirm" not in (await talk.says("hold", words)).names


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("cancel_hold", "can I drop my reservation at Central? I no longer need it"),
        ("cancel_hold", "Can I give up my reservation at Central?"),
        ("cancel_hold", "می‌تونم رزروم تو مرکزی رو لغو کنم؟"),
        ("fines", "Something is waiting for me at Central. Can I pay my fine there?"),
        ("hours", "a book is waiting for me at Central, can I come at 7 pm?"),
        ("location", "my reservation is at Central; the reservation at Central, can i park there?"),
        ("hold", "my reservation at Central: may I have another copy reserved"),
        ("renew", "Until when is my reservation at Central? and can I keep The Hobbit longer"),
        ("hold_status", "Can you keep my reservation at Central a few days longer?"),
    ],
)
async def test_what_else_is_asked_beside_a_branch_is_no_state(begin: Begin, intent: str, words: str) -> None:
    talk = await begin("en", OMID)
    assert "utter_hold_state" not in (await talk.says(intent, words)).names


@pytest.mark.parametrize(
    ("card", "words", "names"),
    [
        (OMID, "Can you reserve Burmese Days for my wife to pick up?", {"utter_hold_by_another", "utter_hold_where"}),
        (OMID, "Could you put Burmese Days aside so my husband can collect it?", {"utter_hold_by_another", "utter_hold_where"}),
        (NOBODY, "My son has read Animal Farm already, could you put aside the next one for me?", {"utter_hold_by_another"}),
        (NOBODY, "My neighbour loves Animal Farm, could you put one aside for me? Saadi please", {"utter_hold_confirm"}),
    ],
)  # fmt: skip
async def test_who_collects_it_is_told_beside(begin: Begin, card: str, words: str, names: set[str]) -> None:
    assert set((await (await begin("en", card)).says("hold", words)).names) == names


@pytest.mark.parametrize(
    ("intent", "words", "apart"),
    [
        ("renew", "If I return The Great Gatsby on Friday, please renew بوف کور to Saturday 12 December", False),
        ("renew", "renew بوف کور and if I bring The Great Gatsby on Monday and بوف کور on Friday, what do I pay?", False),
        ("loans", "I take The Great Gatsby to Tehran on Friday and if possible بوف کور on Saturday, is that allowed?", False),
        ("return", "when I bring The Great Gatsby on Friday and بوف کور on Saturday, where do I drop them?", False),
        ("fines", "if I bring The Great Gatsby on Monday and بوف کور on Friday, what do I pay?", True),
        ("fines", "and if I bring only The Great Gatsby on Saturday and the other one a week later?", True),
    ],
)  # fmt: skip
async def test_days_apart_are_reckoned_where_charges_are_asked(
    begin: Begin, intent: str, words: str, apart: bool
) -> None:
    said = await (await begin("en", TWO)).says(intent, words)
    assert (len([name for name in said.names if name.startswith("utter_fines_supposed")]) > 1) is apart
