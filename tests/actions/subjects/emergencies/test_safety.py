"""Emergencies, what others have borrowed, a lost card, and other languages, as the actions answer them."""

from __future__ import annotations

import pytest
import sqlalchemy

from actions.dialogue import open_questions
from actions.dialogue.turn import Services, Turn
from actions.subjects.emergencies.open_alarm import OpenAlarm
from crm.handoff import alarms
from language.emergencies.reading import KINDS
from protocol.effects import CONTACT_ASKED
from tests.support.statements import scalar
from tests.support.talk import Begin


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["fa", "en"])
async def test_an_emergency_is_answered_with_whom_to_call_and_an_alarm(
    begin: Begin, services: Services, kind: str, language: str
) -> None:
    talk = await begin(language)
    said = await talk.says("emergency", "…", emergency=kind)
    assert said.names == [f"utter_emergency_{kind}"]
    numbers = {"despair": "123", "fire": "125", "gas": "125", "medical": "115"}.get(kind, "110")
    shown = numbers if language == "en" else numbers.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert shown in said.text and "{" not in said.text and "None" not in said.text
    [one] = await alarms.alarms(services.store)
    assert (one.kind, one.rings) == (kind, True)


async def test_nothing_that_waited_comes_back_and_no_score_is_asked_for(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("suggestion", "an idea")
    assert talk.slots["pending"]
    said = await talk.says("emergency", "a man just collapsed", emergency="medical")
    assert talk.slots["pending"] is None and len(said.names) == 1
    assert (await talk.says("affirm", "yes")).names == ["utter_emergency_next"]
    talk.slots["memory"] = {**talk.slots["memory"], "emergency": None}
    assert (await talk.says("goodbye", "bye")).names == ["utter_goodbye"]


async def test_what_is_said_next_stays_with_it_until_it_is_over(begin: Begin, services: Services) -> None:
    talk = await begin("fa")
    await talk.says("emergency", "یه نفر غش کرده", emergency="medical")
    assert (await talk.says("out_of_scope", "الان چیکار کنم")).names == ["utter_emergency_next"]
    assert (await talk.says("complaint", "چرا کسی نمیاد", sure=0.9)).names == ["utter_emergency_next"]
    hours = await talk.says("hours", "کتابخونه تا کی بازه؟")
    assert hours.names[0] == "utter_emergency_reminder" and hours.names[1].startswith("utter_hours")
    over = await talk.says("thanks", "ببخشید اشتباه شد، حالش خوبه")
    assert over.names == ["utter_emergency_over"]
    [one] = await alarms.alarms(services.store)
    assert one.taken_back_at is not None and one.rings
    assert (await talk.says("thanks", "ممنون")).names == ["utter_thanks"]


@pytest.mark.parametrize(
    ("told", "kind", "end", "read"),
    [
        ("an old man fell down here, he is not answering", "medical", "ambulnce took him, hes tlaking. thx", "medical"),
        ("my daughter is lost in the children's corner", "lost_child", "ok I have her, she was under the table. Sorry "
         "for the panic, my heart", "medical"),
        ("ما تو آسانسور گیر کردیم", "danger", "خب اومدن در باز شد مرسی", "danger"),
    ],
)  # fmt: skip
async def test_an_end_is_no_new_alarm_whatever_it_was_read_as(
    begin: Begin, services: Services, told: str, kind: str, end: str, read: str
) -> None:
    talk = await begin("fa" if kind == "danger" else "en")
    await talk.says("emergency", told, emergency=kind)
    assert (await talk.says("emergency", end, emergency=read)).names == ["utter_emergency_over"]
    [one] = await alarms.alarms(services.store)
    assert one.taken_back_at is not None


async def test_what_only_the_conversation_makes_an_emergency_is_more_of_the_one_told(
    begin: Begin, services: Services
) -> None:
    talk = await begin("fa")
    await talk.says("emergency", "دخترم تو بخش کودک بود الان نیست", emergency="lost_child")
    said = await talk.says("emergency", "مرکزی. کاپشن قرمز تنشه، اسمش رها", sure=0.9, emergency="danger")
    assert said.names == ["utter_emergency_place"]
    assert len(await alarms.alarms(services.store)) == 1


async def test_a_second_emergency_beside_an_end_rings(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("emergency", "my daughter is lost", emergency="lost_child")
    said = await talk.says("emergency", "I found her. There is a fire in the reading room!", emergency="fire")
    assert said.names == ["utter_emergency_fire"]


async def test_despair_is_answered_warmly_all_along(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("emergency", "i want to die", emergency="despair")
    then = await talk.says("bot_challenge", "you are just a bot")
    assert "123" in first.text and then.names == ["utter_emergency_next_despair"]
    assert (await talk.says("deny", "it is fine now, sorry")).names == ["utter_emergency_over_despair"]


async def test_despair_that_is_quiet_is_met_with_warmth_a_person_and_no_police(
    begin: Begin, services: Services
) -> None:
    talk = await begin("fa")
    said = await talk.says("emergency", "دلیلی برای ادامه نمی‌بینم", emergency="quiet:despair")
    assert said.names == ["utter_emergency_quiet"] and "۱۲۳" in said.text and "۱۱۵" in said.text
    assert "۱۱۰" not in said.text and any("human_help" in one["payload"] for one in said.buttons)
    assert [one.kind for one in await alarms.alarms(services.store)] == ["despair"]


@pytest.mark.parametrize(
    ("before", "then", "name", "rung"),
    [
        ("a book on grief", "is there a number I could call, at night?", "utter_emergency_doubt_despair", 0),
        ("nothing makes sense since he is gone", "I just wanted to say it", "utter_emergency_quiet", 1),
        ("are you open tomorrow", "is there a number I could call, at night?", None, 0),
    ],
)  # fmt: skip
async def test_two_messages_may_tell_what_neither_tells_alone(
    begin: Begin, services: Services, before: str, then: str, name: str | None, rung: int
) -> None:
    talk = await begin("en")
    await talk.says("hours", before)
    said = await talk.says("location", then)
    assert (said.names == [name]) if name else not said.names[0].startswith("utter_emergency")
    assert len(await alarms.alarms(services.store)) == rung


@pytest.mark.parametrize(
    ("kind", "answer"), [("medical", "utter_emergency_medical"), ("despair", "utter_emergency_quiet")]
)
async def test_what_is_in_doubt_is_asked_and_a_yes_rings(
    begin: Begin, services: Services, kind: str, answer: str
) -> None:
    talk = await begin("en")
    asked = await talk.says("emergency", "…", emergency=f"doubtful:{kind}")
    assert asked.names[0].startswith("utter_emergency_doubt") and "115" in asked.text
    assert await alarms.alarms(services.store) == []
    assert (await talk.says("affirm", "yes")).names == [answer]
    assert [one.kind for one in await alarms.alarms(services.store)] == [kind]


async def test_what_is_in_doubt_is_let_go_by_a_no_and_by_anything_else(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("emergency", "…", emergency="doubtful:violence")
    assert (await talk.says("deny", "no")).names == ["utter_emergency_calm"]
    await talk.says("emergency", "…", emergency="doubtful:violence")
    assert not (await talk.says("hours", "when do you open")).names[0].startswith("utter_emergency")
    assert await alarms.alarms(services.store) == []


@pytest.mark.parametrize(
    ("kind", "intent", "text", "name"),
    [
        ("medical", "thanks", "باشه زنگ می‌زنم، مرسی", "utter_emergency_calling"),
        ("despair", "thanks", "باشه زنگ می‌زنم، مرسی", "utter_emergency_calling_despair"),
        ("despair", "thanks", "مرسی", "utter_emergency_thanks_despair"),
        ("medical", "nlu_fallback", "مرکزی طبقه دوم زود باش", "utter_emergency_place"),
        ("fire", "hours", "طبقهٔ همکف کنار آسانسور", "utter_emergency_place"),
        ("medical", "out_of_scope", "هنوز نفس نمی‌کشه", "utter_emergency_next"),
    ],
)
async def test_what_is_said_of_an_open_alarm_is_answered_as_what_it_is(
    begin: Begin, kind: str, intent: str, text: str, name: str
) -> None:
    talk = await begin("fa")
    await talk.says("emergency", "…", emergency=kind)
    for _ in range(4):
        # Four times the same, and never "I have given that answer twice".
        assert (await talk.says(intent, text)).names == [name]


async def test_who_asks_for_a_number_in_despair_gets_theirs_and_not_the_librarys(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("emergency", "I don't see the point of going on", emergency="quiet:despair")
    for text in ("I just wanted to say it to somebody", "is there a number I could call, at night?"):
        said = await talk.says("staff_contact", text)
        asked = text.endswith("?")
        assert said.names[0] == ("utter_emergency_line" if asked else "utter_emergency_next_despair")
        assert "123" in said.text
    # What is asked for is given: a person.
    assert "utter_emergency_next_despair" not in (await talk.says("human_help", "let me talk to somebody")).names


async def test_an_open_alarm_stands_in_the_way_of_nothing_and_is_named_once(begin: Begin, services: Services) -> None:
    talk = await begin("en")
    await talk.says("emergency", "…", emergency="harassment")
    first = await talk.says("fines", "how much must I pay?", sure=0.5)
    assert first.names[0] == "utter_emergency_reminder" and "110" in first.text and len(first.names) == 2
    for intent, text in (("search_book", "the other one"), ("hours", "and on Friday?"), ("nlu_fallback", "hmm")):
        assert not [one for one in (await talk.says(intent, text, sure=0.5)).names if "emergency" in one]
    [one] = await alarms.alarms(services.store)
    assert one.rings and one.taken_back_at is None


@pytest.mark.parametrize("language", ["fa", "en"])
async def test_others_loans_are_refused_with_the_reason(begin: Begin, language: str) -> None:
    talk = await begin(language)
    said = await talk.says("others_loans", "who has Dune", title="Dune")
    assert said.statuses == ["refused"] and "Dune" in said.text and any("/hold" in b["payload"] for b in said.buttons)
    child = await talk.says("others_loans", "what did my daughter borrow")
    assert ("میز امانت" if language == "fa" else "circulation desk") in child.text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The ambulance is here and a librarian came too. Thank you.", ["utter_emergency_thanks"]),
        ("I called the ambulance, they are coming", ["utter_emergency_calling"]),
        ("the guard came, thanks", ["utter_emergency_thanks"]),
        ("اورژانس رسید، دستتون درد نکنه", ["utter_emergency_thanks"]),
    ],
)
async def test_nobody_is_told_to_call_again_once_help_is_there(begin: Begin, text: str, names: list[str]) -> None:
    talk = await begin("en")
    await talk.says("emergency", "an old man fell and does not move", emergency="medical")
    assert (await talk.says("emergency", text, emergency="medical")).names == names


@pytest.mark.parametrize("text", ["what is the exact address to tell them?", "آدرس دقیق شعبه رو بگو که به اورژانس بگم"])
async def test_the_address_is_told_to_whoever_waits_for_help(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("emergency", "an old man fell and does not move", emergency="medical")
    said = await talk.says("emergency", text, emergency="medical")
    assert said.names == ["utter_location"]


async def how_many(services: Services) -> int:
    return int(await scalar(services.store, sqlalchemy.text("select count(*) from service_case")))


@pytest.mark.parametrize(
    ("language", "order"), [("fa", "مسدودش کن لطفاً"), ("fa", "میشه blockش کنین"), ("en", "can you block it, please?")]
)
async def test_an_order_to_block_a_lost_card_is_carried_out_turns_later(
    begin: Begin, services: Services, language: str, order: str
) -> None:
    talk = await begin(language, card="20000001")
    await talk.says("lost_card", "my card is gone")
    await talk.says("out_of_scope", "what does a new one cost?")
    filed = await talk.says("out_of_scope", order)
    assert filed.names == ["utter_lost_card_taken"] and await how_many(services) == 1
    again = await talk.says("card_registration", order)
    assert "utter_case_once" in again.names and await how_many(services) == 1


@pytest.mark.parametrize(
    "text",
    [
        "what happens if you block my card?",
        "should i block it?",
        "no one can use the printer?",
        "اگه کارتم رو ببندید چی می‌شه؟",
    ],
)
async def test_who_only_wonders_has_nothing_blocked(begin: Begin, services: Services, text: str) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("lost_card", "I lost my card")
    await talk.says("out_of_scope", text, sure=0.3)
    assert await how_many(services) == 0


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("cancel_hold", "رزروم رو cancel کن"),
        ("cancel_hold", "رزرو مزرعه حیوانات رو cancel کن"),
        ("cancel", "نه cancel کن"),
        ("deny", "cancelش کن"),
        ("hold", "رزروم رو freeze کن"),
        ("chitchat", "گوشیم رو lock کن"),
    ],
)
async def test_foreign_words_for_other_things_block_no_card(
    begin: Begin, services: Services, intent: str, text: str
) -> None:
    talk = await begin("fa", card="20000001")
    await talk.says("lost_card", "کارتم گم شده")
    said = await talk.says(intent, text)
    assert "utter_lost_card_taken" not in said.names and await how_many(services) == 0


async def test_what_is_cancelled_after_a_lost_card_is_not_the_card(begin: Begin, services: Services) -> None:
    talk = await begin("en", card="20000001")
    await talk.says("lost_card", "I lost my card")
    await talk.says("deny", "no")
    await talk.says("hold_status", "my holds")
    await talk.says("cancel_hold", "cancel it")
    assert await how_many(services) == 0


@pytest.mark.parametrize(
    "text",
    [
        "thank you but now he is not breathing",
        "i called 115 but nobody came and he stopped breathing",
        "ممنون ولی دوباره غش کرد",
    ],
)
async def test_who_is_still_in_need_is_told_whom_to_call(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("emergency", "an old man fell and does not move", emergency="medical")
    assert (await talk.says("emergency", text, emergency="medical")).names == ["utter_emergency_medical"]


async def test_an_order_to_block_a_card_asks_whose_it_is_when_nothing_else_tells(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("card_registration", "please block my card")).names == ["utter_lost_card_whose"]


async def test_a_lost_card_needs_no_sign_in_with_its_number(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("lost_card", "I lost my card")
    assert said.names == ["utter_lost_card_whose"] and said.effects == {CONTACT_ASKED}
    filed = await talk.says("out_of_scope", "Ali Rezaei, [phone]")
    assert filed.names == ["utter_lost_card_taken"] and "K-" in filed.text and "still works" in filed.text
    assert filed.custom == [{"contact_for_case": filed.text[filed.text.index("K-") :][:8]}]


async def test_signed_in_a_yes_files_the_case_and_promises_no_block(begin: Begin) -> None:
    talk = await begin("fa", card="20000001")
    asked = await talk.says("lost_card", "کارتم گم شده")
    assert asked.names == ["utter_lost_card"]
    filed = await talk.presses(asked.buttons[0]["payload"])
    assert filed.names == ["utter_lost_card_taken"] and "همچنان کار می‌کند" in filed.text
    assert "باطل" not in filed.text and "لغو" not in filed.text


async def test_another_language_is_answered_in_it_once(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("facilities", "merhaba, kütüphane bugün açık mı?")
    assert first.names == ["utter_other_language"] and "Farsça" in first.text and "Persian" in first.text
    again = await talk.says("out_of_scope", "merhaba, kitap istiyorum lütfen")
    assert again.names != ["utter_other_language"]
    title = await talk.says("search_book", "les misérables de victor hugo", title="les misérables")
    assert title.names != ["utter_other_language"]


@pytest.mark.parametrize(
    "more",
    ["There are six of us in the small study room and no siren has gone off so far, what now.", "Nobody rings a bell."],
)
async def test_what_is_told_right_after_an_emergency_is_no_complaint(begin: Begin, more: str) -> None:
    talk = await begin("en")
    await talk.says("emergency", "There is smoke under the door of the store room", emergency="fire")
    said = await talk.says("complaint", more)
    assert said.names[0] in {"utter_emergency_place", "utter_emergency_next"}
    assert not any("taken" in name for name in said.names)


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("out_of_scope", "and what would a new one cost me"),
        ("nlu_fallback", "چند روز طول می‌کشه تا حاضر بشه"),
        ("card_registration", "do you need a picture of me?"),
        ("chitchat", "می‌تونم با شناسنامه بیام"),
    ],
)
async def test_nothing_but_a_contact_has_a_card_blocked(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en")
    await talk.says("lost_card", "my card was stolen")
    said = await talk.says(intent, text, sure=0.6)
    assert "utter_lost_card_taken" not in said.names and "K-" not in said.text
    assert said.names.count("utter_back_to_question") == 1 and CONTACT_ASKED in said.effects
    again = await talk.says("out_of_scope", "hmm how odd that is", sure=0.6)
    assert "utter_back_to_question" not in again.names and "K-" not in again.text


@pytest.mark.parametrize("intent", ["out_of_scope", "account", "staff_contact", "search_book", "affirm"])
async def test_a_name_with_a_contact_is_confirmed_with_the_number_however_it_is_read(begin: Begin, intent: str) -> None:
    talk = await begin("en")
    await talk.says("lost_card", "someone took my card")
    filed = await talk.says(intent, "Sure: Parvin Sadr, phone [phone]", sure=0.97)
    assert filed.names == ["utter_lost_card_taken"]
    assert filed.custom == [{"contact_for_case": filed.text[filed.text.index("K-") :][:8]}]


async def test_a_question_between_asks_something_itself_and_loses_nothing(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("lost_card", "my card is gone")
    said = await talk.says("search_book", "can I come with a passport?", sure=0.6)
    assert said.statuses == ["clarified"] and CONTACT_ASKED in said.effects
    assert "utter_lost_card_taken" in (await talk.says("search_book", "Parvin Sadr [phone]", sure=0.9)).names


async def test_a_name_and_then_a_contact_are_put_together(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("lost_card", "کیفم رو زدن، کارتم توش بود")
    named = await talk.says("search_book", "نامش سهراب کیانی", sure=0.95)
    assert named.names == ["utter_lost_card_phone_ask"] and CONTACT_ASKED in named.effects
    filed = await talk.says("out_of_scope", "[phone]")
    assert filed.names == ["utter_lost_card_taken"] and filed.custom


async def test_a_contact_and_then_a_name_are_put_together(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("lost_card", "my card is gone")
    assert (await talk.says("out_of_scope", "[email]")).names == ["utter_lost_card_name_ask"]
    assert (await talk.says("search_book", "Parvin Sadr", sure=0.9)).names == ["utter_lost_card_taken"]


@pytest.mark.parametrize(
    "text", ["fine, I have logged in now", "I'm signed in, go on", "خب وارد شدم", "why was I logged out?"]
)
async def test_who_says_that_they_are_signed_in_stays_so(begin: Begin, text: str) -> None:
    talk = await begin("en", card="20000001")
    said = await talk.says("sign_out", text, sure=0.9)
    assert "utter_signed_out" not in said.names
    assert (await talk.says("loans", "what have I out?")).names != ["utter_sign_in"]


@pytest.mark.parametrize("text", ["please log me out", "از حسابم خارجم کن", "I no longer want to stay signed in"])
async def test_a_wish_to_be_signed_out_is_done(begin: Begin, text: str) -> None:
    talk = await begin("en", card="20000001")
    assert (await talk.says("sign_out", text, sure=0.5)).names == ["utter_signed_out"]


@pytest.mark.parametrize(
    ("language", "kind", "intent", "text", "reading"),
    [
        ("en", "harassment", "search_book", "Saadi. He wears a grey cap and waits by the comics", None),
        ("fa", "harassment", "search_book", "سعدی. همین الان هم نشسته", None),
        ("fa", "fire", "emergency", "na shole nist, bu ye sukhtegi miad", "doubtful:fire"),
    ],
)
async def test_where_it_is_and_how_it_looks_is_put_to_the_alarm_and_searched_nowhere(
    begin: Begin, language: str, kind: str, intent: str, text: str, reading: str | None
) -> None:
    talk = await begin(language)
    await talk.says("emergency", "…", emergency=kind)
    said = await talk.says(intent, text, sure=0.8, **({"emergency": reading} if reading else {}))
    assert said.names[0] in {"utter_emergency_place", "utter_emergency_next"} and len(said.names) == 1


async def test_another_matter_right_after_an_alarm_is_answered(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("emergency", "…", emergency="harassment")
    assert (await talk.says("hours", "when does Saadi close today?")).names[-1].startswith("utter_hours")


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("recommendation", "help me please find a book on hope"),
    ],
)
async def test_what_is_asked_of_the_library_after_despair_is_answered(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en")
    await talk.says("emergency", "i want to die", emergency="despair")
    assert "utter_emergency_next_despair" not in (await talk.says(intent, text)).names


@pytest.mark.parametrize("text", ["help me please", "help me, I can't any more", "I feel awful", "کمکم کن لطفا"])
async def test_a_cry_after_despair_is_met(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("emergency", "i want to die", emergency="despair")
    assert "utter_emergency_next_despair" in (await talk.says("search_book", text)).names


async def test_a_branch_said_of_an_open_alarm_is_its_place(services: Services) -> None:
    slots = {"pending": {"do": "hold", "awaits": "yes", "args": {}, "ref": "r"}}
    turn = Turn(services, "c", "m1", "en", "Saadi", "emergency", confidence=0.9, slots=slots)
    assert await open_questions.names_branch_asked_for(turn)
    turn.intent = "emergency"
    OpenAlarm("fire", rung=True).keep(turn)
    assert not await open_questions.names_branch_asked_for(turn)
