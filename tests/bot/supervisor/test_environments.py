"""What each process is told: all it needs, and no secret besides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actions.settings import ActionSettings
from bot import environments
from bot.cache_folder import cache_base
from bot.settings import Settings
from bot.watching.settings_shown import HIDDEN, SECRETS
from engine.settings import EngineSettings
from library.settings import LibrarySettings
from protocol.keys import actions_secret, engine_secret

SECRET = "a secret of the tests, long enough"
TOKEN = "1234:a-token"
PASSWORD = "the-password-of-the-store"
LOG = Path("/somewhere/a.log")
BEFORE = "the secret of before, long enough"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings read from an environment full of secrets, our own and others'."""
    url = f"postgresql+asyncpg://ketabyar:{PASSWORD}@db.example.org/ketabyar"
    for name, value in {
        "KETABYAR_HOME": str(tmp_path),
        "KETABYAR_SECRET": SECRET,
        "KETABYAR_DATABASE_URL": url,
        "KETABYAR_TELEGRAM_TOKEN": TOKEN,
        "KETABYAR_TELEGRAM_WEBHOOK_SECRET": "webhook-secret-of-the-tests",
        "KETABYAR_RETENTION_DAYS": "17",
        "KETABYAR_TRACKER_URL": f"postgresql://tracker:{PASSWORD}2@db.example.org/tracker",
        "KETABYAR_SOMETHING_TOKEN": "of a channel to come",
        "KETABYAR_KOHA_CLIENT_SECRET": "of-the-librarys-koha",
        "KETABYAR_FOLIO_API_KEY": "of-the-librarys-folio",
        "AWS_SECRET_ACCESS_KEY": "of somebody else",
        "PGPASSWORD": "of somebody else",
    }.items():
        monkeypatch.setenv(name, value)
    return Settings.load()


def holds(told: dict[str, str], words: str) -> bool:
    return any(re.search(words, value) for value in told.values())


def test_the_engine_knows_its_keys_and_its_own_memory_alone(settings: Settings) -> None:
    told = environments.of_engine(settings, 5005, LOG)
    assert told["KETABYAR_ENGINE_SECRET"] == engine_secret(SECRET)
    assert told["KETABYAR_ACTIONS_SECRET"] == actions_secret(SECRET)
    assert told["KETABYAR_TRACKER_URL"].endswith("/tracker")
    assert not holds(told, f"{SECRET}|{TOKEN}|of somebody|to come|{PASSWORD}@")
    assert "KETABYAR_STORE_KEY" not in told
    assert not holds(told, "of-the-librarys")
    assert told["HOME"] == str(settings.home)


def test_while_the_secret_is_changed_each_is_told_what_else_it_accepts(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = settings.model_copy(update={"secret_previous": BEFORE})
    engine, actions = environments.of_engine(both, 5005, LOG), environments.of_actions(both, LOG)
    assert not holds(engine, BEFORE) and not holds(actions, BEFORE), "keys alone, and never the secret"
    assert engine["KETABYAR_ENGINE_SECRETS_TOO"] == engine_secret(BEFORE)
    assert "KETABYAR_STORE_KEY_PREVIOUS" not in engine
    for name, value in actions.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("KETABYAR_SECRET")
    read = ActionSettings.load()
    assert read.accepted_secrets == (actions_secret(SECRET), actions_secret(BEFORE))
    assert read.store_keys == both.store_keys
    for name, value in engine.items():
        monkeypatch.setenv(name, value)
    assert EngineSettings.load().secrets_too == (engine_secret(BEFORE),)


def test_the_action_server_knows_the_store_and_no_channel(settings: Settings) -> None:
    told = environments.of_actions(settings, LOG)
    assert told["KETABYAR_DATABASE_URL"] == settings.database_url
    assert told["KETABYAR_STORE_KEY"] == settings.server_key.hex()
    assert told["KETABYAR_RETENTION_DAYS"] == "17"
    assert told["KETABYAR_KOHA_CLIENT_SECRET"] == "of-the-librarys-koha"
    assert told["KETABYAR_FOLIO_API_KEY"] == "of-the-librarys-folio"
    assert not holds(told, f"{SECRET}|{TOKEN}|webhook-secret|of somebody|to come|{PASSWORD}2")
    assert "KETABYAR_ENGINE_SECRET" not in told


def test_a_training_knows_no_secret_and_writes_where_it_is_told(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KETABYAR_LOG_FILE", "/the/gateways.log")
    told = environments.of_training(tmp_path)
    assert not holds(told, f"{SECRET}|{TOKEN}|{PASSWORD}|of somebody|to come|gateways.log|of-the-librarys")
    assert not {"KETABYAR_STORE_KEY", "KETABYAR_ENGINE_SECRET", "KETABYAR_ACTIONS_SECRET"} & told.keys()
    assert told["HOME"] == str(tmp_path) and told["RASA_CACHE_DIRECTORY"].startswith(str(tmp_path))


def test_the_gateway_knows_all(settings: Settings) -> None:
    told = environments.of_gateway(settings, LOG)
    assert (told["KETABYAR_SECRET"], told["KETABYAR_TELEGRAM_TOKEN"]) == (SECRET, TOKEN)
    assert told["KETABYAR_DATABASE_URL"] == settings.database_url
    assert told["KETABYAR_LOG_FILE"] == str(LOG)


def test_a_user_without_a_home_keeps_models_in_the_state_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KETABYAR_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/proc/nothing")
    assert cache_base() == tmp_path / "state" / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/nothing")
    assert cache_base() == tmp_path / "state" / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    assert cache_base() == tmp_path / "kept"


def test_every_secret_of_a_library_system_goes_to_the_action_server_and_is_shown_nowhere() -> None:
    secrets = {name for name in LibrarySettings.model_fields if name.endswith(SECRETS)}
    assert {f"KETABYAR_{name.upper()}{end}" for name in secrets for end in ("", "_FILE")} == set(
        environments.LIBRARY_SECRETS
    )
    assert secrets | {"smtp_password", "sms_hook_secret", "telegram_token", "secret"} <= HIDDEN
    assert all(environments.SECRET.fullmatch(f"KETABYAR_{name.upper()}") for name in HIDDEN)
