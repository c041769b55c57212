"""The log of events: numbers, sessions, all or nothing; on SQLite always, on PostgreSQL where one is given."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine.url import make_url

from engine.event_log import EVENTS, EventLog, EventLogError, _postgresql, driver_url
from engine.settings import EngineSettings, SettingsError
from process.lost_peers import LOST_SECONDS
from protocol.keys import actions_secret, engine_secret

URLS = ["sqlite", "postgresql"]


@pytest.fixture(params=URLS)
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EventLog]:
    if request.param == "sqlite":
        opened = EventLog(f"sqlite:///{tmp_path / 'deep' / 'tracker.sqlite3'}")
    else:
        url = os.environ.get("KETABYAR_TEST_POSTGRESQL")
        if not url:
            pytest.skip("KETABYAR_TEST_POSTGRESQL names no server")
        opened = EventLog(url)
    yield opened
    opened.close()


def event(kind: str, **more: Any) -> dict[str, Any]:
    return {"event": kind, "timestamp": 1.5, **more}


def sender() -> str:
    return f"t-{uuid.uuid4().hex}"


def test_events_come_back_in_order_with_the_next_number(log: EventLog) -> None:
    who = sender()
    assert log.read(who) == ([], 0)
    log.append(who, 0, [event("action", name="a"), event("user", text="سلام «۱»")])
    log.append(who, 2, [event("bot", text="x")])
    events, following = log.read(who)
    assert [each["event"] for each in events] == ["action", "user", "bot"]
    assert events[1]["text"] == "سلام «۱»"
    assert following == 3
    assert who in list(log.senders())


def test_only_the_latest_session_is_read_unless_all_is_asked_for(log: EventLog) -> None:
    who = sender()
    log.append(who, 0, [event("session_started"), event("user", text="old")])
    log.append(who, 2, [event("action", name="s"), event("session_started"), event("user", text="new")])
    events, following = log.read(who)
    assert [each.get("text") for each in events] == [None, "new"]
    assert following == 5
    assert len(log.read(who, whole=True)[0]) == 5


def test_a_number_is_given_once_and_the_rest_of_the_call_is_not_kept(log: EventLog) -> None:
    who = sender()
    log.append(who, 0, [event("user", text="a"), event("bot", text="b")])
    with pytest.raises(EventLogError):
        log.append(who, 1, [event("user", text="c"), event("bot", text="d")])
    assert [each["text"] for each in log.read(who)[0]] == ["a", "b"]


def test_conversations_do_not_touch_each_other(log: EventLog) -> None:
    one, two = sender(), sender()
    log.append(one, 0, [event("user", text="1")])
    log.append(two, 0, [event("user", text="2")])
    assert log.read(one)[0][0]["text"] == "1"


def test_sqlite_is_in_wal_mode(tmp_path: Path) -> None:
    log = EventLog(f"sqlite:///{tmp_path / 't.sqlite3'}")
    with log.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    log.close()


def test_a_damaged_file_is_set_aside_and_a_new_one_begun(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite3"
    path.write_bytes(b"no database, by a broken disk" * 400)
    log = EventLog(f"sqlite:///{path}")
    log.append("z", 0, [event("user", text="x")])
    assert log.read("z")[1] == 1
    log.close()
    [aside] = tmp_path.glob("t.sqlite3.damaged-*")
    assert aside.read_bytes().startswith(b"no database")


def test_a_locked_database_is_an_error_and_loses_nothing(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "t.sqlite3"
    log = EventLog(f"sqlite:///{path}")
    log.append("c", 0, [event("user", text="a")])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(EventLogError):
        log.append("c", 1, [event("bot", text="b")])
    other.execute("ROLLBACK")
    other.close()
    log.append("c", 1, [event("bot", text="b")])
    assert log.read("c")[1] == 2
    log.close()


def test_a_table_that_is_gone_is_an_error_of_ours(tmp_path: Path) -> None:
    log = EventLog(f"sqlite:///{tmp_path / 't.sqlite3'}")
    EVENTS.drop(log.engine)
    for call in (lambda: log.read("c"), lambda: log.append("c", 0, [event("user")]), lambda: list(log.senders())):
        with pytest.raises(EventLogError):
            call()
    log.close()


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///x.db", "sqlite"),
        ("sqlite+aiosqlite:///x.db", "sqlite"),
        ("postgresql+asyncpg://u:p@h/d", "postgresql+psycopg2"),
        ("postgres://u:p@h/d", "postgresql+psycopg2"),
    ],
)
def test_any_driver_of_the_application_becomes_one_of_the_engine(url: str, driver: str) -> None:
    assert driver_url(url).drivername == driver


def test_an_unopenable_store_says_so() -> None:
    with pytest.raises((EventLogError, sa.exc.ArgumentError)):
        EventLog("sqlite:////proc/nowhere/t.sqlite3")


def test_settings_need_a_secret_only_to_serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET", "ENGINE_SECRET", "ACTIONS_SECRET", "TRACKER_URL", "ACTIONS_URL"):
        monkeypatch.delenv(f"KETABYAR_{name}", raising=False)
    monkeypatch.setenv("KETABYAR_HOME", str(tmp_path))
    settings = EngineSettings.load()
    assert settings.tracker_url == f"sqlite:///{tmp_path / 'tracker.sqlite3'}"
    with pytest.raises(SettingsError):
        settings.need_secret()
    (tmp_path / "secret").write_text("kept\n", encoding="ascii")
    assert EngineSettings.load().need_secret() == engine_secret("kept")
    assert EngineSettings.load().actions_secret == actions_secret("kept")
    (tmp_path / "secret").write_bytes(b"\xff")
    with pytest.raises(SettingsError, match="is no text"):
        EngineSettings.load()
    monkeypatch.setenv("KETABYAR_ENGINE_SECRET", "one key")
    monkeypatch.setenv("KETABYAR_ACTIONS_SECRET", "another")
    settings = EngineSettings.load()
    assert (settings.need_secret(), settings.actions_secret) == ("one key", "another")


def test_conversations_are_listed_in_order_and_deleted_whole(log: EventLog) -> None:
    names = sorted(f"z{sender()}" for _ in range(5))
    for name in names:
        log.append(name, 0, [event("user", text="x"), event("bot", text="y")])
    assert [one.sender_id for one in log.kept("z", 5)] == names
    assert [one.sender_id for one in log.kept(names[2], 1)] == [names[3]]
    assert log.delete(names[:2]) == 4
    assert log.delete(names[:2]) == 0
    assert log.delete([]) == 0
    assert log.read(names[0]) == ([], 0)
    assert log.read(names[2])[1] == 2
    assert log.tidy()


def test_what_was_refused_leaves_no_transaction_open(log: EventLog) -> None:
    who = sender()
    log.append(who, 0, [event("user", text="one")])
    with pytest.raises(EventLogError, match="IntegrityError"):
        log.append(who, 0, [event("user", text="another")])
    log.append(who, 1, [event("user", text="two")])
    assert [each["text"] for each in log.read(who)[0]] == ["one", "two"]
    assert log.next_seq(who) == 2


def test_a_database_that_is_lost_without_a_word_is_noticed_soon() -> None:
    """Nobody is answered while it is waited for."""
    engine = _postgresql(make_url("postgresql+psycopg2://somebody@nowhere/store"))
    asked: list[dict[str, Any]] = []

    @sa.event.listens_for(engine, "do_connect")
    def note(_dialect: Any, _record: Any, _arguments: Any, parameters: dict[str, Any]) -> None:
        asked.append(parameters)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        engine.connect()
    assert asked[0]["connect_timeout"] <= LOST_SECONDS
    assert asked[0]["tcp_user_timeout"] == LOST_SECONDS * 1000
    assert asked[0]["keepalives_idle"] == LOST_SECONDS
