"""What waits for a yes and gets it in a message that says more, or is refused there for something else."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin, Talk

MINA, OMID, TWO = "20000001", "20000002", "20000004"
FIRST = {
    "renew": (TWO, "renew", "Can the Great Gatsby be renewed?"),
    "cancel": (OMID, "cancel_hold", "cancel my reservation of Animal Farm"),
    "move": (OMID, "hold", "can you send Animal Farm to Saadi instead?"),
    "lost": (TWO, "lost_item", "I lost The Great Gatsby on the bus"),
}
DONE = [
    ("renew", "fines", "ok renew it then, and do I owe anything?", ["utter_renewed", "utter_fines_none"]),
    ("renew", "renew", "thanks. and بوف کور too", ["utter_renewed_all"]),
    ("renew", "loans", "تمدیدش کن دیگه، چون هنوز نخوندمش", ["utter_renewed"]),
    (
        "cancel",
        "cancel_hold",
        "cancel it so that the next one gets it. Leave صد سال تنهایی alone",
        ["utter_hold_cancelled"],
    ),
    ("cancel", "cancel_hold", "just that one!! not صد سال تنهایی", ["utter_hold_cancelled"]),
    ("cancel", "cancel_hold", "لغوش کن بره به نفر بعدی برسه", ["utter_hold_cancelled"]),
    (
        "cancel",
        "hours",
        "cancel animal farm please, when do you open tomorrow?",
        ["utter_hold_cancelled", "utter_hours_all"],
    ),
    ("move", "hold_status", "great, change it please. How many are before me?", ["utter_hold_moved"]),
    ("lost", "hours", "OK report it then. And are you open on Friday?", ["utter_librarian_taken", "utter_hours_all"]),
    ("lost", "renew", "report it, and renew بوف کور", ["utter_librarian_taken", "utter_renewed"]),
    ("lost", "lost_item", "yes please, it was line 7 around noon", ["utter_librarian_taken"]),
    ("lost", "renew", "don't report it yet, it may turn up. Just renew it", ["utter_renewed"]),
    ("lost", "lost_item", "no need to report it", ["utter_left_alone"]),
]
NOT_DONE = [
    ("renew", "loans", "بوف کور too has been great"),
    ("cancel", "cancel_hold", "cancel it, but do I lose my place then?"),
    ("cancel", "cancel_hold", "cancel it if the other one comes first"),
    ("cancel", "cancel_hold", "لغوش کن اگه تا شنبه نیومد"),
    ("cancel", "account", "cancel my card"),
    ("lost", "lost_item", "how do I report it?"),
    ("lost", "lost_item", "yes, but I may find it still"),
    ("lost", "fines", "yes, but how much would I have to pay?"),
    ("cancel", "cancel", "drop it"),
]
DEEDS = {"utter_renewed", "utter_renewed_all", "utter_hold_cancelled", "utter_hold_moved", "utter_librarian_taken"}


async def _asked(begin: Begin, deed: str) -> Talk:
    card, intent, words = FIRST[deed]
    talk = await begin("en", card)
    await talk.says(intent, words)
    assert (talk.slots["pending"] or {}).get("awaits") == "yes", deed
    return talk


@pytest.mark.parametrize(("deed", "intent", "words", "names"), DONE)
async def test_it_is_done_and_the_rest_is_heard(
    begin: Begin, deed: str, intent: str, words: str, names: list[str]
) -> None:
    talk = await _asked(begin, deed)
    said = await talk.says(intent, words)
    assert said.names[: len(names)] == names, said.names


@pytest.mark.parametrize(("deed", "intent", "words"), NOT_DONE)
async def test_it_is_not_done(begin: Begin, deed: str, intent: str, words: str) -> None:
    talk = await _asked(begin, deed)
    assert not DEEDS & set((await talk.says(intent, words)).names)


async def test_a_question_asks_of_both_and_the_yes_is_of_both(begin: Begin) -> None:
    talk = await _asked(begin, "renew")
    assert (await talk.says("renew", "and can بوف کور be renewed too?")).names == ["utter_renew_check"]
    assert (await talk.says("affirm", "yes please")).names == ["utter_renewed_all"]


async def test_another_reservation_is_asked_about_too(begin: Begin) -> None:
    talk = await _asked(begin, "cancel")
    said = await talk.says("cancel_hold", "and صد سال تنهایی too please")
    assert said.names == ["utter_cancel_hold_confirm"] and len(talk.slots["pending"]["args"]["holds"]) == 2


@pytest.mark.parametrize(
    "words", ["na na صد سال تنهایی bemoone, faghat animal farm", "only Animal Farm, keep صد سال تنهایی"]
)
async def test_one_is_chosen_by_its_name(begin: Begin, words: str) -> None:
    talk = await begin("en", OMID)
    assert (await talk.says("cancel_hold", "cancel one of my reservations")).names == ["utter_cancel_hold_which"]
    said = await talk.says("hold_status", words)
    assert said.names == ["utter_cancel_hold_confirm"] and "Animal Farm" in said.text


async def test_what_is_told_beside_a_yes_is_filed_with_it(begin: Begin) -> None:
    talk = await _asked(begin, "lost")
    await talk.says("lost_item", "it was the taxi from the square, yesterday")
    assert "taxi" in talk.slots["pending"]["args"]["text"]


async def test_a_no_leads_to_another_order(begin: Begin) -> None:
    talk = await _asked(begin, "lost")
    said = await talk.says("suggest_purchase", "no, register a purchase request for The Art of Piano Tuning instead")
    assert "utter_librarian_taken" not in said.names and [
        one for one in said.names if one.startswith("utter_suggest_purchase")
    ]
    assert "utter_back_to_question" not in said.names


async def test_what_is_only_asked_back_puts_no_end_to_a_yes_that_waits(begin: Begin) -> None:
    talk = await _asked(begin, "move")
    assert (await talk.says("search_book", "is that all of it or only the first one")).names[0] == "utter_search_what"
    said = await talk.says("search_book", "do you have Burmese Days?", title="Burmese Days")
    assert said.names[-1] == "utter_back_to_question"
    assert (await talk.says("affirm", "yes")).names == ["utter_hold_moved"]
