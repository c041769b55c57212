"""Guardians in the chat: what the desk has opened and the child allows, by name or "my daughter"; nothing beside it."""

from __future__ import annotations

from datetime import date

import pytest

from actions.dialogue.turn import Services
from actions.subjects.others.child_words import (
    asks_who_sees,
    is_named,
    is_of_child,
    speaks_of_guardians,
    stops_telling,
    topic_of,
)
from crm import records
from crm.actor import Actor
from crm.guardians.acting import allow
from crm.guardians.setting import end_link, set_link
from tests.support.given_notices import change
from tests.support.store_rows import rows
from tests.support.talk import Begin

TODAY = date(2026, 11, 24)
# Mina is the guardian of Two Out, who becomes Hasti; the other one of hers has nothing out.
MOTHER, CHILD, OTHER = "20000001", "20000004", "20000003"


async def family(services: Services, *cards: str, born: int = 2013, **may: bool) -> list[int]:
    """Link the mother with children, as the desk does; give the links."""
    store = services.store
    patrons = {row.card_last4: row for row in await rows(store, records.Patron)}
    [sara] = await rows(store, records.StaffUser)
    names = {CHILD: "Hasti Rad", OTHER: "Arman Rad"}
    made = []
    for card in cards or (CHILD,):
        child = patrons[card[-4:]]
        await change(store, records.Patron, child.id, birth_year=born, display_name=names[card])
        seen = {"sees_loans": True, "sees_holds": True, "renews": True, **may}
        by = Actor("staff", sara.username, sara.id)
        mother = patrons[MOTHER[-4:]].public_id
        made.append(await set_link(store, mother, child.public_id, **seen, last_day=None, today=TODAY, by=by))
    return made


async def patron_id(services: Services, card: str) -> int:
    [row] = await rows(services.store, records.Patron, card_last4=card[-4:])
    return int(row.id)


async def reads(services: Services) -> set[str | None]:
    return {one.subject_ref for one in await rows(services.store, records.AuditEvent, action="guardian.read")}


@pytest.mark.parametrize(
    ("language", "intent", "text"),
    [
        ("en", "others_loans", "what does Hasti have out?"),
        ("en", "loans", "when are my daughter's books due?"),
        ("en", "search_book", "which books has my kid borrowed"),
        ("fa", "others_loans", "کتاب‌های دخترم کی موعدشه؟"),
        ("fa", "loans", "امانت‌های هستی رو بگو"),
    ],
)
async def test_what_a_child_has_out_is_told_to_the_guardian(
    begin: Begin, services: Services, language: str, intent: str, text: str
) -> None:
    await family(services)
    if language == "fa":
        await change(services.store, records.Patron, await patron_id(services, CHILD), display_name="هستی راد")
    talk = await begin(language, card=MOTHER)
    said = await talk.says(intent, text)
    assert said.names == ["utter_child_loans"], said.text
    assert "The Great Gatsby" in said.text and "1984" not in said.text
    refs = {services.store.subject_ref(row.public_id) for row in await rows(services.store, records.Patron)}
    assert len(await reads(services)) == 2 and await reads(services) <= refs, "noted under both"


@pytest.mark.parametrize("text", ["what does Hasti have out?", "when are my daughter's books due?"])
@pytest.mark.parametrize("who", [MOTHER, "20000002", None])
async def test_who_is_no_guardian_hears_what_everybody_hears(
    begin: Begin, services: Services, text: str, who: str | None
) -> None:
    if who != MOTHER:
        await family(services)
    talk = await begin("en", card=who)
    said = await talk.says("others_loans", text)
    assert said.names == ["utter_others_loans"] and "Gatsby" not in said.text
    assert await reads(services) == set()


