"""What staff write is kept without a patron's card number, PIN, national id or bank card, wherever they write it."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select

from bot.covered import in_words
from crm import records
from crm.cases import opening
from crm.learning import grouping
from tests.support.console_learning import ask, picked
from tests.support.console_people import ask_for_librarian, chat
from tests.support.desk import Client, Desk
from tests.support.html import page_of
from tests.support.store_rows import rows
from tests.support.texts import phrase

SECRETS = ("20001002", "739164", "0084575948", "6037991234567893")
DESK_PHONE, DESK_MAIL = "021-88776655", "desk@library.example"
SAID = f"card 20001002 pin 739164, کد ملی 0084575948, 6037991234567893; {DESK_PHONE}, {DESK_MAIL}"
KEPT = f"card [card] pin [pin], کد ملی [national-id], [bank-card]; {DESK_PHONE}, {DESK_MAIL}"
# As a patron whose chat is Persian reads it.
READ = in_words("fa", KEPT)
SHORT = "card 20001002 pin 739164"
NOTICE = phrase("covered")


def everything(console: Desk) -> str:
    """Every text in every table of the store."""

    def read(connection: Any) -> str:
        return "\n".join(
            " ".join(str(value) for value in row)
            for table in records.Base.metadata.sorted_tables
            for row in connection.execute(select(table))
        )

    return console.run(console.store.look(read))


def secrets_in(kept: str) -> list[str]:
    """The secrets among all the texts; within a longer number or a hash, the same digits are chance."""
    return [secret for secret in SECRETS if re.search(rf"(?<![0-9a-f]){secret}(?![0-9a-f])", kept)]


def followed(client: Client, path: str, form: dict[str, str], *, told: bool = True) -> str:
    """Send a form and go on to the page after it, which says that something was covered."""
    answer = client.post(path, form)
    assert answer.status_code == 303, f"{path}: {answer.text[-2000:]}"
    page = client.follow(answer).text
    assert (NOTICE in page) is told, path
    return page


def sent(client: Client, path: str, form: dict[str, str], mark: str) -> str:
    """Send words to a patron that are shown covered first, and then once more as they were shown."""
    shown = client.post(path, form)
    assert shown.status_code == 422 and phrase("covered.first", text="").split(":")[0] in shown.text, path
    return followed(client, path, {**form, mark: page_of(shown).value(mark)})


def test_words_at_the_desk_reach_patron_and_colleagues_masked(console: Desk) -> None:
    patron = chat(console)
    public_id = ask_for_librarian(console, patron)
    librarian = console.client("librarian")
    librarian.post(f"/console/inbox/{public_id}/claim")
    canned = {
        "code": "card", "title_fa": SHORT, "title_en": SHORT, "text_fa": SAID, "text_en": SAID, "is_active": "1",
    }  # fmt: skip
    followed(librarian, "/console/canned", canned)
    sent(librarian, f"/console/inbox/{public_id}/reply", {"text": SAID, "key": "k" * 16}, "seen")
    assert patron.history()[-1]["text"] == READ
    followed(librarian, f"/console/inbox/{public_id}/reply", {"text": "/card"}, told=False)
    assert patron.history()[-1]["text"] == READ
    part = librarian.htmx("POST", f"/console/inbox/{public_id}/reply", {"text": SHORT})
    seen = page_of(part).value("seen")
    part = librarian.htmx("POST", f"/console/inbox/{public_id}/reply", {"text": SHORT, "seen": seen})
    assert part.headers["hx-trigger"] == "replied"
    assert NOTICE in part.text
    assert librarian.htmx("POST", f"/console/inbox/{public_id}/reply", {"text": "سلام"}).status_code == 204
    followed(librarian, f"/console/inbox/{public_id}/note", {"text": SAID})
    followed(librarian, f"/console/conversations/{public_id}/note", {"text": SAID})
    followed(librarian, f"/console/conversations/{public_id}/label", {"name_fa": SHORT, "color": "info"})
    followed(console.client("editor"), f"/console/conversations/{public_id}/test", {"name": SHORT})
    kept = everything(console)
    assert not secrets_in(kept)
    assert kept.count(DESK_PHONE) >= 6


def test_words_in_cases_are_masked(console: Desk) -> None:
    client = console.client("librarian")
    key = page_of(client.get("/console/cases/new")).value("key")
    form = {
        "key": key, "kind": "complaint", "channel": "phone", "subject": SHORT, "priority": "high",
        "description": SAID, "language": "fa", "branch": "1", "contact": "09121234567", "card": "",
    }  # fmt: skip
    answer = client.post("/console/cases", form)
    at = answer.headers["location"]
    assert NOTICE in client.follow(answer).text

    def version() -> str:
        return page_of(client.get(at)).value("version")

    followed(client, f"{at}/note", {"note": SAID})
    followed(client, f"{at}/move", {"to": "acknowledged", "version": version(), "note": SAID})
    closing = {"to": "closed", "resolution": "explained", "note": SAID}
    followed(client, f"{at}/move", {**closing, "version": version()})
    followed(client, f"{at}/appeal", {"reason": SAID, "version": version()})
    kept = everything(console)
    assert not secrets_in(kept)
    assert "09121234567" in kept, "how the patron is reached"

    patron = chat(console)
    patron.say("شکایت دارم")
    (talk,) = console.run(rows(console.store, records.Interaction, channel="web_chat"))
    opened = console.run(
        opening.open_case(
            console.store, "complaint", conversation=talk.engine_conversation, subject="سرما", description="سرد است",
            language="fa", idempotency_key="cold",
        )
    )  # fmt: skip
    at = f"/console/cases/{opened.number}"
    sent(client, f"{at}/answer", {"text": SAID, "version": version(), "then": "answered"}, "read")
    assert READ in patron.history()[-1]["text"]
    kept = everything(console)
    assert not secrets_in(kept)


def test_words_in_review_and_about_questions_are_masked(console: Desk) -> None:
    editor = console.client("editor")
    number = picked(console, "تا کی باز هستید؟")
    editor.post(f"/console/review/{number}/verdict", {"verdict": "out_of_scope", "note": SAID})
    ask(console, "کتاب گویا هم دارید؟")
    console.advance(minutes=6)
    console.run(grouping.group_new(console.store))
    (group,) = console.run(rows(console.store, records.QuestionGroup))
    followed(editor, f"/console/questions/{group.id}/note", {"title": SHORT, "note": SAID})
    kept = everything(console)
    assert KEPT in kept
    assert not secrets_in(kept)
