"""What commands say of wrong settings: by their exit code, in the doctor beside all the rest, and nothing needless."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.watching.settings_shown import shown_settings
from tests.support.commands import Command, Said

DAMAGED = "KETABYAR_SITES='https://www.library.example'\nnonsense here\n"
URL = "postgresql://x:geheim@127.0.0.1:1/x"


def problems(said: Said) -> dict[str, dict[str, str]]:
    findings = [json.loads(line) for line in said.out.splitlines()]
    return {one["subject"]: one for one in findings if one["state"] == "problem"}


@pytest.fixture
def damaged(home: Path) -> Path:
    """A file of settings with a line that cannot be read."""
    home.mkdir(mode=0o700)
    (home / "settings.env").write_text(DAMAGED, encoding="utf-8")
    return home


@pytest.mark.parametrize("command", [("up",), ("migrate",), ("staff", "waiting")], ids=lambda words: words[0])
def test_a_wrong_setting_is_a_two_wherever_it_is_written(
    command: tuple[str, ...], damaged: Path, ketabyar: Command
) -> None:
    assert ketabyar(*command).code == 2
    (damaged / "settings.env").unlink()
    for name, value in {
        "KETABYAR_DATABASE_URL_FILE": "/nope",
        "KETABYAR_SECRETS_FOLDER": "/nope",
        "KETABYAR_DATABASE_URL": "foo",
        "KETABYAR_TIME_ZONE": "Asia/Teheran",
    }.items():
        said = ketabyar(*command, **{name: value})
        assert said.code == 2 and name.removesuffix("_FILE") in said.err, name


def test_the_doctor_looks_at_the_rest_beside_a_line_that_cannot_be_read(damaged: Path, ketabyar: Command) -> None:
    said = ketabyar("doctor", "--json")
    assert said.code == 1 and "line 2" in problems(said)["settings"]["detail"]
    assert "nonsense" not in said.all
    subjects = [json.loads(line)["subject"] for line in said.out.splitlines()]
    assert {"disk", "store", "gateway", "KETABYAR_SITES"} <= set(subjects)
    assert "www.library.example" in said.out, "what can be read holds"
    assert "every value is valid" not in said.out


@pytest.mark.parametrize("name", ["KETABYAR_DATABASE_URL_FILE", "KETABYAR_SECRETS_FOLDER"])
def test_the_doctor_looks_at_the_rest_beside_a_file_that_is_not_there(name: str, ketabyar: Command) -> None:
    said = ketabyar("doctor", "--json", **{name: "/nope"})
    assert said.code == 1 and "/nope" in problems(said)["settings"]["detail"]
    assert problems(said)["settings"]["advice"]
    assert "disk" in said.out


def test_a_database_out_of_reach_has_an_advice(ketabyar: Command) -> None:
    secret = "a-secret-that-is-long-enough-for-it"
    finding = problems(ketabyar("doctor", "--json", KETABYAR_DATABASE_URL=URL, KETABYAR_SECRET=secret))["store"]
    assert "KETABYAR_DATABASE_URL" in finding["advice"] and "geheim" not in json.dumps(finding)


def test_no_second_store_is_advised_where_nothing_tells_that_it_is_the_first(ketabyar: Command) -> None:
    advice = problems(ketabyar("doctor", "--json"))["store"]["advice"]
    assert "KETABYAR_HOME" in advice and "runs already" in advice


def test_settings_at_their_defaults_are_left_out_unless_asked_for(ketabyar: Command) -> None:
    short, whole = ketabyar("doctor").out, ketabyar("doctor", "--all").out
    for name in ("KOHA_URL", "MIRROR_HOURLY", "SIP2_HOST", "BALE_TOKEN", "SMTP_HOST", "TIME_ZONE", "SESSION_MINUTES"):
        assert f"KETABYAR_{name}:" in whole and f"KETABYAR_{name}:" not in short
    for name in ("HOME", "DATABASE_URL"):
        assert f"KETABYAR_{name}:" in short
    assert "--all" in short and "--all" not in whole
    # What somebody has set is shown: it may be meant to do something.
    used = ketabyar("doctor", KETABYAR_SIP2_PORT="7001", KETABYAR_LIBRARY_SYSTEM="files").out
    assert "KETABYAR_SIP2_PORT:" in used and "KETABYAR_SIP2_USER:" not in used


def test_defaults_are_no_difference_however_they_are_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed() -> set[str]:
        return {one.variable for one in shown_settings(Settings()) if one.changed}

    usual = changed()
    assert not {one for one in usual if "NOTICE" in one}
    monkeypatch.setenv("KETABYAR_NOTICE_OVERDUE_DAYS", "1,7,14")
    monkeypatch.setenv("KETABYAR_NOTICE_QUIET_FROM", "21:00")
    assert changed() == usual
    monkeypatch.setenv("KETABYAR_NOTICE_OVERDUE_DAYS", "1,7")
    monkeypatch.setenv("KETABYAR_NOTICE_QUIET_UNTIL", "8:30")
    assert changed() - usual == {"KETABYAR_NOTICE_OVERDUE_DAYS", "KETABYAR_NOTICE_QUIET_UNTIL"}
