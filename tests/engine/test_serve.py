"""Starting the engine: what it refuses, and that it listens on loopback only."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.files import MODEL_REFUSED, ModelRefused, file_sha256, record, verify
from protocol.keys import SECRET_HEADER
from protocol.turns import READY_PATH
from tests.support.engine_peer import HEADERS, SECRET
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[2]


def start(model: Path, home: Path, port: int, **env: str) -> subprocess.Popen[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KETABYAR_")}
    return subprocess.Popen(
        [sys.executable, "-m", "engine.serve", "--model", str(model), "--port", str(port)],
        cwd=ROOT,
        env={**clean, "KETABYAR_HOME": str(home), **env},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_does_not_start_without_a_secret(model: Path, tmp_path: Path) -> None:
    process = start(model, tmp_path, free_port())
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "secret" in errors
    assert "Traceback" not in errors


def test_it_does_not_start_with_a_changed_model(model: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.tar.gz"
    changed.write_bytes(model.read_bytes() + b"x")
    (tmp_path / "changed.tar.gz.sha256").write_text(model.with_name(model.name + ".sha256").read_text())
    process = start(changed, tmp_path, free_port(), KETABYAR_SECRET=SECRET)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == MODEL_REFUSED
    assert "not the file" in errors


def test_it_starts_with_the_model_that_it_was_to_have_and_with_no_other(model: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.tar.gz"
    alone.write_bytes(model.read_bytes())
    # What lies beside the file proves nothing against what the supervisor says.
    record(alone)
    with pytest.raises(ModelRefused, match="not the file"):
        verify(alone, "0" * 64)
    assert verify(alone, file_sha256(alone).upper()) == file_sha256(model)
    alone.with_name("alone.tar.gz.sha256").unlink()
    assert verify(alone, file_sha256(alone)) == file_sha256(model)
    with pytest.raises(ModelRefused, match="is missing"):
        verify(alone)


def test_it_is_alive_before_it_is_ready(model: Path, tmp_path: Path) -> None:
    """Neither store nor action server nor secret is needed to see that the event loop turns."""
    from urllib.request import urlopen

    port = free_port()
    process = start(model, tmp_path, port, KETABYAR_SECRET=SECRET, KETABYAR_ACTIONS_PORT="1")
    try:
        until(lambda: listeners(port) or process.poll() is not None, 90)
        assert process.poll() is None
        assert urlopen(f"http://127.0.0.1:{port}/health/live", timeout=10).status == 200
    finally:
        process.terminate()
        process.wait(timeout=20)


def listeners(port: int) -> list[str]:
    """Local addresses that listen on a port, from the kernel's own table (Linux)."""
    found = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            address, hexadecimal = fields[1].split(":")
            if fields[3] == "0A" and int(hexadecimal, 16) == port:
                found.append(address)
    return found


def answered(url: str, headers: dict[str, str]) -> int:
    """The status of an answer."""
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    try:
        return int(urlopen(Request(url, headers=headers), timeout=10).status)
    except HTTPError as error:
        return error.code


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="the kernel's socket table is Linux's")
def test_it_finds_the_kept_secret_and_listens_on_loopback_only(model: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET, encoding="ascii")
    port = free_port()
    process = start(model, tmp_path, port)
    url = f"http://127.0.0.1:{port}{READY_PATH}"
    try:
        until(lambda: listeners(port) or process.poll() is not None, 90)
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert listeners(port) == ["0100007F"]
        for headers, status in (({}, 401), ({SECRET_HEADER: SECRET}, 401), (HEADERS, 200)):
            assert until(lambda headers=headers: (code := answered(url, headers)) != 503 and code, 90) == status
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_evaluate_reports_per_language_and_over_all(model: Path, tmp_path: Path, capsys: Any) -> None:
    import json

    from engine.evaluate import main

    file = tmp_path / "rows.jsonl"
    rows = [
        {"text": "سلام", "lang": "fa", "intent": "greet"},
        {"text": "ساعت کار امروز", "lang": "fa", "intent": ["hours", "location"]},
        {"text": "renew my books", "lang": "en", "intent": "hours"},
        {"text": "order me a pizza", "lang": "en", "intent": "out_of_scope"},
    ]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    assert main([str(model), str(file), "--json"]) == 0
    report = json.loads(capsys.readouterr().out.partition("{")[2].join(["{", ""]))["rows.jsonl"]
    assert report["all"]["accuracy"] == 0.75
    assert report["fa"]["accuracy"] == 1.0
    assert report["en"]["oos_recall"] == 1.0
    assert report["en"]["in_scope_declined"] == 0.0
    assert report["confusions"] == [["hours", "renew", 1]]


def test_evaluate_names_the_line_that_is_wrong(tmp_path: Path, capsys: Any) -> None:
    from engine.evaluate import main

    file = tmp_path / "rows.jsonl"
    file.write_text('{"text": "x", "lang": "fa"}', encoding="utf-8")
    assert main([str(tmp_path / "no-model"), str(file)]) == 2
    assert "line 1" in capsys.readouterr().err