async def test_nothing_of_what_is_closed_is_told(begin: Begin, services: Services) -> None:
    [link] = await family(services)
    child = await patron_id(services, CHILD)
    talk = await begin("en", card=MOTHER)
    for text in (
        "show me my daughter's chats",
        "what has Hasti read so far?",
        "how much does my daughter owe in fines",
    ):
        said = await talk.says("others_loans", text)
        assert said.names == ["utter_child_only"] and "Gatsby" not in said.text, text
    await allow(services.store, child, link, "nothing", TODAY)
    for text in ("what does Hasti have out?", "renew Hasti's books", "Hasti's reservations?"):
        said = await talk.says("others_loans", text)
        assert said.names == ["utter_child_closed"] and "Gatsby" not in said.text, text
    assert await reads(services) == set()


async def test_an_old_button_shows_nothing_after_the_end(begin: Begin, services: Services) -> None:
    [link] = await family(services)
    talk = await begin("en", card=MOTHER)
    shown = await talk.says("others_loans", "what does Hasti have out?")
    renewing = await talk.says("renew", "renew Hasti's books")
    assert renewing.names == ["utter_child_renew_ask"]
    [sara] = await rows(services.store, records.StaffUser)
    await end_link(services.store, link, by=Actor("staff", sara.username, sara.id))
    for button in (*shown.buttons, renewing.buttons[0]):
        said = await talk.presses(button["payload"])
        assert "utter_others_loans" in said.names or "utter_too_late" in said.names, button
        assert "Gatsby" not in said.text
    assert await rows(services.store, records.RenewalAttempt) == []


async def test_another_guardians_button_opens_nothing(begin: Begin, services: Services) -> None:
    [link] = await family(services)
    talk = await begin("en", card="20000002")
    for topic in ("loans", "holds", "renew", "remind"):
        said = await talk.presses(f'/others_loans{{"ref": "child:{link}:{topic}"}}')
        assert said.names == ["utter_others_loans"], topic
    for ref in (f"guardian:{link}:nothing", f"guardian:{link}:all"):
        said = await talk.presses(f'/others_loans{{"ref": "{ref}"}}')
        assert said.names[0].startswith("utter_too_late")
    [row] = await rows(services.store, records.Guardianship)
    assert row.child_said_at is None


async def test_a_childs_loans_are_renewed_on_a_yes_and_noted_under_both(begin: Begin, services: Services) -> None:
    await family(services)
    talk = await begin("en", card=MOTHER)
    asked = await talk.says("renew", "renew my daughter's books please")
    assert asked.names == ["utter_child_renew_ask"] and asked.statuses == ["clarified"]
    assert await rows(services.store, records.RenewalAttempt) == [], "nothing on a guess"
    done = await talk.presses(asked.buttons[0]["payload"])
    assert done.names == ["utter_child_renewed"] and "The Great Gatsby" in done.text
    tries = await rows(services.store, records.RenewalAttempt)
    owners = {row.id: row.patron_id for row in await rows(services.store, records.Loan)}
    assert {owners[one.loan_id] for one in tries} == {await patron_id(services, CHILD)}
    assert len(await rows(services.store, records.AuditEvent, action="guardian.renewed")) == 2
    again = await talk.presses(asked.buttons[0]["payload"])
    assert "utter_child_renewed" not in again.names
    assert len(await rows(services.store, records.RenewalAttempt)) == len(tries)


@pytest.mark.parametrize(
    ("language", "intent", "words"),
    [
        ("en", "renew", "yes, renew them"),
        ("en", "renew", "yes please renew my daughter's books"),
        ("en", "affirm", "Yes, go ahead and renew Hasti's books, all of them"),
        ("fa", "renew", "آره تمدیدشون کن"),
        ("fa", "renew", "بله لطفا تمدید کن"),
        ("fa", "affirm", "بله، همهٔ کتاب‌های دخترم رو تمدید کنید"),
    ],
)
async def test_a_yes_that_says_the_deed_again_is_a_yes(
    begin: Begin, services: Services, language: str, intent: str, words: str
) -> None:
    await family(services)
    talk = await begin(language, card=MOTHER)
    asked = await talk.says("renew", {"en": "renew my daughter's books", "fa": "کتاب‌های دخترم رو تمدید کن"}[language])
    assert asked.names == ["utter_child_renew_ask"]
    done = await talk.says(intent, words)
    assert done.names == ["utter_child_renewed"], done.text
    tries = await rows(services.store, records.RenewalAttempt)
    owners = {row.id: row.patron_id for row in await rows(services.store, records.Loan)}
    assert {owners[one.loan_id] for one in tries} == {await patron_id(services, CHILD)}


