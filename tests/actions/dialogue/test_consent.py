"""What waits for a yes and gets it in a message that says more, or is refused there for something else."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin, Talk

MINA, OMID, TWO, FIVE = "20000001", "20000002", "20000004", "20000005"
FIRST = {
    "renew": (TWO, "renew", "Can the Great Gatsby be renewed?"),
    "cancel": (OMID, "cancel_hold", "cancel my reservation of Animal Farm"),
    "move": (OMID, "hold", "can you send Animal Farm to Saadi instead?"),
    "lost": (TWO, "lost_item", "I lost The Great Gatsby on the bus"),
    "cancel both": (OMID, "cancel_hold", "cancel all my reservations"),
    "renew both": (TWO, "renew", "can my loans be renewed?"),
    "objection": (FIVE, "fines", "why do I owe the late fee? I brought it back on time"),
    "plea": (FIVE, "fines", "could you waive my fine? I was in hospital"),
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
    ("lost", "lost_item", "Yes, I found it in the car", ["utter_left_alone"]),
    ("lost", "lost_item", "آره، پیداش کردم", ["utter_left_alone"]),
    ("lost", "lost_item", "Yes report it. don't send me SMS about it", ["utter_librarian_taken"]),
    ("lost", "lost_card", "yes report it. And block my card please", ["utter_librarian_taken", "utter_lost_card"]),
    ("cancel", "cancel_hold", "cancel it. Move صد سال تنهایی to Saadi", ["utter_hold_cancelled", "utter_hold_moved"]),
    (
        "cancel",
        "hold_status",
        "cancel animal farm, and how long do you keep صد سال تنهایی",
        ["utter_hold_cancelled", "utter_hold_state"],
    ),
    ("cancel", "cancel_hold", "لغوش کن، دیگه لازمش ندارم", ["utter_hold_cancelled"]),
    ("renew", "renew", "renew both", ["utter_renewed_all"]),
    ("cancel both", "cancel_hold", "cancel both", ["utter_hold_cancelled"] * 2),
    ("objection", "fines", "register it. They do not record the returns", ["utter_objection_taken"]),
]
WAVERING = [
    (
        "cancel both",
        "cancel_hold",
        [
            "just this one",
            "فقط همین یکی",
            "cancel that one",
            "cancel it, not صد سال تنهایی",
            "لغوش کن، صد سال تنهایی رو نه",
        ],
    ),
    ("renew both", "renew", ["just that one", "only this one please", "renew it, not بوف کور"]),
    ("objection", "fines", ["Yes, I'll just pay it", "yes, I know it was my fault", "بله، پرداخت می‌کنم"]),
    ("plea", "fines", ["yes, I have already paid it", "آره، دیر آوردم", "yes, they never tell anyone"]),
    (
        "lost",
        "lost_item",
        ["yes, my sister has it", "yes, I may have found it", "my brother found it but lost it again"],
    ),
    ("lost", "lost_item", ["خبر بدید که چی شد", "report it, thanks, but only if I don't find it by Friday"]),
    ("lost", "lost_card", ["Yes please. My card was stolen too"]),
    ("renew", "thanks", ["thanks for بوف کور too", "thank you for the other one as well", "بوف کور هم مرسی"]),
    ("renew", "renew", ["and بوف کور", "تمدید بشه، جریمه میشم"]),
    ("cancel", "cancel_hold", ["delete this message", "cancel the complaint", "cancel the loan", "cancel both"]),
    (
        "cancel",
        "cancel_hold",
        ["Cancel it, maybe", "لغوش کنیم، شاید", "let's cancel it, or not", "cancel it, you said?"],
    ),
    ("cancel", "cancel_hold", ["cancel it, hmm, let me think", "لغو بشه، نفر بعدی میگیره"]),
    ("move", "hold", ["عوضش کنیم، مطمئن نیستم", "move both", "change the branch"]),
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
    *((deed, intent, words) for deed, intent, many in WAVERING for words in many),
]
DEEDS = {
    "utter_renewed", "utter_renewed_all", "utter_hold_cancelled", "utter_hold_moved", "utter_librarian_taken",
    "utter_objection_taken",
}  # fmt: skip


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
    ("intent", "words"),
    [
        ("hold", "wait. undo that. can you move pickup to Saadi instead"),
        ("nlu_fallback", "hmm what about the other thing"),
        ("hold_status", "no wait, where is it now?"),
    ],
)
async def test_a_yes_to_something_else_cancels_nothing(begin: Begin, intent: str, words: str) -> None:
    talk = await _asked(begin, "cancel")
    said = await talk.says(intent, words)
    asked_again = "utter_back_to_question" in said.names or "utter_cancel_hold_confirm" in said.names
    later = await talk.says("affirm", "fine")
    assert ("utter_hold_cancelled" in later.names) is asked_again, (said.names, later.names)


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


async def test_another_loans_renewal_by_somebody_else_is_not_done(begin: Begin) -> None:
    talk = await _asked(begin, "lost")
    said = await talk.says("renew", "report it, and my sister will renew بوف کور herself")
    assert said.names == ["utter_librarian_taken"]


@pytest.mark.parametrize("deed", ["objection", "plea"])
async def test_thanks_for_another_matter_are_no_yes(begin: Begin, deed: str) -> None:
    talk = await _asked(begin, deed)
    await talk.says("hold", "can you reserve The Hobbit for me at Saadi?", title="The Hobbit")
    assert (await talk.says("affirm", "yes")).names == ["utter_hold_placed"]
    assert (await talk.says("thanks", "perfect, thank you")).names == ["utter_thanks"]
    talk = await _asked(begin, deed)
    await talk.says("hours", "when do you open?")
    assert (await talk.says("thanks", "great, thanks")).names == ["utter_thanks"]


@pytest.mark.parametrize("words", ["I'm on the bus, wait", "It was only a joke", "good evening"])
async def test_what_tells_nothing_of_the_loss_is_no_detail(begin: Begin, words: str) -> None:
    talk = await _asked(begin, "lost")
    await talk.says("nlu_fallback", words)
    assert words not in str(talk.slots["pending"])
