"""All conversations: found, filtered, read, labelled, and saved as tests."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import Connection, select, update

from crm import records
from crm.cases import answers
from crm.cases.opening import open_case
from crm.content.model_tests import saved_stories
from crm.conversations import feedback
from crm.database.upsert import table_of
from crm.handoff import steps
from crm.messages import search
from crm.people.contacts import add_contact
from crm.surveys.answering import give_unasked
from tests.support.console_people import SITE, Patron, ask_for_librarian, chat
from tests.support.desk import Client, Desk
from tests.support.fake_engine import said
from tests.support.html import Page, page_of, words_of
from tests.support.store_rows import add, add_patron, rows, say, sign_in, visitor
from tests.support.texts import occurrences, phrase

INTERACTION, AUDIT, PATRON = (table_of(record) for record in (records.Interaction, records.AuditEvent, records.Patron))
LIST = "/console/conversations"


def answering(console: Desk, *texts: str, **more: Any) -> None:
    """Let the engine answer so from now on."""

    async def script(_: dict[str, Any]) -> dict[str, Any]:
        return said(*texts, **more)

    console.engine.script = script


def talked(console: Desk, *texts: str, language: str = "fa") -> tuple[Patron, str]:
    """Let somebody new talk; give the conversation's public id, its words in the index."""
    patron = chat(console, language)
    for text in texts:
        patron.say(text)
    newest = select(INTERACTION.c.public_id).order_by(INTERACTION.c.id.desc()).limit(1)
    public_id = console.run(console.store.look(lambda c: c.scalar(newest)))
    assert public_id is not None
    index(console)
    return patron, public_id


def index(console: Desk) -> None:
    """Index what was said."""

    async def all_of_it() -> None:
        while await search.index_new(console.store):
            pass

    console.run(all_of_it())


def listed(client: Client, query: str) -> str:
    """The list as a page."""
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200, answer.text[:500]
    return answer.text


def test_words_are_found_in_both_scripts_and_marked_without_running_anything(console: Desk) -> None:
    _, persian = talked(console, "كتاب‌هاي هدايت را مي‌خواهم")
    _, english = talked(console, "<script>alert(1)</script> renew Harry Potter", language="en")
    client = console.client("librarian")
    page = listed(client, "q=کتابهای هدا")
    assert persian in page and english not in page
    assert {"كتاب‌هاي", "هدايت"} <= set(Page(page).texts("mark"))
    page = listed(client, "q=POTTER")
    assert english in page and persian not in page
    assert "<script>alert" not in page and "<script>alert(1)</script>" in words_of(page)
    assert "Potter" in Page(page).texts("mark")
    talk = client.get(f"{LIST}/{english}?q=renew").text
    assert "<script>alert" not in talk and "renew" in Page(talk).texts("mark")
    assert phrase("talks.none") in listed(client, "q=nosuchword")


FILTERS = [
    ("channel=web_chat", True),
    ("channel=telegram", False),
    ("language=fa", True),
    ("language=en", False),
    ("intent=hours", True),
    ("intent=renew", False),
    ("status=open", True),
    ("status=closed", False),
    ("outcome=abandoned", False),
    ("by=bot", True),
    ("by=staff", False),
    ("below=50", True),
    ("below=20", False),
    ("score=low", True),
    ("score=5", False),
    ("score=down", True),
    ("score=up", False),
    ("fallback=1", True),
    ("label=urgent", True),
    ("label=other", False),
    ("from=1405/09/03&to=2026-11-24", True),
    ("from=1405/09/04", False),
    ("to=1405/09/02", False),
    ("branch=99", False),
    ("q=پرسش&below=50&score=down", True),
    ("q=پرسش&status=closed", False),
]


def test_every_filter_narrows_the_list_and_its_files(console: Desk) -> None:
    answering(console, "نمی‌دانم", confidence=0.31, message={"status": "fallback"})
    patron, public_id = talked(console, "پرسش سخت")
    message = patron.history()[-1]["id"]
    [identity_id] = console.run(
        console.store.look(lambda c: c.scalars(select(INTERACTION.c.channel_identity_id)).all())
    )
    console.run(feedback.thumb(console.store, message, identity_id, -1))
    console.run(give_unasked(console.store, public_id, 2))
    client = console.client("librarian")
    assert client.post(f"{LIST}/{public_id}/label", {"name_en": "Urgent"}).status_code == 303
    for query, found in FILTERS:
        assert (public_id in listed(client, query)) is found, query
        assert (public_id in client.get(f"{LIST}?{query}&format=csv").text) is found, query
        assert (public_id in client.get(f"{LIST}/messages.csv?{query}").text) is found, query


