"""What dies in the middle of a turn: nothing is lost, nothing doubled, and the patron is told."""

from __future__ import annotations

import signal
import sqlite3
import time
import uuid

import pytest

from bot.cli.client import ChatClient
from tests.support.system import Later, System, rows
from tests.support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def signed_in(system: System, number: int = 0) -> ChatClient:
    """A visitor signed in with one of the demo cards, in English."""
    client = system.chat("en").__enter__()
    card = system.cards[number]
    client.sign_in(card.number, card.pin)
    return client


def history(client: ChatClient) -> list[dict[str, str]]:
    """All messages of the visitor's chat, from the first on."""
    client._last_id = 0
    return client.later()


def renewals(system: System) -> list[tuple[int, int]]:
    """How often each loan was renewed with success."""
    found = rows(
        system.store_path,
        "SELECT loan_id, count(*) AS times FROM renewal_attempt WHERE result = 'succeeded' GROUP BY loan_id",
    )
    return [(row["loan_id"], row["times"]) for row in found]


def wait_for_journal(system: System, text: str) -> None:
    """Wait until a message is in the journal and not yet answered."""
    waiting = (
        "SELECT 1 FROM journal JOIN message ON message.id = journal.message_id"
        " WHERE message.body = ? AND journal.state = 'received'"
    )
    until(lambda: rows(system.store_path, waiting, text))


def let_it_come_on() -> None:
    """Give a message that is in the journal the time to come to a process that is stopped."""
    # How far a turn has come is told nowhere; wherever it is met, the same must hold.
    time.sleep(0.3)


def wait_answered(client: ChatClient) -> None:
    """Wait until the last word of the chat is not the patron's."""
    until(lambda: history(client)[-1]["sender"] != "patron", 40, every=0.2)


def said_once(client: ChatClient, text: str) -> list[dict[str, str]]:
    """The bot's messages after a text, which stands in the history exactly once."""
    messages = history(client)
    places = [number for number, message in enumerate(messages) if message["text"] == text]
    assert len(places) == 1, [message["text"] for message in messages]
    after = messages[places[0] + 1 :]
    assert after, "the patron was not told anything"
    assert all(message["sender"] != "patron" for message in after)
    return after


def test_action_server_killed_in_the_middle_of_a_renewal(fragile: System) -> None:
    client = signed_in(fragile)
    client.say("renew my books")
    old = fragile.pid("actions")
    fragile.signal("actions", signal.SIGSTOP)
    text = "yes please do it"
    waiting = Later(lambda: client.say(text))
    wait_for_journal(fragile, text)
    let_it_come_on()
    fragile.signal("actions", signal.SIGKILL)
    answer = waiting.result()
    fragile.wait_restarted("actions", old)
    assert answer.replies
    assert [message["text"] for message in said_once(client, text)] == answer.replies
    assert renewals(fragile)
    assert all(times == 1 for _, times in renewals(fragile))


def test_engine_killed_in_the_middle_of_a_turn(fragile: System) -> None:
    client = signed_in(fragile, 1)
    client.say("hello")
    old = fragile.pid("engine")
    before = renewals(fragile)
    fragile.signal("actions", signal.SIGSTOP)
    text = "what do I have on loan right now?"
    waiting = Later(lambda: client.say(text))
    wait_for_journal(fragile, text)
    let_it_come_on()
    fragile.signal("engine", signal.SIGKILL)
    fragile.signal("actions", signal.SIGCONT)
    answer = waiting.result(90)
    fragile.wait_restarted("engine", old)
    assert answer.replies
    assert [message["text"] for message in said_once(client, text)] == answer.replies
    assert renewals(fragile) == before


