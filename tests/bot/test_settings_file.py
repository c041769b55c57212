"""HOME/settings.env: what it says holds where the environment does not say otherwise."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from actions.settings import ActionSettings
from bot.cli.doctor.variables import without_meaning
from bot.environments import of_engine
from bot.settings import Settings
from library.settings_sources import secret_file_variables
from protocol.secrets_folder import name_secrets
from protocol.settings_file import TAKEN, SettingsFileRefused, hand_on, put_settings, settings_in


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder that the environment names; whatever a test hands on ends with it."""
    for name in [one for one in os.environ if one.startswith("KETABYAR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(os, "environ", {**os.environ, "KETABYAR_HOME": str(tmp_path)})
    return tmp_path


def test_what_is_written_is_read_whatever_signs_it_has(home: Path) -> None:
    password = 'it\'s a \\ "$HOME" #1 ${x} رمز‌ها'
    put_settings(home, {"KETABYAR_SMTP_PASSWORD": password, "KETABYAR_PORT": "8001"})
    put_settings(home, {"KETABYAR_PORT": "8002"})
    assert settings_in(home) == {"KETABYAR_SMTP_PASSWORD": password, "KETABYAR_PORT": "8002"}
    assert stat.S_IMODE((home / "settings.env").stat().st_mode) == 0o600
    settings = Settings()
    assert (settings.smtp_password, settings.port, settings.home) == (password, 8002, home)


def test_what_somebody_wrote_beside_it_stays(home: Path) -> None:
    file = home / "settings.env"
    file.write_text("# ours\nexport KETABYAR_PORT=8001\nKETABYAR_SITES=https://a.example", encoding="utf-8")
    file.chmod(0o644)
    put_settings(home, {"KETABYAR_BALE_TOKEN": "t"})
    assert file.read_text(encoding="utf-8").splitlines() == [
        "# ours", "export KETABYAR_PORT=8001", "KETABYAR_SITES=https://a.example", "KETABYAR_BALE_TOKEN='t'",
    ]  # fmt: skip
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Settings().sites == ("https://a.example",)


def test_the_environment_wins_and_a_named_home_has_a_file_of_its_own(home: Path, tmp_path: Path) -> None:
    put_settings(home, {"KETABYAR_PORT": "8001", "KETABYAR_TIME_ZONE": "Asia/Kabul"})
    os.environ["KETABYAR_PORT"] = "9000"
    assert (Settings().port, Settings().time_zone, ActionSettings().time_zone) == (9000, "Asia/Kabul", "Asia/Kabul")
    other = tmp_path / "other"
    put_settings(other, {"KETABYAR_TIME_ZONE": "Europe/Berlin"})
    assert Settings(home=other).time_zone == "Europe/Berlin"


def test_a_secret_may_be_in_a_file_of_its_own(home: Path) -> None:
    kept = home / "token"
    kept.write_text("123:abc\n", encoding="utf-8")
    os.environ["KETABYAR_TELEGRAM_TOKEN_FILE"] = str(kept)
    assert Settings().telegram_token == "123:abc"
    assert without_meaning() == {}
    kept.unlink()
    with pytest.raises(SettingsFileRefused, match="KETABYAR_TELEGRAM_TOKEN_FILE"):
        Settings()


def test_a_file_that_the_environment_names_goes_before_settings_env_also_for_who_is_started(home: Path) -> None:
    kept = home / "token"
    kept.write_text("from the file", encoding="utf-8")
    os.environ["KETABYAR_TELEGRAM_TOKEN_FILE"] = str(kept)
    put_settings(home, {"KETABYAR_TELEGRAM_TOKEN": "from settings.env"})
    put_settings(home, {"KETABYAR_BALE_TOKEN": "itself", "KETABYAR_BALE_TOKEN_FILE": "/no"})
    assert (Settings().telegram_token, Settings().bale_token) == ("from the file", "itself")
    hand_on(home, secret_file_variables(Settings))
    assert (Settings().telegram_token, Settings().bale_token) == ("from the file", "itself")


def test_who_is_started_has_the_settings_of_who_starts_it(home: Path) -> None:
    put_settings(home, {"KETABYAR_TIME_ZONE": "Asia/Kabul"})
    os.environ["KETABYAR_PORT"] = "9000"
    hand_on(home)
    # Changed while it runs: a gateway that is started anew is as the action server, which was not.
    put_settings(home, {"KETABYAR_TIME_ZONE": "Europe/Berlin", "KETABYAR_PORT": "9001"})
    assert os.environ[TAKEN]
    assert (Settings().time_zone, Settings().port, ActionSettings().time_zone) == ("Asia/Kabul", 9000, "Asia/Kabul")


@pytest.mark.parametrize(
    "line", ["KETABYAR_SECRET='x'", "KETABYAR_HOME=/tmp/x", "PATH=/tmp", "what is this = that", "KETABYAR_PORT"]
)
def test_what_is_no_setting_is_refused_without_its_value(home: Path, line: str) -> None:
    (home / "settings.env").write_text(f"KETABYAR_PORT=1\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsFileRefused) as refused:
        Settings()
    assert "line 2" in str(refused.value) and line not in str(refused.value)


def test_a_misspelt_setting_of_the_file_is_told(home: Path) -> None:
    put_settings(home, {"KETABYAR_PROT": "8001"})
    assert "KETABYAR_PORT" in without_meaning()["KETABYAR_PROT"]


@pytest.mark.parametrize(("name", "value"), [("PORT", "1"), ("KETABYAR_HOME", "x"), ("KETABYAR_PORT", "1\n2")])
def test_what_could_not_be_read_back_is_not_written(home: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsFileRefused):
        put_settings(home, {name: value})
    assert not (home / "settings.env").exists()


def test_a_folder_holds_one_secret_a_file(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    (folder / "..data").mkdir(parents=True)
    for name, value in {
        "telegram_token": "1:a\n", "ketabyar_bale_token": "2:b", "KETABYAR_SECRET": "a-secret-of-twenty-four-signs",
        "smtp_password": "in the folder", ".hidden": "x", "koha_password": "of koha", "tracker_url": "t",
    }.items():  # fmt: skip
        (folder / name).write_text(value, encoding="utf-8")
    put_settings(home, {"KETABYAR_TELEGRAM_TOKEN": "of the file"})
    os.environ |= {"KETABYAR_SECRETS_FOLDER": str(folder), "KETABYAR_SMTP_PASSWORD": "of the environment"}
    name_secrets()
    settings = Settings.load()
    assert (settings.telegram_token, settings.bale_token) == ("1:a", "2:b")
    assert settings.secret == "a-secret-of-twenty-four-signs"
    assert not (home / "secret").exists()
    # The environment goes before the folder, and the folder before the file of settings.
    assert settings.smtp_password == "of the environment"
    assert settings.koha_password_file == folder / "koha_password"
    assert ActionSettings().secret == settings.secret
    # Of all these the engine learns the address of its own memory alone.
    engine = of_engine(settings, 5005, home / "engine.log")
    assert engine["KETABYAR_TRACKER_URL"] == "t"
    files = {name for name in engine if name.startswith("KETABYAR_") and name.endswith("_FILE")}
    assert files == {"KETABYAR_LOG_FILE"}
    assert "KETABYAR_SECRETS_FOLDER" not in engine
    assert without_meaning() == {}
    os.environ["KETABYAR_SECRETS_FOLDER"] = str(tmp_path / "none")
    with pytest.raises(SettingsFileRefused, match="KETABYAR_SECRETS_FOLDER"):
        name_secrets()


def test_a_secret_that_is_no_setting_is_reported(tmp_path: Path) -> None:
    (tmp_path / "telegram_tokn").write_text("1:a", encoding="utf-8")
    os.environ["KETABYAR_SECRETS_FOLDER"] = str(tmp_path)
    name_secrets()
    assert without_meaning() == {"KETABYAR_TELEGRAM_TOKN_FILE": "did you mean KETABYAR_TELEGRAM_TOKEN_FILE?"}