def test_the_page_shows_what_was_made_of_every_turn(console: Desk) -> None:
    answering(console, "تا ۸ شب بازیم.", confidence=0.42)
    _, public_id = talked(console, "تا کی بازید؟")
    page = console.client("manager").get(f"{LIST}/{public_id}").text
    for shown in ("تا کی بازید؟", "تا ۸ شب بازیم.", "۴۲٪", "action_hours", "utter_test", "fake-1", "help"):
        assert shown in page, shown
    assert occurrences("talk.latency_ms", page)
    assert "/note" not in page and "/label" not in page
    # Who has nothing to do with intents reads no names that programs have for them.
    plain = console.client("librarian").get(f"{LIST}/{public_id}").text
    assert not [code for code in ("action_hours", "utter_test", "fake-1", ">hours<") if code in words_of(plain)]


def test_what_was_not_understood_is_said_in_words(console: Desk) -> None:
    answering(console, "نفهمیدم", intent="nlu_fallback", confidence=0.38)
    _, public_id = talked(console, "asdkjh qwe")
    for path in (f"{LIST}/{public_id}", LIST):
        page = console.client("librarian").get(path).text
        assert phrase("intents.named.nlu_fallback") in page and "nlu_fallback" not in words_of(page)
    last = console.run(console.store.look(lambda c: c.scalars(select(AUDIT.c.action)).all()))
    assert "conversation.read" in last
    assert console.client("manager").get(f"{LIST}/nosuch").status_code == 404


def test_labels_notes_and_effort(console: Desk) -> None:
    _, public_id = talked(console, "سلام")
    client = console.client("librarian")
    page = client.follow(client.post(f"{LIST}/{public_id}/label", {"name_fa": "پایان‌نامه", "color": "info"}))
    assert "پایان‌نامه" in page_of(page).texts(".badge.info")
    # The name that it lacks is asked for beside it, and then no more.
    assert page_of(page).value("name_fa") == "پایان‌نامه"
    named = client.follow(client.post(f"{LIST}/{public_id}/label", {"name_fa": "پایان‌نامه", "name_en": "Thesis"}))
    assert not Page(named.text).has("[id^=label-name-]") and Page(page.text).has("[id^=label-name-]")
    client.post("/console/me/language", {"to": "en", "back": "/console"})
    assert "Thesis" in page_of(client.get(f"{LIST}/{public_id}")).texts(".badge.info")
    client.post("/console/me/language", {"to": "fa", "back": "/console"})
    assert client.post(f"{LIST}/{public_id}/label", {}).status_code == 422
    wrong = client.post(f"{LIST}/{public_id}/label", {"name_fa": "ن" * 61, "color": "info"})
    assert wrong.status_code == 422 and "ن" * 61 in wrong.text
    assert client.post(f"{LIST}/{public_id}/label", {"code": "nosuch"}).status_code == 404
    client.follow(client.post(f"{LIST}/{public_id}/unlabel", {"code": "پایان-نامه"}))
    client.follow(client.post(f"{LIST}/{public_id}/note", {"text": "پیگیری شود"}))
    client.follow(client.post(f"{LIST}/{public_id}/effort", {"effort": "4"}))
    assert client.post(f"{LIST}/{public_id}/effort", {"effort": "9"}).status_code == 422
    row = console.run(console.store.look(lambda c: c.execute(select(INTERACTION)).mappings().one()))
    assert row["read_effort"] == 4
    index(console)
    # Notes are found by those who may read patrons, and not by an editor.
    assert public_id in listed(client, "q=پیگیری")
    assert public_id not in listed(console.client("editor"), "q=پیگیری")
    editor = console.client("editor")
    assert editor.post(f"{LIST}/{public_id}/note", {"text": "x"}).status_code == 403
    assert editor.post(f"{LIST}/{public_id}/effort", {"effort": "1"}).status_code == 403
    assert console.client("auditor").post(f"{LIST}/{public_id}/label", {"code": "x"}).status_code == 403


