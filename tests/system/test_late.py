"""Turns that end too late: the patron is told once, nothing is done behind their back, and the wish can be repeated."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import Iterator

import pytest

from bot.cli.client import ChatClient
from tests.support.system import Later, System, make_begun_system, rows
from tests.system.test_faults import history, renewals, signed_in, wait_for_journal

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

TURN_SECONDS = 3
NO_ANSWER = "Sorry, I couldn't answer that message."


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A running system whose turns are given up soon."""
    running = make_begun_system(tmp_path_factory.mktemp("hasty"), {"KETABYAR_TURN_SECONDS": str(TURN_SECONDS)})
    running.start()
    yield running
    running.stop()


def done(system: System) -> dict[str, object]:
    """What patrons had done for them, as far as the store knows."""
    held = rows(system.store_path, "SELECT id, status FROM hold ORDER BY id")
    cases = rows(system.store_path, "SELECT number FROM service_case ORDER BY id")
    due = rows(system.store_path, "SELECT id, due_at, renewal_count FROM loan ORDER BY id")
    return {"renewals": renewals(system), "loans": due, "holds": held, "cases": cases}


def open_turns(system: System) -> int:
    return len(rows(system.store_path, "SELECT 1 FROM journal WHERE state = 'received'"))


def stalled(system: System, name: str, client: ChatClient, text: str) -> list[str]:
    """Say something while a process is stopped until the turn has been given up; what the patron is told."""
    system.signal(name, signal.SIGSTOP)
    try:
        waiting = Later(lambda: client.say(text))
        wait_for_journal(system, text)
        told = waiting.result().replies
    finally:
        system.signal(name, signal.SIGCONT)
    return told


def a_while() -> None:
    """Let what goes on after a stall come to its end."""
    # Nothing must come of it, so nothing tells when it is over.
    time.sleep(2.5)


@pytest.mark.parametrize("process", ["engine", "actions"])
def test_what_a_stalled_process_was_asked_for_is_not_done_after_the_apology(hasty: System, process: str) -> None:
    number = {"engine": 0, "actions": 1}[process]
    client = signed_in(hasty, number)
    client.say("renew my books")
    before = done(hasty)
    assert stalled(hasty, process, client, "yes please do")[0].startswith(NO_ANSWER)
    a_while()
    assert done(hasty) == before
    # Following the apology does it, and once.
    client.say("renew my books")
    client.say("yes please do so")
    after = done(hasty)
    assert after != before
    earlier = dict(renewals_of(before))
    assert all(times - earlier.get(loan, 0) <= 1 for loan, times in renewals(hasty))


def renewals_of(state: dict[str, object]) -> list[tuple[int, int]]:
    found = state["renewals"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("number", "process", "fault"),
    [
        (2, "engine", "I want to report a fault: the lamp at table nine is broken"),
        (2, "actions", "I want to report a fault: the printer on floor two is jammed"),
    ],
)
def test_a_fault_told_again_after_the_apology_is_one_case(hasty: System, number: int, process: str, fault: str) -> None:
    client = signed_in(hasty, number)
    client.say("hello")
    before = done(hasty)
    assert stalled(hasty, process, client, fault)[0].startswith(NO_ANSWER)
    a_while()
    assert done(hasty) == before
    [reply, *_] = client.say(fault + "!").replies
    assert "K-" in reply
    cases = [rows(hasty.store_path, "SELECT 1 FROM service_case WHERE description LIKE ?", f"%{fault}%")]
    assert [len(found) for found in cases] == [1]


def test_a_question_that_the_patron_never_saw_is_not_answered_by_a_later_yes(hasty: System) -> None:
    client = signed_in(hasty, 1)
    client.say("hello")
    before = done(hasty)
    assert stalled(hasty, "engine", client, "please renew my books")[0].startswith(NO_ANSWER)
    a_while()
    client.say("yes")
    assert done(hasty) == before


def test_a_lock_that_outlasts_the_turn_leaves_no_deed_behind_the_apology(hasty: System) -> None:
    client = signed_in(hasty, 2)
    client.say("hello")
    before = done(hasty)
    # What is filed as soon as it is told: of a patron's loans an earlier test may have renewed all.
    text = "I want to report a fault: the clock in the reading room has stopped"
    hasty.signal("actions", signal.SIGSTOP)
    waiting = Later(lambda: client.say(text))
    wait_for_journal(hasty, text)
    lock = sqlite3.connect(hasty.store_path, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    hasty.signal("actions", signal.SIGCONT)
    try:
        # Longer than the turn is waited for, whatever comes of it.
        time.sleep(TURN_SECONDS + 1.5)
    finally:
        lock.execute("ROLLBACK")
        lock.close()
    [told, *_] = waiting.result().replies
    a_while()
    now = done(hasty)
    unsure = "may have been done" in told or "can't say whether" in told or "can't be sure" in told
    if now == before:
        assert told.startswith(NO_ANSWER) or unsure
    else:
        # Done in the moment between the lock and the end of the turn: then that is what was said.
        assert unsure or "K-" in told
    # Whatever was said, nothing more is done later.
    time.sleep(2)
    assert done(hasty) == now
    assert open_turns(hasty) == 0


def test_a_rush_of_messages_gets_one_apology_in_the_time_of_one_turn(hasty: System) -> None:
    client = hasty.chat("en").__enter__()
    client.say("hello")
    hasty.signal("engine", signal.SIGSTOP)
    begun = time.monotonic()
    try:
        texts = [f"when do you open on day {number}?" for number in range(5)]
        sent = []
        for text in texts:
            body = {"client_message_id": text, "text": text}
            sent.append(Later(lambda body=body: client._http.post("/api/chat/messages", json=body).json()))
            time.sleep(0.05)  # a rush, and in this order
        answers = [one.result(20) for one in sent]
    finally:
        hasty.signal("engine", signal.SIGCONT)
    assert time.monotonic() - begun < TURN_SECONDS + 4
    assert len({message["id"] for answer in answers for message in answer["messages"]}) == 1
    assert all(answer["messages"][0]["text"].startswith(NO_ANSWER) for answer in answers)
    said = history(client)
    assert [message["sender"] for message in said if message["text"].startswith(NO_ANSWER)] == ["bot"]
    assert open_turns(hasty) == 0
    # Sent once more, each is answered with what was told, and nothing is said again.
    again = client._http.post("/api/chat/messages", json={"client_message_id": texts[3], "text": texts[3]}).json()
    assert (again["duplicate"], again["messages"]) == (True, answers[3]["messages"])
    assert client.say("hello again").replies
