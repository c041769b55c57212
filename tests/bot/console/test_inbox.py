"""The inbox, from a patron who asks for a librarian to the bot that takes over again."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from crm import records
from crm.cases.opening import open_case
from crm.conversations import identities
from crm.conversations.journal import Inbound, record_inbound
from crm.database.upsert import table_of
from crm.errors import StoreBusy
from crm.handoff import queue, steps
from crm.staff.presence import note_present
from tests.support.console_people import ask_for_librarian, chat
from tests.support.desk import Desk
from tests.support.html import is_whole, page_of
from tests.support.store_rows import rows
from tests.support.texts import phrase

INTERACTION, MESSAGE, AUDIT, PATRON = (
    table_of(record) for record in (records.Interaction, records.Message, records.AuditEvent, records.Patron)
)
LONG_AFTER = datetime(2100, 1, 1, tzinfo=UTC)
OUTBOX, IDENTITY = table_of(records.Outbox), table_of(records.ChannelIdentity)


def actions(console: Desk) -> list[str]:
    """The actions in the audit trail."""
    return list(console.run(console.store.look(lambda c: c.scalars(select(AUDIT.c.action).order_by(AUDIT.c.id)).all())))


def other_librarian(console: Desk, username: str = "omid", role: str = "librarian") -> None:
    """Another account with the same password."""
    table = table_of(records.StaffUser)

    def add(connection: Connection) -> None:
        row = dict(connection.execute(select(table).where(table.c.username == "librarian")).mappings().one())
        del row["id"]
        connection.execute(insert(table), {**row, "username": username, "display_name": "امید راد", "role": role})

    console.run(console.store.transact(add))


def staff_id(console: Desk, username: str) -> int:
    """The number of an account."""
    [row] = console.run(rows(console.store, records.StaffUser, username=username))
    return int(row.id)


def test_an_answer_typed_at_the_desk_reaches_the_widget_and_the_bot_takes_over_after(console: Desk) -> None:
    patron = chat(console)
    public_id = ask_for_librarian(console, patron)
    librarian = console.client("librarian")
    listed = librarian.get("/console/inbox")
    assert "مقاله" in listed.text and public_id in listed.text
    page = librarian.follow(librarian.post(f"/console/inbox/{public_id}/claim"))
    assert "کتابدار می‌خواهم" in page.text
    assert patron.say("دربارهٔ پایان‌نامه")["messages"] == []
    lines = librarian.htmx("GET", f"/console/inbox/{public_id}/lines?after=2")
    assert "دربارهٔ پایان‌نامه" in lines.text and not is_whole(lines.text)

    sent = librarian.post(f"/console/inbox/{public_id}/reply", {"text": "سلام، بفرمایید.", "key": "k" * 16})
    assert sent.headers["location"] == f"/console/inbox/{public_id}#answer"
    assert patron.history()[-1]["text"] == "سلام، بفرمایید."
    assert patron.history()[-1]["sender"] == "staff"
    librarian.post(f"/console/inbox/{public_id}/reply", {"text": "سلام، بفرمایید.", "key": "k" * 16})
    assert [each["text"] for each in patron.history()].count("سلام، بفرمایید.") == 1

    requests = len(console.engine.requests)
    assert patron.say("ممنون")["state"]["status"] == "with_staff"
    assert len(console.engine.requests) == requests
    librarian.follow(librarian.post(f"/console/inbox/{public_id}/to-bot"))
    answer = patron.say("ساعت کار؟")
    assert [each["text"] for each in answer["messages"]] == ["echo: ساعت کار؟"]
    assert answer["state"]["status"] == "open"
    known = actions(console)
    for action in ("conversation.claimed", "conversation.read", "conversation.returned_to_bot", "inbox.read"):
        assert action in known


def test_of_two_who_claim_one_wins_and_the_other_is_told_who(console: Desk) -> None:
    other_librarian(console)
    public_id = ask_for_librarian(console, chat(console))
    first, second = console.client("librarian"), console.client("omid")
    assert first.post(f"/console/inbox/{public_id}/claim").status_code == 303
    refused = second.post(f"/console/inbox/{public_id}/claim")
    assert refused.status_code == 409 and "زهره کریمی" in refused.text
    refused = second.post(f"/console/inbox/{public_id}/reply", {"text": "نوشتهٔ من"})
    assert refused.status_code == 409 and "زهره کریمی" in refused.text and "نوشتهٔ من" in refused.text
    for path in ("to-bot", "close", "transfer"):
        answer = second.post(f"/console/inbox/{public_id}/{path}", {"outcome": "staff_resolved", "to": "omid"})
        assert answer.status_code == 409, path
    # Claiming again changes nothing.
    assert first.post(f"/console/inbox/{public_id}/claim").status_code == 303


def test_a_conversation_is_handed_to_a_colleague_and_a_supervisor_takes_it_over(console: Desk) -> None:
    other_librarian(console)
    public_id = ask_for_librarian(console, chat(console))
    first, second, chief = (console.client(name) for name in ("librarian", "omid", "supervisor"))
    first.post(f"/console/inbox/{public_id}/claim")
    assert first.post(f"/console/inbox/{public_id}/transfer", {"to": "nobody"}).status_code == 422
    assert first.post(f"/console/inbox/{public_id}/transfer", {"to": "editor"}).status_code == 422
    assert first.post(f"/console/inbox/{public_id}/transfer", {"to": "omid"}).status_code == 303
    assert first.post(f"/console/inbox/{public_id}/reply", {"text": "هنوز من"}).status_code == 409
    assert second.post(f"/console/inbox/{public_id}/reply", {"text": "حالا من"}).status_code == 303
    # A supervisor answers only after taking it over.
    assert chief.post(f"/console/inbox/{public_id}/reply", {"text": "من؟"}).status_code == 409
    assert chief.post(f"/console/inbox/{public_id}/transfer", {"to": "supervisor"}).status_code == 303
    assert chief.post(f"/console/inbox/{public_id}/reply", {"text": "از این پس من"}).status_code == 303
    assert "conversation.transferred" in actions(console)


def test_a_row_says_a_sentence_once(console: Desk) -> None:
    words = "راهنمایی برای پایان‌نامه"
    same = ask_for_librarian(console, chat(console), text=words, reason=words)
    other = ask_for_librarian(console, chat(console), text="کتابدار می‌خواهم", reason="مقاله")
    page = page_of(console.client("librarian").get("/console/inbox"))
    cells = {public_id: next(cell for cell in page.texts("td.what") if text in cell)
             for public_id, text in ((same, words), (other, "مقاله"))}  # fmt: skip
    assert cells[same].count(words) == 1
    assert "کتابدار می‌خواهم" in cells[other]


def test_a_librarian_is_told_of_a_number_that_was_covered(console: Desk) -> None:
    patron = chat(console)
    public_id = ask_for_librarian(console, patron)
    librarian = console.client("librarian")
    librarian.post(f"/console/inbox/{public_id}/claim")
    told = phrase("desk.contact_covered")
    patron.say("سلام، هستید؟")
    assert told not in page_of(librarian.get(f"/console/inbox/{public_id}")).text
    patron.say("شماره‌ام 09121234567 است")
    page = librarian.get(f"/console/inbox/{public_id}")
    assert "09121234567" not in page.text
    assert page_of(page).texts("[data-hides-contact]") == [told]
    assert told in librarian.htmx("GET", f"/console/inbox/{public_id}/lines?after=2").text


def test_what_is_covered_in_an_answer_is_shown_before_it_goes(console: Desk) -> None:
    public_id = ask_for_librarian(console, chat(console))
    librarian = console.client("librarian")
    librarian.post(f"/console/inbox/{public_id}/claim")
    path, text = f"/console/inbox/{public_id}/reply", "شماره کارت شما 1000200031 است"
    told = phrase("covered.first", text="شماره کارت شما [کارت] است")
    page = page_of(librarian.post(path, {"text": text}))
    assert told in page.text and page.value("text") == text
    # Another number in the same form is looked at again; the same is sent.
    other = page_of(librarian.post(path, {"text": "رمز کارت شما 4821 است", "seen": page.value("seen")}))
    assert other.value("seen") != page.value("seen") and staff_texts(console) == []
    part = librarian.htmx("POST", path, {"text": text})
    assert part.status_code == 422 and told in page_of(part).text
    assert page_of(part).attributes("[name=seen]", "form") == ["answer"]
    sent = librarian.htmx("POST", path, {"text": text, "seen": page_of(part).value("seen")})
    assert sent.headers["hx-trigger"] == "replied" and staff_texts(console) == ["شماره کارت شما [card] است"]
    # A note is for colleagues: it is kept, and its writer told.
    assert librarian.post(f"/console/inbox/{public_id}/note", {"text": text}).status_code == 303


def staff_texts(console: Desk) -> list[str]:
    """Give what librarians have written to patrons."""
    said = select(MESSAGE.c.body).where(MESSAGE.c.sender == "staff")
    return list(console.run(console.store.look(lambda c: c.execute(said).scalars().all())))


def test_closing_keeps_the_outcome_and_only_one_from_the_list(console: Desk) -> None:
    public_id = ask_for_librarian(console, chat(console))
    librarian = console.client("librarian")
    librarian.post(f"/console/inbox/{public_id}/claim")
    for where in ("inbox", "conversations"):
        # What the levels are levels of is said beside them.
        assert phrase("talk.effort_hint") in page_of(librarian.get(f"/console/{where}/{public_id}")).text
    assert librarian.post(f"/console/inbox/{public_id}/close", {"outcome": "bot_resolved"}).status_code == 422
    assert librarian.post(f"/console/inbox/{public_id}/close", {"outcome": "staff_resolved"}).status_code == 303
    row = console.run(console.store.look(lambda c: c.execute(select(INTERACTION)).mappings().one()))
    assert (row["status"], row["outcome"]) == ("closed", "staff_resolved")
    assert librarian.post(f"/console/inbox/{public_id}/close", {"outcome": "abandoned"}).status_code == 409


def test_nothing_typed_is_lost_when_an_answer_is_refused(console: Desk) -> None:
    public_id = ask_for_librarian(console, chat(console))
    librarian = console.client("librarian")
    early = librarian.post(f"/console/inbox/{public_id}/reply", {"text": "زود <b>بود</b>"})
    assert early.status_code == 409 and page_of(early).value("text") == "زود <b>بود</b>"
    librarian.post(f"/console/inbox/{public_id}/claim")
    assert librarian.post(f"/console/inbox/{public_id}/reply", {"text": "  "}).status_code == 422
    long = page_of(librarian.post(f"/console/inbox/{public_id}/reply", {"text": "x" * 12_000}))
    assert long.value("text") == "x" * 12_000 and phrase("desk.bad.long") in long.text
    # The browser counts what is typed and cuts nothing.
    assert long.attributes("[name=text]", "data-most") == ["4000"] and not long.all("textarea[maxlength]")
    unknown = librarian.post(f"/console/inbox/{public_id}/reply", {"text": "/nichts"})
    assert unknown.status_code == 422 and "/nichts" in unknown.text
    part = librarian.htmx("POST", f"/console/inbox/{public_id}/reply", {"text": "/nichts"})
    assert part.headers["hx-retarget"] == "#answer-problem" and not is_whole(part.text)
    assert (
        librarian.htmx("POST", f"/console/inbox/{public_id}/reply", {"text": "خوب"}).headers["hx-trigger"] == "replied"
    )


def test_an_answer_that_was_sent_is_sent_though_its_telling_fails_and_other_words_are_another(
    console: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    patron = chat(console)
    public_id = ask_for_librarian(console, patron)
    librarian = console.client("librarian")

    async def busy(*_: Any) -> int:
        raise StoreBusy("the database is busy")

    with monkeypatch.context() as patched:
        patched.setattr("bot.console.inbox.telling.feed_streams", busy)
        patched.setattr("bot.console.inbox.telling.transcript.talk", busy)
        assert librarian.post(f"/console/inbox/{public_id}/claim").status_code == 303
    at, key = f"/console/inbox/{public_id}/reply", "form-0001"
    with monkeypatch.context() as patched:
        patched.setattr("bot.console.inbox.telling.feed_streams", busy)
        sent = librarian.htmx("POST", at, {"text": "ساعت ۸", "key": key})
        assert (sent.status_code, sent.headers["hx-trigger"]) == (204, "replied")
    assert librarian.htmx("POST", at, {"text": "ساعت ۸", "key": key}).headers["hx-trigger"] == "replied"
    for to in (at, f"/console/inbox/{public_id}/note"):
        librarian.htmx("POST", to, {"text": "ساعت ۸", "key": key})
        other = librarian.htmx("POST", to, {"text": "ساعت ۹", "key": key})
        assert (other.status_code, other.headers["hx-trigger"]) == (409, "another")
        assert phrase("desk.bad.sent_before") in other.text
    plain = page_of(librarian.post(at, {"text": "ساعت ۹", "key": key}))
    assert plain.value("text") == "ساعت ۹" and plain.value("key") != key
    said = [row.body for row in console.run(rows(console.store, records.Message)) if row.sender == "staff"]
    assert said == ["ساعت ۸", "ساعت ۸"], "the answer and the note, each once"


def test_a_note_is_for_colleagues_alone(console: Desk) -> None:
    patron = chat(console)
    public_id = ask_for_librarian(console, patron)
    librarian = console.client("librarian")
    librarian.post(f"/console/inbox/{public_id}/claim")
    assert librarian.post(f"/console/inbox/{public_id}/note", {"text": ""}).status_code == 422
    librarian.follow(librarian.post(f"/console/inbox/{public_id}/note", {"text": "مراقب باشید"}))
    assert "مراقب باشید" in librarian.get(f"/console/inbox/{public_id}").text
    assert "مراقب باشید" not in str(patron.history())
    [standing] = console.run(queue.standings(console.store))
    assert standing.waits
    assert "مراقب باشید" not in console.client("editor").get(f"/console/conversations/{public_id}").text


def test_an_answer_to_telegram_goes_into_the_outbox(console: Desk) -> None:
    public_id = console.run(_asks_on_telegram(console))
    librarian = console.client("librarian")
    librarian.post(f"/console/inbox/{public_id}/claim")
    librarian.post(f"/console/inbox/{public_id}/reply", {"text": "سلام سارا"})
    query = select(OUTBOX.c.channel, OUTBOX.c.state, MESSAGE.c.body).join(MESSAGE, MESSAGE.c.id == OUTBOX.c.message_id)
    sent = list(console.run(console.store.look(lambda c: c.execute(query.order_by(MESSAGE.c.id)).all())))
    assert sent[-1] == ("telegram", "pending", "سلام سارا")
    assert "زهره کریمی" in sent[0].body, "who has come is told first"


@pytest.mark.parametrize(
    ("path", "form", "name"),
    [("to-bot", {}, "handed_back"), ("close", {"outcome": "staff_resolved"}, "ended")],
)
def test_a_patron_is_told_once_what_the_librarian_did(
    console: Desk, path: str, form: dict[str, str], name: str
) -> None:
    texts = {language: getattr(console.parts.wording, name)(language) for language in ("fa", "en")}
    on_web = chat(console, "en")
    on_web_id = ask_for_librarian(console, on_web, text="a person please")
    on_telegram_id = console.run(_asks_on_telegram(console))
    librarian = console.client("librarian")
    for public_id in (on_web_id, on_telegram_id):
        librarian.post(f"/console/inbox/{public_id}/claim")
        librarian.post(f"/console/inbox/{public_id}/reply", {"text": "One moment"})
        assert librarian.post(f"/console/inbox/{public_id}/{path}", form).status_code == 303
        librarian.post(f"/console/inbox/{public_id}/{path}", form)
    assert [one["text"] for one in on_web.history()][-2:] == ["One moment", texts["en"]]
    assert str(on_web.history()).count(texts["en"]) == 1
    query = select(MESSAGE.c.body).join(OUTBOX, OUTBOX.c.message_id == MESSAGE.c.id).where(
        OUTBOX.c.channel == "telegram"
    )  # fmt: skip
    sent = console.run(console.store.look(lambda connection: list(connection.scalars(query.order_by(MESSAGE.c.id)))))
    assert sent[1:] == ["One moment", texts["fa"]]


def test_a_patron_who_was_with_the_bot_hears_nothing_of_an_end(console: Desk) -> None:
    patron = chat(console)
    patron.say("سلام")
    [row] = console.run(rows(console.store, records.Interaction))
    before = patron.history()
    librarian = console.client("librarian")
    assert librarian.post(f"/console/inbox/{row.public_id}/close", {"outcome": "no_answer"}).status_code == 303
    assert patron.history() == before


def test_what_becomes_a_case_is_chosen_and_said(console: Desk) -> None:
    patron, words = chat(console), "کلاهم را در سالن مطالعه جا گذاشتم"
    public_id = ask_for_librarian(console, patron, reason=words)
    librarian = console.client("librarian")
    address = f"/console/inbox/{public_id}"
    librarian.post(f"{address}/claim")
    assert not page_of(librarian.get(address)).has('[name="into"]'), "there is nothing to choose from"
    given = {"language": "fa", "conversation": public_id}
    clerk = console.run(
        open_case(
            console.store,
            "complaint",
            subject="complaint",
            description="کارمند بد حرف زد",
            idempotency_key="a",
            **given,
        )
    )
    page = page_of(librarian.get(address))
    assert page.value("into") == "" and page.options("into") == [clerk.number]
    hat = console.run(
        open_case(console.store, "question", subject="librarian", description=words, idempotency_key="b", **given)
    )
    page = page_of(librarian.get(address))
    assert page.value("into") == hat.number and page.options("into") == [hat.number, "new", clerk.number]
    assert librarian.post(f"{address}/close", {"outcome": "case_opened", "into": "K-000099"}).status_code == 422
    # Sent from a page that was older than the case: it goes there all the same, and says so.
    closed = librarian.post(f"{address}/close", {"outcome": "case_opened", "into": ""})
    assert closed.headers["location"] == f"/console/cases/{hat.number}"
    assert phrase("desk.case_joined") in librarian.follow(closed).text
    assert hat.number in patron.history()[-1]["text"]


def test_the_history_of_a_case_names_who_put_a_chat_into_it(console: Desk) -> None:
    public_id = ask_for_librarian(console, chat(console), reason="کتابی که گم کرده‌ام")
    librarian = console.client("librarian")
    librarian.post(f"/console/inbox/{public_id}/claim")
    case = console.run(
        open_case(
            console.store,
            "complaint",
            conversation=public_id,
            subject="complaint",
            description="کارمند بد حرف زد",
            language="fa",
            idempotency_key="a",
        )
    )
    form = {"outcome": "case_opened", "into": case.number}
    page = page_of(librarian.follow(librarian.post(f"/console/inbox/{public_id}/close", form)))
    [step] = [each for each in page.texts(".steps li") if "کتابی که گم کرده‌ام" in each]
    assert phrase("cases.step.passed_on") in step and "زهره کریمی" in step


def test_a_bare_number_is_no_subject_and_colleagues_are_told_with_their_presence(console: Desk) -> None:
    other_librarian(console)
    patron = chat(console)
    public_id = ask_for_librarian(console, patron, reason="")
    console.run(console.store.transact(lambda c: c.execute(update(INTERACTION).values(subject="K-000001")) and None))
    patron.say("دربارهٔ کتابی که گم کرده‌ام")
    librarian = console.client("librarian")
    for path in ("/console/inbox", f"/console/inbox/rail?at={public_id}", f"/console/inbox/{public_id}"):
        text = page_of(librarian.get(path)).text
        assert "دربارهٔ کتابی که گم کرده‌ام" in text and "K-000001" in text
    librarian.post(f"/console/inbox/{public_id}/claim")
    page = page_of(librarian.get(f"/console/inbox/{public_id}"))
    assert page.texts("[data-topic]") == ["دربارهٔ کتابی که گم کرده‌ام"]
    assert phrase("presence.named_never", name="امید راد") in page.texts('[name="to"] option')
    console.client("omid")
    console.run(note_present(console.store, staff_id(console, "omid")))
    page = page_of(librarian.get(f"/console/inbox/{public_id}"))
    assert page.texts('[name="to"] option')[1] == phrase("presence.named_there", name="امید راد")


def test_the_first_page_can_be_counted_anew(console: Desk) -> None:
    librarian = console.client("librarian")
    page = librarian.get("/console")
    assert page_of(page).has("[data-live-home]") and phrase("home.nothing") in page.text
    ask_for_librarian(console, chat(console))
    part = librarian.htmx("GET", "/console")
    assert not is_whole(part.text) and phrase("home.nothing") not in part.text
    assert page_of(part).texts('a.count[href^="/console/inbox"] strong') == ["۱"]


async def _asks_on_telegram(console: Desk) -> str:
    who = await identities.identity_for(console.store, "telegram", "4712", display_name="Sara", language="fa")
    inbound = Inbound("telegram", who.id, "t1", "کتابدار", language="fa")
    recorded = await record_inbound(console.store, inbound)

    async def is_open(*_: Any) -> tuple[bool, None]:
        return True, None

    await steps.request(console.store, recorded.interaction.public_id, opening=is_open)
    return recorded.interaction.public_id


def events(client: Any, seconds: float = 10.0) -> Iterator[dict[str, Any]]:
    """The states of the queue, as an open page hears of them."""
    with client.http.stream("GET", "/console/events", timeout=seconds) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            if line.startswith("data: "):
                yield json.loads(line.removeprefix("data: "))


def test_open_pages_hear_of_who_waits_and_of_each_message(console: Desk) -> None:
    patron = chat(console)
    librarian = console.client("librarian")
    heard = events(librarian)
    assert next(heard) == {
        "waiting": 0,
        "mine": 0,
        "alarms": [],
        "talks": {},
        "here": {},
        "me": "librarian",
        "away": False,
    }
    public_id = ask_for_librarian(console, patron)
    state = next(heard)
    while state["waiting"] == 0:
        state = next(heard)
    assert state["talks"][public_id][0] == "waiting_staff"
    console.run(steps.claim(console.store, public_id, console.actor("librarian")))
    state = next(heard)
    assert state["talks"][public_id][:2] == ["with_staff", "librarian"]
    seq = state["talks"][public_id][2]
    started = time.monotonic()
    patron.say("هستید؟")
    while state["talks"][public_id][2] == seq:
        state = next(heard)
    assert time.monotonic() - started < 1.5
    assert state["mine"] == 1
    heard.close()  # type: ignore[attr-defined]


def test_the_patrons_card_is_shown_and_its_reading_noted(console: Desk) -> None:
    patron = chat(console)
    public_id = ask_for_librarian(console, patron)

    def bind(connection: Connection) -> None:
        found = connection.execute(
            select(PATRON.c.id, PATRON.c.display_name).where(PATRON.c.ils_patron_id.is_not(None))
        )
        one = found.first()
        assert one is not None
        connection.execute(update(INTERACTION).values(patron_id=one.id))
        connection.execute(update(IDENTITY).values(patron_id=one.id, assurance=2, signed_in_until=LONG_AFTER))

    console.run(console.store.transact(bind))
    name = console.run(console.store.look(lambda c: c.scalar(select(PATRON.c.display_name).join(INTERACTION))))
    given = {"subject": "complaint", "description": "سروصدا", "language": "fa", "idempotency_key": "one"}
    console.run(open_case(console.store, "complaint", conversation=public_id, **given))
    page = console.client("librarian").get(f"/console/inbox/{public_id}")
    assert name in page.text and phrase("card.expires") in page.text
    # What the bot has filed is told in words, not by its key.
    assert phrase("cases.subject.complaint") in page.text
    assert "patron.summary_read" in actions(console)
    assert name not in console.client("editor").get(f"/console/conversations/{public_id}").text
    assert name in console.client("auditor").get(f"/console/conversations/{public_id}").text


CANNED = {
    "code": "Salaam",
    "title_fa": "سلام",
    "title_en": "Hello",
    "text_fa": "سلام {patron}، من {staff} از {library} هستم؛ امروز {hours_today}.",
    "text_en": "Hello {patron}, this is {staff}.",
    "is_active": "1",
}


def test_canned_answers_are_written_filled_in_and_sent_by_their_code(console: Desk) -> None:
    patron = chat(console)
    public_id = ask_for_librarian(console, patron)
    editor, librarian = console.client("editor"), console.client("librarian")
    assert editor.follow(editor.post("/console/canned", CANNED)).status_code == 200
    assert librarian.post("/console/canned", {**CANNED, "code": "salaam"}).status_code == 422
    wrong = librarian.post("/console/canned", {**CANNED, "code": "b", "text_en": "Hi {name}"})
    assert wrong.status_code == 422 and "Hi {name}" in wrong.text
    assert librarian.post("/console/canned", {**CANNED, "code": "a b"}).status_code == 422
    assert librarian.post("/console/canned", {**CANNED, "code": "c", "text_fa": " "}).status_code == 422

    librarian.post(f"/console/inbox/{public_id}/claim")
    inserted = librarian.post(f"/console/inbox/{public_id}/insert", {"text": "خب", "canned": "salaam"})
    assert f"خب\nسلام {phrase('canned.nobody')}، من زهره کریمی از" in inserted.text
    librarian.post(f"/console/inbox/{public_id}/reply", {"text": "/salaam"})
    text = patron.history()[-1]["text"]
    assert text.startswith(f"سلام {phrase('canned.nobody')}، من زهره کریمی از") and "{" not in text

    librarian.post("/console/canned/salaam", {**CANNED, "is_active": ""})
    assert librarian.post(f"/console/inbox/{public_id}/reply", {"text": "/salaam"}).status_code == 422
    assert "salaam" in librarian.get("/console/canned?format=csv").text
    assert console.client("manager").get("/console/canned").status_code == 200
    assert console.client("manager").get("/console/canned/new").status_code == 403


@pytest.mark.parametrize("role", ["editor", "manager", "auditor"])
def test_who_does_not_serve_patrons_does_not_reach_the_inbox(console: Desk, role: str) -> None:
    public_id = ask_for_librarian(console, chat(console))
    client = console.client(role)
    for path in ("/console/inbox", f"/console/inbox/{public_id}", "/console/events"):
        assert client.get(path).status_code == 403
    assert client.post(f"/console/inbox/{public_id}/claim").status_code == 403


def test_the_list_is_filtered_and_given_as_a_file(console: Desk) -> None:
    patron = chat(console, "en")
    public_id = ask_for_librarian(console, patron, text="=1+1 person", reason="=cmd()")
    librarian = console.client("librarian")
    assert public_id in librarian.get("/console/inbox?who=waiting").text
    assert f"/console/inbox/{public_id}" not in librarian.get("/console/inbox?who=mine").text
    assert "'=cmd()" in librarian.get("/console/inbox?format=csv").text
    part = librarian.htmx("GET", "/console/inbox")
    assert public_id in part.text and not is_whole(part.text)
    assert "۱" in page_of(librarian.get("/console")).texts('a.count[href^="/console/inbox"] strong')


def test_a_sign_tells_when_the_wait_ends_and_reaches_a_messenger(console: Desk) -> None:
    shown: list[str] = []

    class Messenger:
        name = "telegram"

        async def show_writing(self, external_id: str) -> None:
            shown.append(external_id)

    other_librarian(console)
    public_id = ask_for_librarian(console, chat(console))
    librarian, omid = console.client("librarian"), console.client("omid")
    address = f"/console/inbox/{public_id}/here"
    told = librarian.htmx("POST", address, {"seen": "1"}).json()
    most = console.parts.settings.handoff_minutes * 60
    assert most - 60 < told["left"] <= most and told["ends"]
    librarian.post(f"/console/inbox/{public_id}/claim")
    told = librarian.htmx("POST", address, {"writes": "1"}).json()
    # What the patron was told counts at the desk; who is there is left the conversation for longer.
    assert most - 60 < told["due"] <= most < told["left"] <= 3 * most
    console.run(console.store.transact(lambda c: c.execute(update(INTERACTION).values(channel="telegram")) and None))
    object.__setattr__(console.parts, "chats", (Messenger(),))
    omid.htmx("POST", address, {"writes": "1"})
    assert shown == [], "only who has the conversation writes to the patron"
    librarian.htmx("POST", address, {"writes": "1"})
    assert len(shown) == 1
    for odd in ({"seen": "x" * 50}, {"seen": "-1"}, {"leaves": "1"}):
        assert librarian.htmx("POST", address, odd).status_code == 200
    assert librarian.htmx("POST", "/console/inbox/nobody/here", {}).status_code == 404
    assert console.client("editor").htmx("POST", address, {}).status_code == 403


def test_a_page_that_was_loaded_is_seen_once_it_is_in_sight_and_is_there_until_it_leaves(console: Desk) -> None:
    public_id = ask_for_librarian(console, chat(console, "fa"))
    librarian = console.client("librarian")
    assert librarian.get(f"/console/inbox/{public_id}").status_code == 200
    assert console.run(rows(console.store, records.SeenConversation)) == []
    address = f"/console/inbox/{public_id}/here"
    for page in ("one", "two"):
        assert librarian.htmx("POST", address, {"page": page, "seen": "1"}).status_code == 200
    [seen] = console.run(rows(console.store, records.SeenConversation))
    assert seen.seq == 1
    signs = console.running.gateway.signs
    librarian.htmx("POST", address, {"page": "one", "leaves": "1"})
    assert len(signs.at(public_id)) == 1
    librarian.htmx("POST", address, {"page": "two", "leaves": "1"})
    assert signs.at(public_id) == []


def test_more_time_is_asked_for_with_what_was_shown(console: Desk) -> None:
    patron = chat(console)
    public_id = ask_for_librarian(console, patron)
    librarian = console.client("librarian")
    librarian.post(f"/console/inbox/{public_id}/claim")
    address = f"/console/inbox/{public_id}/more-time"
    before = len(patron.history())
    assert librarian.htmx("POST", f"/console/inbox/{public_id}/here", {}).json()["held"] is None
    console.advance(minutes=5)
    # The same form twice, and forms of pages that nobody was shown.
    for shown in ("", "", "yesterday", "2026-01-01T10:00:00", "2026-01-01T10:00:00+00:00"):
        assert librarian.post(address, {"shown": shown}).status_code == 303
    assert len(patron.history()) == before + 1
    assert "conversation.held" in actions(console)
    other_librarian(console)
    assert console.client("omid").post(address, {"shown": ""}).status_code == 409


def test_whom_to_write_to_is_set_on_a_page(console: Desk) -> None:
    admin = console.client("admin")
    address = "/console/inbox-mail"
    assert address in admin.get("/console/inbox").text
    page = page_of(admin.get(address))
    assert page.value("address") == "" and phrase("inbox_mail.cannot_send") in admin.get(address).text
    sent = {"address": "desk@library.example", "language": "en", "quiet_minutes": "۳۰"}
    for wrong in ({"address": "nobody"}, {"quiet_minutes": "5"}, {"quiet_minutes": ""}, {"language": "de"}):
        answer = admin.post(address, {**sent, **wrong})
        assert answer.status_code == 422, wrong
        assert page_of(answer).value("address") == wrong.get("address", sent["address"])
    assert admin.post(address, sent).status_code == 303
    assert page_of(admin.get(address)).value("quiet_minutes") == "۳۰"
    assert admin.post(address, {**sent, "address": ""}).status_code == 303
    assert page_of(admin.get(address)).value("address") == ""
    assert actions(console).count("inbox_mail.changed") == 2
    assert console.client("librarian").get(address).status_code == 403