def test_a_reader_without_patrons_sees_no_name_and_masked_words(console: Desk) -> None:
    patron, public_id = talked(console, "سلام")
    ask_for_librarian(console, patron)
    librarian = console.client("librarian")

    def name_it(connection: Connection) -> str:
        row = connection.execute(select(PATRON.c.id, PATRON.c.display_name)).first()
        assert row is not None
        connection.execute(update(INTERACTION).values(patron_id=row.id))
        return str(row.display_name)

    name = console.run(console.store.transact(name_it))
    librarian.post(f"/console/inbox/{public_id}/claim")
    librarian.post(f"/console/inbox/{public_id}/reply", {"text": f"{name} عزیز، با 09121234567 تماس بگیرید"})
    index(console)
    editor = console.client("editor")
    for path in (f"{LIST}/{public_id}", f"{LIST}?q=تماس", f"{LIST}/messages.csv", f"{LIST}?format=csv"):
        text = editor.get(path).text
        assert name not in text and "09121234567" not in text, path
        assert public_id in text or path.endswith(public_id)
    assert name in librarian.get(f"{LIST}/{public_id}").text


def test_a_conversation_becomes_a_test_of_models(console: Desk) -> None:
    answering(console, "تا ۸", confidence=0.9)
    _, public_id = talked(console, "تا کی بازید؟ شماره‌ام 09121234567 است")
    editor = console.client("editor")
    preview = editor.get(f"{LIST}/{public_id}/test").text
    assert "intent: hours" in preview and "09121234567" not in preview
    assert editor.post(f"{LIST}/{public_id}/test", {"name": " "}).status_code == 422
    page = editor.follow(editor.post(f"{LIST}/{public_id}/test", {"name": "ساعت کار"}))
    assert "ساعت کار" in page.text
    again = editor.post(f"{LIST}/{public_id}/test", {"name": "ساعت کار"})
    assert again.status_code == 422 and phrase("tests.bad.taken") in again.text
    [story] = console.run(saved_stories(console.store))
    assert story.language == "fa" and "action_hours" in story.story and "[phone]" in story.story
    assert "action_hours" in editor.get(f"{LIST}/tests?format=csv").text
    editor.post(f"{LIST}/tests/1/active", {"active": "no"})
    assert console.run(saved_stories(console.store)) == []
    assert "ساعت کار" in editor.get(f"{LIST}/tests?active=no").text
    assert console.client("manager").post(f"{LIST}/tests/1/delete").status_code == 403
    editor.post(f"{LIST}/tests/1/delete")
    assert editor.post(f"{LIST}/tests/1/delete").status_code == 404
    assert phrase("tests.empty") in editor.get(f"{LIST}/tests").text


def test_the_list_goes_in_pages_and_is_ordered(console: Desk) -> None:
    ids = []
    for number in range(3):
        answering(console, "پاسخ", confidence=0.9 - number / 10)
        ids.append(talked(console, f"پرسش {number}")[1])
        console.advance(minutes=1)
    client = console.client("librarian")

    def order(query: str) -> list[str]:
        text = listed(client, query)
        return sorted((each for each in ids if each in text), key=text.index)

    assert order("") == ids[::-1]
    assert order("sort=started") == ids
    assert order("sort=confidence") == ids[::-1]
    assert order("size=2") == ids[:0:-1]
    assert order("size=2&page=2") == ids[:1]
    assert order("size=2&q=پرسش") == ids[:0:-1]
    assert order("size=2&page=2&q=پرسش") == ids[:1]
    assert phrase("list.ignored", name="tomorrow") in listed(client, "from=tomorrow")


def test_words_are_found_in_what_the_reader_sees(console: Desk) -> None:
    """Nobody who sees no name learns one by looking for it."""
    _, public_id = talked(console, "سلام، من سهراب نیکزادم و کتاب می‌خواهم", "نام من سهراب نیکزاد است")

    def name_it(connection: Connection) -> None:
        patron = connection.scalar(select(PATRON.c.id))
        connection.execute(update(PATRON).where(PATRON.c.id == patron).values(display_name="سهراب نیکزاد"))
        connection.execute(update(INTERACTION).where(INTERACTION.c.public_id == public_id).values(patron_id=patron))

    console.run(console.store.transact(name_it))
    librarian, editor = console.client("librarian"), console.client("editor")
    for words in ("سهراب", "سهر", "نیکزاد", "سهراب نیکزاد", "نام سهراب"):
        assert public_id in listed(librarian, f"q={words}")
        for path in (f"{LIST}?q={words}", f"{LIST}?q={words}&format=csv", f"{LIST}/messages.csv?q={words}"):
            assert public_id not in editor.get(path).text, path
    # What they see they find.
    for words in ("کتاب", "نام من", "کتا"):
        assert public_id in listed(editor, f"q={words}")


