"""The command line beside a running system: chat, doctor, evaluate, seed."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.support.system import System, free_ports, rows

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


def ketabyar(system: System, *words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the settings of a system."""
    return subprocess.run(
        [str(ROOT / ".venv" / "bin" / "ketabyar"), *words],
        cwd=ROOT, env={**os.environ, **system.environment, **extra},
        capture_output=True, text=True, check=False, timeout=200,
    )  # fmt: skip


def test_a_script_is_one_json_object_a_turn(system: System, tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_text("چی امانت دارم؟\nساعت کاری امروز چنده؟\n", encoding="utf-8")
    card = system.cards[0]
    done = ketabyar(
        system, "chat", "--lang", "fa", "--card", card.number, "--pin", card.pin, "--script", str(script), "--json"
    )
    assert done.returncode == 0, done.stderr
    turns = [json.loads(line) for line in done.stdout.splitlines()]
    assert [turn["intent"] for turn in turns] == ["loans", "hours"]
    for turn in turns:
        assert set(turn) == {"text", "replies", "buttons", "intent", "confidence", "ms"}
        assert turn["replies"]
        assert all(isinstance(reply, str) for reply in turn["replies"])
        assert 0 <= turn["confidence"] <= 1


def test_a_wrong_pin_is_said_in_one_line(system: System) -> None:
    done = ketabyar(
        system, "chat", "--lang", "en", "--card", system.cards[3].number, "--pin", "0000", "--script", os.devnull
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_without_a_gateway_the_chat_says_so(system: System) -> None:
    done = ketabyar(system, "chat", "--url", f"http://127.0.0.1:{free_ports(1)[0]}", "--script", os.devnull)
    assert done.returncode == 1
    assert "cannot be reached" in done.stderr


def test_the_doctor_finds_a_healthy_system_healthy(system: System) -> None:
    done = ketabyar(system, "doctor", "--json")
    findings = [json.loads(line) for line in done.stdout.splitlines()]
    problems = [finding for finding in findings if finding["state"] == "problem"]
    assert problems == []
    assert done.returncode == 0
    subjects = {finding["subject"] for finding in findings}
    assert {"engine", "action server", "gateway", "store", "library", "model", "model in use", "Telegram"} <= subjects
    assert system.secret not in done.stdout


def test_the_doctor_says_what_is_wrong_and_what_to_do(system: System, tmp_path: Path) -> None:
    done = ketabyar(system, "doctor", "--json", KETABYAR_DATABASE_URL=f"sqlite:///{tmp_path / 'new.sqlite3'}")
    assert done.returncode == 1
    store = next(json.loads(line) for line in done.stdout.splitlines() if '"store"' in line)
    assert store["state"] == "problem"
    assert "ketabyar migrate" in store["advice"]


def test_an_evaluation_tells_accuracy_by_language(system: System, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    said = [
        {"text": "کتابامو تمدید کن لطفا", "lang": "fa", "intent": "renew"},
        {"text": "please renew everything I have", "lang": "en", "intent": ["renew", "loans"]},
        {"text": "play some jazz on the speaker", "lang": "en", "intent": "out_of_scope"},
    ]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in said), encoding="utf-8")
    done = ketabyar(system, "evaluate", str(file), "--json")
    assert done.returncode == 0, done.stderr
    report = next(iter(json.loads(done.stdout).values()))
    assert report["all"]["rows"] == 3
    assert report["fa"]["accuracy"] == 1.0
    assert report["en"]["oos_recall"] == 1.0


def test_a_library_is_loaded_from_a_file_and_a_wrong_one_is_refused_by_its_place(
    system: System, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    good = ketabyar(system, "seed", "deploy/demo/library.yml", KETABYAR_DATABASE_URL=url)
    assert good.returncode == 0, good.stderr
    assert rows(tmp_path / "store.sqlite3", "SELECT count(*) AS n FROM title_record")[0]["n"] >= 400
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("profile: {}\nbranches: nothing\n", encoding="utf-8")
    bad = ketabyar(system, "seed", str(wrong), KETABYAR_DATABASE_URL=f"sqlite:///{tmp_path / 'x.sqlite3'}")
    assert bad.returncode == 1
    assert "branches" in bad.stderr
    assert "Traceback" not in bad.stderr
