"""The audit of locked packages: what is found, what is accepted until when, and that silence is no good news."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from scripts import audit
from scripts.audit import Accepted, Finding, NotAskedError, WrongEntryError, accepted, found_in_packages

TODAY = date(2026, 11, 28)
ENTRY = {
    "id": '"GHSA-aaaa-bbbb-cccc"',
    "package": '"jinja2"',
    "reason": '"Templates come from us alone, and none from what is typed."',
    "since": "2026-11-01",
    "until": "2027-01-30",
}
WEAK = {
    "id": "GHSA-aaaa-bbbb-cccc",
    "aliases": ["CVE-2026-0001"],
    "summary": "a test",
    "affected": [{"package": {"ecosystem": "PyPI", "name": "jinja2"}, "versions": ["3.1.0"]}],
}


def test_what_is_accepted_here_is_in_force_and_says_why() -> None:
    """Fails from the day on which an entry is over: look at it, do not only move its date."""
    locked = {pin.name for lock in audit.LOCKS for pin in audit.pins(audit.ROOT / "requirements" / f"{lock}.txt")}
    for one in accepted(audit.FILE, datetime.now(UTC).date()):
        assert one.package in locked


def written(folder: Path, **changes: str | None) -> Path:
    entry = {**ENTRY, **changes}
    lines = [f"{name} = {value}" for name, value in entry.items() if value is not None]
    file = folder / "accepted.toml"
    file.write_text("[[finding]]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_an_entry_is_read(tmp_path: Path) -> None:
    (one,) = accepted(written(tmp_path), TODAY)
    assert one == Accepted(
        "GHSA-aaaa-bbbb-cccc",
        "jinja2",
        "Templates come from us alone, and none from what is typed.",
        date(2026, 11, 1),
        date(2027, 1, 30),
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"until": "2026-11-27"},
        {"until": "2027-01-31"},
        {"until": '"2027-01-30"'},
        {"until": "2027-01-30T00:00:00"},
        {"until": None},
        {"since": "2026-11-29", "until": "2026-12-30"},
        {"since": "2027-01-30", "until": "2026-11-28"},
        {"reason": '"no matter"'},
        {"reason": None},
        {"id": '""'},
        {"package": '"Jinja2"'},
        {"severity": '"low"'},
    ],
)
def test_an_entry_that_is_over_or_not_as_it_has_to_be_is_refused(
    changes: dict[str, str | None], tmp_path: Path
) -> None:
    with pytest.raises(WrongEntryError):
        accepted(written(tmp_path, **changes), TODAY)


class Osv(BaseHTTPRequestHandler):
    """A service that knows one weakness of one version."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        is_weak = (asked["package"]["name"], asked["version"]) == ("jinja2", "3.1.0")
        body = json.dumps({"vulns": [WEAK]} if is_weak else {}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def osv() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Osv) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def lock(folder: Path, *lines: str) -> Path:
    file = folder / "locked.txt"
    file.write_text("".join(f"{line} \\\n    --hash=sha256:0\n    # via us\n" for line in lines), encoding="utf-8")
    return file


def options(address: str) -> list[str]:
    return ["--vulnerability-service", "osv", "--osv-url", address]


def test_packages_of_every_system_and_in_every_locked_version_are_asked_about(osv: str, tmp_path: Path) -> None:
    locked = lock(tmp_path, "jinja2==3.1.6", "jinja2==3.1.0 ; sys_platform == 'nowhere'", "click==8.4.0")
    (one,) = found_in_packages([locked], options(osv))
    assert (one.package, one.version, one.names) == ("jinja2", "3.1.0", {"GHSA-aaaa-bbbb-cccc", "CVE-2026-0001"})


def test_a_service_that_is_not_there_is_told_and_no_good_news(tmp_path: Path) -> None:
    with pytest.raises(NotAskedError):
        list(found_in_packages([lock(tmp_path, "click==8.4.0")], options("http://127.0.0.1:9/")))


def test_a_package_that_the_service_passes_over_is_not_taken_for_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So pip-audit answers, with exit 0, where an index does not tell of weaknesses."""
    said = {"dependencies": [{"name": "click", "skip_reason": "Dependency not found on PyPI"}], "fixes": []}

    class Done:
        stdout, stderr = json.dumps(said), ""

    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: Done)
    with pytest.raises(NotAskedError, match="click"):
        list(found_in_packages([lock(tmp_path, "click==8.4.0")], ()))


def test_npm_that_gets_no_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Done:
        stdout, stderr = '{"message": "405 Method Not Allowed", "error": {}}', "npm warn audit 405 Method Not Allowed\n"

    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: Done)
    with pytest.raises(NotAskedError, match="405"):
        list(audit.found_in_assets(tmp_path))


def test_what_npm_finds_is_named_by_its_advisory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    via = {"url": "https://github.com/advisories/GHSA-dddd-eeee-ffff", "range": "<4.6.1", "title": "a test"}
    said = {"vulnerabilities": {"chart.js": {"via": [via]}, "another": {"via": ["chart.js"]}}}

    class Done:
        stdout, stderr = json.dumps(said), ""

    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: Done)
    (one,) = audit.found_in_assets(tmp_path)
    assert (one.package, one.id) == ("chart.js", "GHSA-dddd-eeee-ffff")


FOUND = Finding("jinja2", "3.1.0", "PYSEC-1", frozenset({"PYSEC-1", "GHSA-aaaa-bbbb-cccc"}))
KNOWN = Accepted("GHSA-aaaa-bbbb-cccc", "jinja2", "a reason", TODAY, TODAY)


@pytest.mark.parametrize(
    ("found", "known", "not_asked", "code", "said"),
    [
        ([], [], [], 0, "0 findings that nobody accepted"),
        ([FOUND], [], [], 1, "NOT ACCEPTED"),
        ([FOUND], [KNOWN], [], 0, "accepted until 2026-11-28: a reason"),
        ([], [KNOWN], [], 0, "not found any more"),
        ([FOUND], [KNOWN], ["NOT ASKED about the assets"], 2, "NOT ASKED about the assets"),
    ],
)
def test_what_is_told_and_how_it_ends(
    found: list[Finding],
    known: list[Accepted],
    not_asked: list[str],
    code: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert audit.told(found, known, not_asked) == code
    assert said in capsys.readouterr().out