def test_a_try_of_staff_is_marked_and_counted_again(console: Desk) -> None:
    _, public_id = talked(console, "سلام")
    client, path = console.client("editor"), f"{LIST}/{public_id}"
    assert phrase("talk.try.no") in client.get(path).text
    for answer in ("yes", "no"):
        assert phrase(f"talk.try.{answer}") in client.follow(client.post(f"{path}/try", {"is_test": answer})).text
    marked = select(INTERACTION.c.is_test).where(INTERACTION.c.public_id == public_id)
    assert console.run(console.store.look(lambda c: c.scalar(marked))) is False
    assert console.client("manager").post(f"{path}/try", {"is_test": "yes"}).status_code == 403


def test_whoever_is_signed_in_to_the_console_tries_the_service_out(console: Desk) -> None:
    """Under https the browser sends the console's cookie along; without, as here, nobody is recognised by it."""
    token = console.client("librarian").http.cookies["ketabyar_console"]
    identity = table_of(records.ChannelIdentity)
    newest = select(identity.c.is_test).order_by(identity.c.id.desc()).limit(1)
    for cookie, expected in ((f"__Host-ketabyar_console={token}", True), ("ketabyar_console=" + "x" * 30, False)):
        with httpx.Client(base_url=console.url, trust_env=False, headers={"Origin": SITE, "Cookie": cookie}) as browser:
            assert browser.post("/api/chat/session", json={"language": "fa"}).status_code == 201
        assert console.run(console.store.look(lambda c: c.scalar(newest))) is expected


def test_a_conversation_is_known_by_what_it_is_about(console: Desk) -> None:
    patron = chat(console)
    for text, intent in (("سلام", "greet"), ("کتابدار می‌خوام", "human_help"), ("سووشون رو دارید؟", "search")):
        answering(console, "…", intent=intent)
        patron.say(text)
    page = page_of(console.client("librarian").get(LIST))
    assert page.texts("td.what > a") == ["سووشون رو دارید؟"]
    other = chat(console)
    answering(console, "…", intent="greet")
    other.say("درود")
    assert "درود" in page_of(console.client("librarian").get(LIST)).texts("td.what > a"), (
        "there is nothing else to show"
    )


def test_many_conversations_get_a_label_at_once(console: Desk) -> None:
    found = [talked(console, "ساعت کار؟")[1] for _ in range(3)]
    supervisor = console.client("supervisor")
    supervisor.post(f"{LIST}/{found[0]}/label", {"name_fa": "ساعت", "name_en": "Hours"})
    done = supervisor.post(f"{LIST}/bulk?status=open", {"pick": [*found[1:], "gone"], "code": "hours"})
    assert done.headers["location"] == f"{LIST}?status=open"
    assert len(page_of(supervisor.get(f"{LIST}?label=hours")).rows()) == 3
    assert supervisor.post(f"{LIST}/bulk", {"pick": found}).status_code == 422
    assert supervisor.post(f"{LIST}/bulk", {"code": "hours"}).status_code == 422
    assert console.client("auditor").post(f"{LIST}/bulk", {"pick": found, "code": "hours"}).status_code == 403


def test_a_view_of_conversations_is_kept(console: Desk) -> None:
    talked(console, "ساعت کار؟")
    client = console.client("librarian")
    assert client.post(f"{LIST}/views?channel=web_chat", {"name": "وب"}).status_code == 303
    page = page_of(client.get(f"{LIST}?channel=web_chat"))
    assert "وب ۱" in page.texts("nav.tabs a")
    client.post(f"{LIST}/views/drop", {"view": page.value("view")})
    assert "وب ۱" not in page_of(client.get(LIST)).texts("nav.tabs a")


