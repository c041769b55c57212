"""A process's log stays within its bound, holds what is printed too, and says the same trouble once and a count."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT
from process.logs import FILES, MOST_BYTES
from process.repeats import Repeats

BEGIN = """
import logging, os, sys
from process import logs
logs.RotatingFile.__init__.__kwdefaults__.update(most_bytes={most}, files=3)
logs.begin_logging()
log = logging.getLogger("bot.test")
"""


def run(path: Path, work: str, *, most: int = MOST_BYTES) -> subprocess.CompletedProcess[bytes]:
    """Run a few lines in a process that logs into a file, as the supervisor starts one."""
    return subprocess.run(
        [sys.executable, "-c", BEGIN.format(most=most) + work], cwd=ROOT, check=False, capture_output=True, timeout=120,
        env={**os.environ, "KETABYAR_LOG_FILE": str(path)},
    )  # fmt: skip


def test_a_flood_of_lines_stays_within_the_bound(tmp_path: Path) -> None:
    path = tmp_path / "gateway.log"
    done = run(
        path, "for n in range(100_000): log.info('request %d of a flood that says nothing new', n)", most=200_000
    )
    assert done.returncode == 0
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["gateway.log", "gateway.log.1", "gateway.log.2"]
    assert sum(file.stat().st_size for file in files) < 3 * 200_200
    assert "request 99999 " in path.read_text(encoding="utf-8")
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)


def test_the_bound_of_a_process_is_some_megabytes() -> None:
    assert 10 * 2**20 <= MOST_BYTES * FILES <= 100 * 2**20


def test_what_is_printed_and_what_kills_the_process_stand_in_the_same_log(tmp_path: Path) -> None:
    path = tmp_path / "engine.log"
    work = "print('printed'); os.write(2, b'from a library\\n'); log.warning('ours'); raise ValueError('the end')"
    done = run(path, work)
    assert (done.stdout, done.stderr) == (b"", b"")
    said = path.read_text(encoding="utf-8")
    for words in ("printed", "from a library", "WARNING bot.test: ours", "ValueError: the end"):
        assert words in said


def test_a_log_that_was_taken_away_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "engine.log"
    run(path, f"log.info('before'); os.rename({str(path)!r}, {str(tmp_path / 'kept')!r}); log.info('after')")
    assert "after" in path.read_text(encoding="utf-8")
    assert "before" in (tmp_path / "kept").read_text(encoding="utf-8")


def test_repeated_warnings_are_one_line_and_a_count(tmp_path: Path) -> None:
    path = tmp_path / "engine.log"
    work = """
for n in range(5000):
    log.warning("the store does not answer")
    try:
        raise KeyError(n)
    except KeyError:
        log.exception("an action failed")
log.warning("something else")
"""
    run(path, work)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum("the store does not answer" in line for line in lines) == 2
    assert any(line.endswith("the store does not answer (repeated 4999 times)") for line in lines)
    assert any(line.endswith("an action failed (repeated 4999 times)") for line in lines)
    assert sum("something else" in line for line in lines) == 1


def record(text: str, level: int = logging.WARNING) -> logging.LogRecord:
    return logging.LogRecord("bot", level, "", 0, text, None, None)


def test_information_is_never_folded_and_a_window_ends() -> None:
    now = [0.0]
    repeats = Repeats(10, clock=lambda: now[0])
    assert not any(repeats.swallows(record("a visit", logging.INFO)) for _ in range(3))
    assert [repeats.swallows(record("trouble")) for _ in range(3)] == [False, True, True]
    now[0] = 11
    assert [line.getMessage() for line in repeats.ended()] == ["trouble (repeated 2 times)"]
    assert not repeats.swallows(record("trouble"))


def test_many_different_warnings_are_not_kept_for_ever() -> None:
    repeats = Repeats(10, clock=lambda: 0.0)
    assert not any(repeats.swallows(record(f"trouble {n}")) for n in range(10_000))
    assert len(repeats._seen) <= 256


@pytest.mark.parametrize("line", ["GET /health/live 200 0.3 ms", "GET /health/live 200 12.0 ms"])
def test_the_supervisors_looks_are_not_logged(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gateway.log"
    run(path, f"a = logging.getLogger('bot.access'); a.info({line!r}); a.info('GET /health/live 500 1 ms')")
    assert path.read_text(encoding="utf-8").count("/health/live") == 1


def test_no_address_that_is_asked_is_logged(tmp_path: Path) -> None:
    path = tmp_path / "gateway.log"
    work = """
import httpx
answers = httpx.MockTransport(lambda request: httpx.Response(200))
with httpx.Client(transport=answers) as client:
    assert client.get("http://koha.test/api/v1/patrons?cardnumber=20000001").status_code == 200
log.info("asked")
logging.getLogger("httpx").warning("trouble on the line")
"""
    assert run(path, work).returncode == 0
    text = path.read_text(encoding="utf-8")
    assert "asked" in text and "trouble on the line" in text
    assert "20000001" not in text and "koha.test" not in text


def test_lines_for_programs_are_one_object_each_from_the_level_on_that_was_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KETABYAR_LOG_FORMAT", "json")
    monkeypatch.setenv("KETABYAR_LOG_LEVEL", "warning")
    path = tmp_path / "gateway.log"
    work = """
from process import traces
log.info('not told')
with traces.carried('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'):
    log.warning('told %s', 'once')
try:
    open('/no/such/file')
except OSError as error:
    try:
        raise ValueError('words of somebody') from error
    except ValueError:
        log.exception('failed')
"""
    run(path, work)
    told, failed = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert {name: told[name] for name in ("level", "logger", "message", "request")} == {
        "level": "WARNING", "logger": "bot.test", "message": "told once", "request": "0af7651916cd",
    }  # fmt: skip
    assert told["time"].endswith("+00:00") and "request" not in failed
    assert failed["traceback"].count("ValueError") >= 1 and "words of somebody\n" not in failed["traceback"]
    assert "FileNotFoundError: No such file or directory" in failed["traceback"]


def test_a_line_break_in_a_message_begins_no_line_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "gateway.log"
    forged = "2026-11-27 10:00:00,000 INFO bot.access: GET /console 200"
    run(path, f"log.warning('an address: %s', 'x\\r\\n{forged}\\x1b[2J\\u2028{forged}')")
    [line] = path.read_text(encoding="utf-8").splitlines()
    assert "\\r\\n" in line and "\x1b" not in line