@pytest.mark.parametrize(
    "words",
    [
        "yes, but renew only the first one",
        "yes renew mine",
        "yes, renew Arman's books",
        "no, don't renew them",
        "should I say yes, renew them?",
        "yes, but don't renew them yet",
    ],
)
async def test_what_is_no_plain_yes_renews_nothing(begin: Begin, services: Services, words: str) -> None:
    await family(services, CHILD, OTHER)
    talk = await begin("en", card=MOTHER)
    asked = await talk.says("renew", "renew Hasti's books")
    assert asked.names == ["utter_child_renew_ask"]
    await talk.says("renew", words)
    owners = {row.id: row.patron_id for row in await rows(services.store, records.Loan)}
    tries = await rows(services.store, records.RenewalAttempt)
    assert await patron_id(services, CHILD) not in {owners[one.loan_id] for one in tries}


async def test_a_no_that_says_the_deed_again_is_a_no(begin: Begin, services: Services) -> None:
    await family(services)
    talk = await begin("en", card=MOTHER)
    await talk.says("renew", "renew Hasti's books")
    said = await talk.says("renew", "no, don't renew them")
    assert "utter_back_to_question" not in said.names and said.names[0] == "utter_child_loans"
    assert (talk.slots.get("pending") or {}).get("do") != "renew_child"


async def test_who_may_only_look_renews_nothing(begin: Begin, services: Services) -> None:
    await family(services, renews=False)
    talk = await begin("en", card=MOTHER)
    said = await talk.says("renew", "renew Hasti's books")
    assert said.names == ["utter_child_renew_closed"]


async def test_holds_are_told_and_the_own_stay_the_own(begin: Begin, services: Services) -> None:
    await family(services)
    talk = await begin("en", card=MOTHER)
    said = await talk.says("hold_status", "does Hasti have any reservations?")
    assert said.names == ["utter_child_holds_none"]
    own = await talk.says("loans", "what do I have out?")
    assert own.names[0] != "utter_child_loans" and "Nineteen" in own.text


async def test_of_several_children_it_is_asked_which(begin: Begin, services: Services) -> None:
    await family(services, CHILD, OTHER)
    talk = await begin("en", card=MOTHER)
    asked = await talk.says("others_loans", "when are my daughter's books due?")
    assert asked.names == ["utter_child_which"]
    assert [button["title"] for button in asked.buttons] == ["Hasti Rad", "Arman Rad"]
    said = await talk.presses(asked.buttons[0]["payload"])
    assert said.names == ["utter_child_loans"]
    both = await talk.says("others_loans", "what do my kids have out?")
    assert both.names == ["utter_child_loans", "utter_child_loans_none"]


async def test_what_was_told_of_a_child_is_asked_on(begin: Begin, services: Services) -> None:
    await family(services)
    talk = await begin("en", card=MOTHER)
    await talk.says("others_loans", "what does Hasti have out?")
    asked = await talk.says("renew", "renew them")
    assert asked.names == ["utter_child_renew_ask"]