def test_files_are_for_programs_under_headings_for_people(console: Desk) -> None:
    talked(console, "ساعت کار؟")
    lines = console.client("librarian").get(f"{LIST}?format=csv").text.removeprefix("\ufeff").splitlines()
    assert phrase("talks.csv.started_at") in lines[0]
    assert re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", lines[1])


def test_every_message_of_the_bot_leads_to_where_it_is_changed(console: Desk) -> None:
    one = {"answer": "utter_greet", "custom": {"told": ["fact:1"]}}
    answering(console, "سلام. چه کمکی کنم؟", intent="greet", message=one)
    _, greeted = talked(console, "سلام")
    answering(console, "نفهمیدم", intent="nlu_fallback", message={"answer": "utter_not_understood"})
    _, lost = talked(console, "قارقار")
    supervisor = console.client("supervisor")
    page = page_of(supervisor.get(f"{LIST}/{greeted}"))
    assert page.links(css=".change-answer a")[:2] == ["/console/places/told/fact:1", "/console/answers/utter_greet"]
    assert phrase("talk.change") in page.text
    fallback = page_of(supervisor.get(f"{LIST}/{lost}")).links(css=".change-answer a")
    assert fallback == ["/console/answers/utter_not_understood"], "nobody teaches what was not understood"
    admin = page_of(console.client("admin").get(f"{LIST}/{greeted}"))
    assert "/console/intents/greet" in admin.links(css=".change-answer a")
    for address in admin.links(css=".change-answer a")[1:]:
        assert console.client("admin").get(address).status_code == 200


def test_contacts_that_are_no_conversation_are_told_by_what_they_are(console: Desk) -> None:
    store, by = console.store, console.actor("librarian")

    async def work() -> str:
        patron_id = await add_patron(store, "20007701", display_name="نسرین کاوه")
        for channel, subject in (("phone", "تمدید کتاب"), ("in_person", "گواهی تسویه")):
            await add_contact(store, patron_id, key=str(uuid4()), channel=channel, subject=subject, by=by)
        who = await sign_in(store, await visitor(store), patron_id)
        said = await say(store, who, "کولر سالن خراب است")
        case = await open_case(
            store, "complaint", conversation=said.interaction.public_id, subject="building",
            description="کولر سالن خراب است", language="fa", idempotency_key="one",
        )  # fmt: skip
        await steps.close(store, said.interaction.public_id, by, "staff_resolved")
        await answers.answer(store, case.number, "کولر درست شد", version=1, by=by, letter=lambda *said: said[-1])
        asked = (await rows(store, records.ChannelIdentity))[-1].id
        shape = {"channel": "web_chat", "direction": "outbound", "kind": "notice", "status": "closed"}
        now = store.clock.now()
        ends = {"outcome": "bot_resolved", "handled_by": "system", "started_at": now, "ended_at": now, "last_seq": 1}
        key = str(uuid4())
        begun = await add(
            store, records.Interaction, public_id=key, engine_conversation=key, patron_id=patron_id,
            channel_identity_id=asked, **shape, **ends,
        )  # fmt: skip
        message = {"interaction_id": begun, "seq": 1, "sender": "bot", "custom": {"survey": "librarian"}}
        await add(store, records.Message, **message, body="گفت‌وگو چطور بود؟", created_at=now)
        (patron,) = await rows(store, records.Patron, id=patron_id)
        return f"{case.number} {patron.public_id}"

    number, patron = console.run(work()).split()
    page = Page(listed(console.client("supervisor"), ""))
    for words, kind in (
        ("تمدید کتاب", phrase("talks.kind.call")),
        ("گواهی تسویه", phrase("talks.kind.visit")),
        ("کولر درست شد", phrase("talks.kind.answer", number=number)),
    ):
        row = page.row(words)
        assert kind in row and phrase("talks.no_text") not in row
        assert phrase("outcome.staff_resolved") not in row and phrase("inbox.said", n=0) not in row
    [asked] = Page(listed(console.client("supervisor"), "by=system")).rows()
    assert "گفت‌وگو چطور بود؟" in asked and phrase("talks.kind.survey") in asked
    told = page_of(console.client("supervisor").get(f"/console/patrons/{patron}")).texts("[data-sent]")
    assert sorted(told) == sorted([phrase("talks.kind.survey"), phrase("talks.kind.answer", number=number)])
