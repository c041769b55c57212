"""An emergency that a patron tells of rings in the inbox, whoever answers, until a member of staff has seen it."""

from __future__ import annotations

import pytest

from crm.handoff import alarms, queue, steps
from tests.bot.console.test_inbox import actions, events
from tests.support.console_people import ask_for_librarian, chat
from tests.support.desk import Desk
from tests.support.html import page_of
from tests.support.texts import phrase


@pytest.mark.parametrize("language", ["fa", "en"])
def test_it_stands_at_the_top_of_the_inbox_until_somebody_has_seen_it(console: Desk, language: str) -> None:
    librarian = console.client("librarian")
    librarian.post("/console/me/preferences", {"name_fa": "Z", "language": language, "calendar": ""})
    heard = events(librarian)
    assert next(heard)["alarms"] == []
    chat(console).say("یه نفر تو سالن مطالعه بیهوش شده")
    state = next(heard)
    while not state["alarms"]:
        state = next(heard)
    [alarm] = state["alarms"]
    page = page_of(librarian.get("/console/inbox"))
    assert "بیهوش شده" in page.text
    assert phrase("inbox.alarm.acknowledge", language) in page.buttons()
    title, views = phrase("inbox.alarm.kind.medical", language), page.texts("nav.tabs")[0]
    assert page.text.index(title) < page.text.index(views)
    done = librarian.follow(librarian.post(f"/console/inbox/alarms/{alarm}/acknowledge"))
    assert f"/console/inbox/alarms/{alarm}/acknowledge" not in done.text and "بیهوش شده" in done.text
    assert "alarm.acknowledged" in actions(console)
    [seen] = console.run(alarms.alarms(console.store))
    assert seen.seen_by and not seen.rings


def test_it_rings_while_a_librarian_has_the_conversation_and_the_patron_is_told_whom_to_call(console: Desk) -> None:
    patron = chat(console)
    public_id = ask_for_librarian(console, patron)
    console.run(steps.claim(console.store, public_id, console.actor("librarian")))
    assert patron.say("کتاب را پیدا نکردم")["messages"] == []
    answer = patron.say("آتیش گرفته طبقه پایین!!")
    assert answer["messages"]
    assert [one.status for one in console.run(queue.standings(console.store))] == ["with_staff"]
    [alarm] = console.run(alarms.alarms(console.store))
    assert (alarm.kind, alarm.public_id) == ("fire", public_id)


def test_who_may_not_work_the_inbox_sees_and_acknowledges_none(console: Desk) -> None:
    chat(console).say("یه نفر چاقو کشیده")
    [alarm] = console.run(alarms.ringing(console.store))
    editor = console.client("editor")
    assert editor.post(f"/console/inbox/alarms/{alarm}/acknowledge").status_code == 403
    assert console.run(alarms.ringing(console.store)) == [alarm]


@pytest.mark.parametrize("waits", [False, True])
def test_a_librarian_comes_into_the_conversation_from_the_alarm(console: Desk, waits: bool) -> None:
    patron = chat(console)
    if waits:
        ask_for_librarian(console, patron)
    patron.say("یه نفر غش کرده")
    [alarm] = console.run(alarms.ringing(console.store))
    librarian = console.client("librarian")
    assert f"/console/inbox/alarms/{alarm}/take" in librarian.get("/console/inbox").text
    page = librarian.follow(librarian.post(f"/console/inbox/alarms/{alarm}/take"))
    assert page.status_code == 200 and "answer-text" in page.text
    [standing] = console.run(queue.standings(console.store))
    assert (standing.status, standing.assigned_to) == ("with_staff", "librarian")
    assert console.run(alarms.ringing(console.store)) == []
    assert {"alarm.acknowledged", "conversation.claimed"} <= set(actions(console))
    # Taken once; a colleague is told who has it.
    assert console.client("supervisor").post(f"/console/inbox/alarms/{alarm}/take").status_code == 409
