"""Ordinary mistakes of an operator: told in a line or two, without a traceback, a password or a file left behind."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.settings import ROOT
from crm.database import migrate
from crm.database.store import Store
from tests.support.commands import Command, Said
from tests.support.databases import Postgres
from tests.support.statements import execute

OPENING = (
    ("migrate",),
    ("models", "list"),
    ("staff", "waiting"),
    ("staff", "add", "sara", "--name", "Sara", "--password", "a long password of hers"),
    ("seed", str(ROOT / "deploy" / "demo" / "library.yml")),
    ("backup", "x.tar.gz"),
    ("up",),
)
PASSWORD = "hun/ter:se@cret"


def plain(said: Said, *words: str, lines: int = 2) -> None:
    """The command failed, and said these words in a few plain lines."""
    assert said.code in (1, 2), said
    assert "Traceback" not in said.all
    assert "sqlalche.me" not in said.all
    assert said.all.count("\n") <= lines, said.all
    for word in words:
        assert word in said.all
    for part in ("hun", "ter:", "se@cret", "cret@"):
        assert part not in said.all


@pytest.fixture
def made(home: Path, ketabyar: Command) -> Path:
    """A state folder with a secret and an empty store."""
    assert ketabyar("migrate").code == 0
    return home


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.mark.parametrize("words", OPENING, ids=lambda words: " ".join(words[:2]))
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("foo", "KETABYAR_DATABASE_URL"),
        ("mysql://localhost/x", "SQLite and PostgreSQL"),
        (f"postgresql://library:{PASSWORD}@db.example/ketabyar", "percent-encoded"),
        ("postgresql://library@localhost:word/ketabyar", "percent-encoded"),
        ("postgresql://library@localhost", "names no database"),
        ("postgresql://library@localhost/x?sslmode=perhaps", "sslmode must be one of"),
        ("postgresql://library@localhost/x?sslrootcert=/x", "sslrootcert"),
        ("sqlite://", "needs a file"),
        ("sqlite:///x.sqlite3?mode=ro", "no parameters"),
    ],
)
def test_a_database_url_that_cannot_be_used_is_told(
    words: tuple[str, ...], url: str, said: str, ketabyar: Command
) -> None:
    plain(ketabyar(*words, KETABYAR_DATABASE_URL=url), said)


@pytest.mark.parametrize("words", OPENING, ids=lambda words: " ".join(words[:2]))
@pytest.mark.parametrize("url", ["postgresql://x@127.0.0.1:1/x", "postgresql://x@nowhere.invalid/x"])
def test_a_database_that_is_away_is_told(words: tuple[str, ...], url: str, ketabyar: Command) -> None:
    secret = "a-secret-that-is-long-enough-for-it"
    plain(ketabyar(*words, KETABYAR_DATABASE_URL=url, KETABYAR_SECRET=secret), "cannot be reached")


@pytest.mark.parametrize("words", OPENING, ids=lambda words: " ".join(words[:2]))
@pytest.mark.parametrize(
    ("database", "user", "said"),
    [("nothing_here", "ketabyar", "no such database"), ("postgres", "nobody_known", "does not let this user in")],
)
def test_a_database_that_is_not_there_or_lets_nobody_in_is_told(
    words: tuple[str, ...], database: str, user: str, said: str, ketabyar: Command, postgres: Postgres
) -> None:
    url = postgres.url(database).set(username=user).render_as_string(hide_password=False)
    plain(ketabyar(*words, KETABYAR_DATABASE_URL=url, KETABYAR_SECRET="a-secret-that-is-long-enough"), said)


def test_what_hosts_hand_out_as_a_url_is_taken(ketabyar: Command, postgres: Postgres) -> None:
    url = str(postgres.url("nothing_here")).replace("postgresql+asyncpg://", "postgres://")
    plain(ketabyar("migrate", KETABYAR_DATABASE_URL=f"{url}&sslmode=disable"), "no such database")


@pytest.mark.parametrize("words", OPENING, ids=lambda words: " ".join(words[:2]))
def test_a_damaged_store_is_told(words: tuple[str, ...], made: Path, ketabyar: Command) -> None:
    (made / "store.sqlite3").write_bytes(b"this is no database at all, by no means. " * 500)
    for left in made.glob("store.sqlite3-*"):
        left.unlink()
    plain(ketabyar(*words), "damaged", "restore a backup")


@pytest.mark.parametrize("words", OPENING, ids=lambda words: " ".join(words[:2]))
def test_a_store_of_a_newer_version_is_told(words: tuple[str, ...], made: Path, ketabyar: Command) -> None:
    with sqlite3.connect(made / "store.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    plain(ketabyar(*words), "newer ketabyar", "9999", "install that version", lines=3)


@pytest.mark.parametrize(
    "words",
    [
        ("staff", "waiting"),
        ("staff", "add", "sara", "--name", "Sara", "--password", "a long password of hers"),
        ("staff", "claim", "x", "--as", "sara"),
        ("models", "list"),
        ("models", "publish", "1"),
        ("backup",),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_command_that_comes_too_early_says_what_is_first_and_makes_nothing(
    words: tuple[str, ...], home: Path, ketabyar: Command
) -> None:
    plain(ketabyar(*words), "ketabyar migrate", str(home))
    assert not home.exists()
    home.mkdir()
    (home / "secret").write_text("a-secret-that-is-long-enough-for-all\n", encoding="ascii")
    plain(ketabyar(*words), "ketabyar migrate")
    assert [path.name for path in home.iterdir()] == ["secret"]


@pytest.mark.parametrize("words", [("doctor",), ("content", "status"), ("chat", "--script", os.devnull)])
def test_who_only_looks_makes_nothing(words: tuple[str, ...], home: Path, ketabyar: Command) -> None:
    ketabyar(*words)
    assert not home.exists()


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("KETABYAR_NOW", "yesterday", "ISO 8601"),
        ("KETABYAR_TIME_ZONE", "Asia/Teheran", "Asia/Tehran?"),
        ("KETABYAR_SECRET", "رمزی که درازتر از بیست‌وچهار نویسه است", "Latin letters"),
        ("KETABYAR_SITES", "www.mehr.example", "https://www.mehr.example"),
        ("KETABYAR_SITES", "https://mehr.example/chat", "something after the host"),
        ("KETABYAR_PUBLIC_URL", "https://", "needs a scheme and a host"),
        ("KETABYAR_PUBLIC_URL", "https://mehr.example/chat", "something after the host"),
        ("KETABYAR_TRUSTED_PROXIES", "nginx", "no address or network"),
        ("KETABYAR_TELEGRAM_PROXY", "127.0.0.1:1080", "SCHEME://HOST:PORT"),
        ("KETABYAR_PORT", "eighty", "KETABYAR_PORT"),
        ("KETABYAR_ENVIRONMENT", "prod", "KETABYAR_ENVIRONMENT"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(variable: str, value: str, said: str, ketabyar: Command) -> None:
    for words in (("up",), ("migrate",), ("staff", "waiting")):
        plain(ketabyar(*words, **{variable: value}), variable, said)


@pytest.mark.parametrize("words", OPENING, ids=lambda words: " ".join(words[:2]))
@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("\n", "is empty"),
        ("رمز\n", "Latin letters"),
        (b"\xff\xfe", "is no text"),
        (None, "is a folder"),
    ],
)
def test_a_secret_that_cannot_be_used_is_told(
    words: tuple[str, ...], content: str | bytes | None, said: str, home: Path, ketabyar: Command
) -> None:
    home.mkdir()
    if content is None:
        (home / "secret").mkdir()
    else:
        (home / "secret").write_bytes(content if isinstance(content, bytes) else content.encode())
    plain(ketabyar(*words), str(home / "secret"), said)


@pytest.mark.parametrize("words", OPENING, ids=lambda words: " ".join(words[:2]))
def test_a_state_folder_that_is_a_file_is_told(words: tuple[str, ...], home: Path, ketabyar: Command) -> None:
    home.write_text("", encoding="ascii")
    plain(ketabyar(*words), str(home))


@pytest.mark.parametrize("host", ["192.0.2.1", "nowhere.invalid"])
def test_an_address_that_is_not_ours_is_not_called_a_port_in_use(host: str, made: Path, ketabyar: Command) -> None:
    said = ketabyar("up", KETABYAR_HOST=host)
    plain(said, "KETABYAR_HOST")
    assert "in use" not in said.all


def test_a_port_in_use_is_told(busy_port: int, ketabyar: Command) -> None:
    plain(ketabyar("up", KETABYAR_PORT=str(busy_port)), f"port {busy_port} is in use", "KETABYAR_PORT")


BRANCH = "{code: main, name: {fa: مهر, en: Mehr}, hours: {}"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("# nothing\n", "is empty"),
        ("- a\n- b\n", "must hold keys"),
        ("just words", "must hold keys"),
        ("profile: {", "is not YAML"),
        ("a: !!python/object:os.system {}", "is not YAML"),
        ("library: {name: {fa: مهر, en: Mehr}}\nbranches: [" + BRANCH + "}]\n", "main: true"),
        (
            "library: {name: {fa: مهر, en: Mehr}}\nbranches: [" + BRANCH + ", main: true, time_zone: Asia/Teheran}]\n",
            "Asia/Teheran",
        ),
    ],
)
def test_a_library_file_that_is_wrong_is_told_and_nothing_is_made(
    content: str, said: str, home: Path, tmp_path: Path, ketabyar: Command
) -> None:
    file = tmp_path / "library.yml"
    file.write_text(content, encoding="utf-8")
    plain(ketabyar("seed", str(file)), "library.yml", said, lines=9)
    assert not (home / "store.sqlite3").exists() or content.startswith("library:")


def test_another_secret_is_told_and_production_does_not_start(made: Path, ketabyar: Command) -> None:
    library = str(ROOT / "tests" / "actions" / "library.yml")
    # As in production, without the accounts whose passwords stand in the file.
    real = {"KETABYAR_ENVIRONMENT": "production", "KETABYAR_PUBLIC_URL": "https://mehr.example"}
    assert ketabyar("seed", library, **real).code == 0
    (made / "secret").write_text("another-secret-that-is-long-enough\n", encoding="ascii")
    plain(ketabyar("staff", "waiting"), "the secret is not the one")
    plain(ketabyar("seed", library), "the secret is not the one")
    plain(ketabyar("up", **real), "the secret is not the one")
    assert ketabyar("seed", library, "--replace").code == 0, "who has lost the secret loads the patrons anew"
    assert ketabyar("staff", "waiting").code == 0


def test_an_account_that_is_there_and_one_that_is_not_are_told(made: Path, ketabyar: Command) -> None:
    add = ("staff", "add", "sara", "--name", "Sara", "--password", "a long password of hers")
    assert ketabyar(*add).code == 0
    plain(ketabyar(*add), "sara")
    plain(ketabyar("staff", "password", "ali", "--password", "a long password of his"), "ali")
    plain(ketabyar("models", "publish", "7"), "7")
    plain(ketabyar("restore", str(ROOT / "README.md")), "no backup of ketabyar")


def test_what_the_log_keeps_of_an_error_has_no_values_of_people(
    made: Path, ketabyar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made / "logs").mkdir()

    insert = text("INSERT INTO patron (display_name) VALUES (:name)").bindparams(name="Rahim Bayat")

    async def broken(store: Store) -> None:
        await execute(store, insert)

    monkeypatch.setattr("bot.cli.staff.queue.queue", broken)
    plain(ketabyar("staff", "waiting"), "something unexpected")
    kept = (made / "logs" / "errors.log").read_text(encoding="utf-8")
    assert "INSERT INTO patron" in kept
    assert "Rahim" not in kept


def test_an_error_that_nobody_expected_says_where_its_traceback_is(
    made: Path, ketabyar: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made / "logs").mkdir()
    monkeypatch.setattr(migrate, "head", lambda: 1 / 0)
    plain(ketabyar("staff", "waiting"), "something unexpected", "ZeroDivisionError", str(made / "logs" / "errors.log"))
    assert "ZeroDivisionError: division by zero" in (made / "logs" / "errors.log").read_text(encoding="utf-8")