async def test_reminders_of_a_childs_loans_need_the_own_and_a_yes(begin: Begin, services: Services) -> None:
    await family(services)
    talk = await begin("en", card=MOTHER)
    first = await talk.says("subscribe", "remind me when my daughter's books are due")
    assert first.names == ["utter_child_reminders_first"]
    asked = await talk.presses(first.buttons[0]["payload"])
    await talk.presses(asked.buttons[0]["payload"])
    asked = await talk.says("subscribe", "remind me when my daughter's books are due")
    assert asked.names == ["utter_child_reminders_ask"]
    [row] = await rows(services.store, records.Guardianship)
    assert row.reminds is False
    done = await talk.presses(asked.buttons[0]["payload"])
    assert done.names == ["utter_child_reminders_on"]
    [row] = await rows(services.store, records.Guardianship)
    assert row.reminds is True
    off = await talk.says("unsubscribe", "stop reminding me of Hasti's books")
    assert off.names == ["utter_child_reminders_off"]
    [row] = await rows(services.store, records.Guardianship)
    assert row.reminds is False


@pytest.mark.parametrize(
    "text",
    [
        "دو روز مانده به موعد کتاب‌های دخترم یادم بنداز",
        "یک روز مونده به موعد کتابای پسرم خبرم کن",
        "هفته آینده موعد کتابهای دخترم رو یادآوری کن",
        "یه بار دیگه یادم بنداز کتابای دخترم کی موعدشه",
        "یادم بنداز کتاب‌های پسرم رو پس بدم که دیگه دیر نشه",
        "نمی‌خوام کتاب‌های دخترم دیر بشه، یادآوری کنید",
        "دیگه جریمه نمی‌خوام، کتابای دخترم رو یادآوری کن",
        "رزرو دخترم رو لغو کن و موعد کتاباش رو یادآوری کن",
        "Don't forget to remind me about my daughter's books",
        "don't stop reminding me of my son's books",
        "I don't want to miss my daughter's due dates, remind me",
        "remind me to stop by the library with my daughter's books",
        "remind me when my daughter's books are due, no more than two days before",
        "why did you stop reminding me about my daughter's books",
    ],
)
async def test_who_asks_for_reminders_ends_none(text: str) -> None:
    assert topic_of(text) == "remind" and not stops_telling(text)


@pytest.mark.parametrize(
    "text",
    [
        "stop reminding me of Hasti's books",
        "don't remind me about my daughter's books",
        "no more reminders about my son's books",
        "I don't want to be reminded of my daughter's books",
        "turn my daughter's reminders off",
        "cancel my son's reminders",
        "unsubscribe me from reminders of my son's books",
        "یادآوری کتاب‌های دخترم رو قطع کن",
        "دیگه یادآوری کتاب‌های دخترم رو نفرست",
        "یادآوری کتابای دخترم رو نمی‌خوام",
        "دیگه موعد کتابای پسرم رو خبر نده",
        "کتاب‌های دخترم رو دیگه یادآوری نکن",
        "لطفاً یادآوری‌های دخترم را لغو کنید",
        "موعد کتاب‌های پسرم رو یادم ننداز",
    ],
)
async def test_who_wants_no_reminders_ends_them(text: str) -> None:
    assert topic_of(text) == "remind" and stops_telling(text)


async def test_reminders_that_are_on_stay_on_and_a_yes_in_words_is_one(begin: Begin, services: Services) -> None:
    [link] = await family(services)
    talk = await begin("en", card=MOTHER)
    own = await talk.says("subscribe", "remind me when my books are due")
    await talk.presses(own.buttons[0]["payload"])
    asked = await talk.says("subscribe", "remind me when my daughter's books are due")
    assert asked.names == ["utter_child_reminders_ask"]
    done = await talk.says("subscribe", "yes, remind me of her books")
    assert done.names == ["utter_child_reminders_on"]
    again = await talk.says("subscribe", "Don't forget to remind me about my daughter's books")
    assert again.names == ["utter_child_reminders_on"]
    [row] = await rows(services.store, records.Guardianship)
    assert (row.id, row.reminds) == (link, True)
    assert await rows(services.store, records.AuditEvent, action="guardian.not_reminded") == []