def test_gateway_killed_between_journal_and_answer(fragile: System) -> None:
    client = fragile.chat("en").__enter__()
    client.say("hello")
    old = fragile.pid("gateway")
    fragile.signal("engine", signal.SIGSTOP)
    text = "when are you open tomorrow?"
    lost = Later(lambda: client.say(text))
    wait_for_journal(fragile, text)
    fragile.signal("gateway", signal.SIGKILL)
    fragile.signal("engine", signal.SIGCONT)
    with pytest.raises(Exception, match="cannot be reached"):
        lost.result()
    fragile.wait_restarted("gateway", old)
    wait_answered(client)
    after = said_once(client, text)
    assert len({message["text"] for message in after}) == len(after)


def test_gateway_killed_while_a_renewal_runs_renews_once(fragile: System) -> None:
    client = signed_in(fragile, 0)
    client.say("renew my books")
    old = fragile.pid("gateway")
    before = dict(renewals(fragile))
    fragile.signal("actions", signal.SIGSTOP)
    text = "yes go ahead"
    lost = Later(lambda: client.say(text))
    wait_for_journal(fragile, text)
    let_it_come_on()
    fragile.signal("gateway", signal.SIGKILL)
    fragile.signal("actions", signal.SIGCONT)
    with pytest.raises(Exception, match="cannot be reached"):
        lost.result()
    fragile.wait_restarted("gateway", old)
    wait_answered(client)
    assert said_once(client, text)
    after = dict(renewals(fragile))
    assert all(after[loan] - before.get(loan, 0) <= 1 for loan in after)


def test_a_locked_database_loses_nothing(fragile: System) -> None:
    client = fragile.chat("en").__enter__()
    client.say("hello")
    key = str(uuid.uuid4())
    body = {"client_message_id": key, "text": "is there a prayer room in the library?"}
    lock = sqlite3.connect(fragile.store_path, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    try:
        answer = client._http.post("/api/chat/messages", json=body)
    finally:
        lock.execute("ROLLBACK")
        lock.close()
    assert answer.status_code == 503, answer.text
    assert set(answer.json()["message"]) == {"fa", "en"}
    again = client._http.post("/api/chat/messages", json=body)
    assert again.status_code == 200
    assert again.json()["messages"]
    said_once(client, body["text"])


def test_the_same_message_sent_twice_at_once_is_one_message(fragile: System) -> None:
    client = fragile.chat("fa").__enter__()
    body = {"client_message_id": str(uuid.uuid4()), "text": "ساعت کاری امروز چنده؟"}
    both = [Later(lambda: client._http.post("/api/chat/messages", json=body).json()) for _ in range(2)]
    first, second = (one.result() for one in both)
    assert first["messages"] == second["messages"]
    assert sorted([first["duplicate"], second["duplicate"]]) == [False, True]
    said_once(client, body["text"])


def test_two_messages_at_once_in_one_chat_are_answered_in_turn(fragile: System) -> None:
    client = fragile.chat("en").__enter__()
    texts = ["when do you open tomorrow?", "do you have wifi?"]
    both = [
        Later(lambda text=text: client._http.post("/api/chat/messages", json={"client_message_id": text, "text": text}))
        for text in texts
    ]
    assert all(one.result().status_code == 200 for one in both)
    senders = [message["sender"] for message in history(client)]
    assert senders.count("patron") == 2
    sequence = rows(
        fragile.store_path,
        "SELECT m.seq FROM message m JOIN journal j ON j.interaction_id = m.interaction_id"
        " WHERE j.channel_message_id = ? ORDER BY m.seq",
        texts[0],
    )
    assert [row["seq"] for row in sequence] == list(range(1, len(sequence) + 1))


def test_a_renewal_sent_again_after_its_answer_renews_nothing_more(fragile: System) -> None:
    client = signed_in(fragile, 2)
    client.say("renew my books")
    body = {"client_message_id": str(uuid.uuid4()), "text": "yes"}
    first = client._http.post("/api/chat/messages", json=body).json()
    before = renewals(fragile)
    second = client._http.post("/api/chat/messages", json=body).json()
    assert second["duplicate"] is True
    assert second["messages"] == first["messages"]
    assert renewals(fragile) == before