async def test_a_child_is_told_once_and_may_limit_it(begin: Begin, services: Services) -> None:
    [link] = await family(services)
    talk = await begin("en", card=CHILD)
    said = await talk.says("loans", "what do I have out?")
    assert said.names[0] == "utter_guardian_may" and said.names[-1].startswith("utter_loans"), said.names
    assert "renew your loans" in said.text
    again = await talk.says("loans", "what do I have out?")
    assert "utter_guardian_may" not in again.names
    asked = await talk.says("others_loans", "who can see what I borrow?")
    assert asked.names == ["utter_guardian_may"]
    done = await talk.presses(asked.payload("Nothing at all"))
    assert done.names == ["utter_guardian_refused"]
    [row] = await rows(services.store, records.Guardianship)
    assert (row.id, row.child_allows) == (link, "nothing")
    mother = await begin("en", card=MOTHER)
    assert (await mother.says("others_loans", "what does Hasti have out?")).names == ["utter_child_closed"]


@pytest.mark.parametrize("asks", [False, True])
async def test_a_child_who_never_got_the_message_is_told_again(begin: Begin, services: Services, asks: bool) -> None:
    await family(services)
    talk = await begin("en", card=CHILD)
    talk.loses = True
    words = ("others_loans", "who can see what I borrow?") if asks else ("loans", "what do I have out?")
    lost = await talk.says(*words)
    assert lost.names.count("utter_guardian_may") == 1
    [row] = await rows(services.store, records.Guardianship)
    assert row.child_told_at is None
    talk.loses = False
    said = await talk.says("loans", "what do I have out?")
    assert said.names[0] == "utter_guardian_may"
    [row] = await rows(services.store, records.Guardianship)
    assert row.child_told_at is not None
    again = await talk.says("loans", "what do I have out?")
    assert "utter_guardian_may" not in again.names


async def test_a_young_child_is_told_and_has_no_say(begin: Begin, services: Services) -> None:
    [link] = await family(services, born=2018)
    talk = await begin("en", card=CHILD)
    asked = await talk.says("privacy", "can my mum see my loans?")
    assert asked.names == ["utter_guardian_may"] and asked.buttons == []
    said = await talk.presses(f'/others_loans{{"ref": "guardian:{link}:nothing"}}')
    assert said.names == ["utter_too_late"]


async def test_who_has_no_guardian_hears_that_nobody_sees(begin: Begin) -> None:
    talk = await begin("en", card=CHILD)
    said = await talk.says("privacy", "who can see my loans?")
    assert said.names == ["utter_guardians_none"]


@pytest.mark.parametrize(
    "text",
    [
        "a book for my daughter",
        "can my son borrow films?",
        "how many books can my daughter have out",
        "my daughter lost a book",
        "my son wants a book about space",
        "یک کتاب برای دخترم می‌خوام",
        "دخترم چند تا کتاب می‌تونه امانت بگیره؟",
        "پسرم کتاب رو گم کرده",
    ],
)
async def test_a_wish_or_a_rule_for_a_child_is_no_question_about_its_account(text: str) -> None:
    assert not is_of_child(text)


@pytest.mark.parametrize(
    ("text", "name", "is_meant"),
    [
        ("what does Hasti have out", "Hasti Rad", True),
        ("Hasti's books", "Hasti Rad", True),
        ("do you have the book hasti", "Hasti Rad", False),
        ("کتاب‌های هستی کی موعدشه", "هستی راد", True),
        ("هستی چی امانت داره", "هستی راد", True),
        ("هستی و زمان", "هستی راد", False),
    ],
)
async def test_a_name_is_a_childs_where_it_is_spoken_of_so(text: str, name: str, is_meant: bool) -> None:
    assert is_named(text, name) is is_meant


async def test_what_is_asked_of_an_account_is_heard() -> None:
    assert topic_of("does she have reservations") == "holds"
    assert topic_of("کتاب‌هاش رو تمدید کن") == "renew"
    assert topic_of("where is the library") is None
    assert asks_who_sees("کی می‌تونه امانت‌هام رو ببینه؟")
    assert speaks_of_guardians("مامانم کتاب‌هام رو می‌بینه؟")
    assert not asks_who_sees("who wrote this book")
