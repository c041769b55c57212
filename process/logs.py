"""Logging of one process: to standard error, or to a file of limited size that the supervisor names.

The file takes everything: standard output and error are led into it, so that what libraries print and what a dying
interpreter says stands between our own lines. When it is full it becomes FILE.1 and so on, and the oldest goes. That
is done by the process itself: it goes on when its supervisor was killed.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import logging
import os
import signal
import sys
import traceback
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from process.repeats import Repeats
from process.traces import request_id

__all__ = [
    "FILES",
    "FORMAT",
    "LEVELS",
    "LOG_FILE",
    "LOG_FORMAT",
    "LOG_LEVEL",
    "MOST_BYTES",
    "Lines",
    "Output",
    "RotatingFile",
    "Structured",
    "begin_logging",
    "tail",
]

LOG_FILE, LOG_LEVEL, LOG_FORMAT = "KETABYAR_LOG_FILE", "KETABYAR_LOG_LEVEL", "KETABYAR_LOG_FORMAT"
# No debugging: what libraries say then has patrons' words in it.
LEVELS = {"info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
CONTROLS = {sign: repr(chr(sign))[1:-1] for sign in (*range(32), 127, 0x85, 0x2028, 0x2029) if sign != 9}
# All logs of one process: 50 MB, some weeks of a busy library, or what a flood may take from the disk.
MOST_BYTES = 10 * 2**20
FILES = 5
_TAIL_BYTES = 64 * 1024
# What logs every address it asks at INFO, and headers below: card numbers and secrets are part of them.
TRANSPORTS = ("httpx", "httpcore")
# What is asked every few seconds by who watches.
LOOKS = ("GET /health/live 200 ", "GET /metrics 200 ", "GET /metrics/engine 200 ", "GET /metrics/actions 200 ")
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class RotatingFile:
    """The file that standard output and error are written to, exchanged for an empty one when it is full."""

    def __init__(self, path: Path, *, most_bytes: int = MOST_BYTES, files: int = FILES) -> None:
        self._path = path
        self._most = most_bytes
        self._files = files

    def take(self) -> None:
        """Lead standard output and error into the file."""
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
        opened = os.open(self._path, flags, 0o600)
        try:
            for standard in (1, 2):
                os.dup2(opened, standard)
        finally:
            os.close(opened)

    def make_room(self) -> None:
        """Exchange the file when it is full, or was taken away; a disk that cannot do it leaves all as it is."""
        with contextlib.suppress(OSError):
            now = os.fstat(2)
            if now.st_size >= self._most:
                for number in range(self._files - 1, 0, -1):
                    older = self._path if number == 1 else self._numbered(number - 1)
                    with contextlib.suppress(FileNotFoundError):
                        older.replace(self._numbered(number))
                self.take()
            elif not self._is_there(now):
                self.take()

    def _is_there(self, now: os.stat_result) -> bool:
        try:
            there = self._path.stat()
        except FileNotFoundError:
            return False
        return (there.st_dev, there.st_ino) == (now.st_dev, now.st_ino)

    def _numbered(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}")


class Output(logging.StreamHandler):  # type: ignore[type-arg]
    """A log handler that omits what it has just written, and makes room in its file first."""

    def __init__(self, file: RotatingFile | None = None, repeats: Repeats | None = None) -> None:
        super().__init__(sys.stderr)
        self._file = file
        self._repeats = repeats or Repeats()

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record, and first those that count what was repeated."""
        try:
            for summary in self._repeats.ended():
                self._write(summary)
            if not self._repeats.swallows(record):
                self._write(record)
        except Exception:
            self.handleError(record)

    def close(self) -> None:
        """Write what is still to be counted."""
        with contextlib.suppress(ValueError, OSError):
            for summary in self._repeats.ended(all_of_them=True):
                self._write(summary)
        super().close()

    def _write(self, record: logging.LogRecord) -> None:
        if self._file is not None:
            self._file.make_room()
        super().emit(record)


def _without_words(error: BaseException | None) -> str:
    """Write where an error and those behind it came from: the code's own lines, and the types.

    An error's own words may quote what somebody typed, as a driver's, a validator's or a parser's do; those of the
    operating system, and of errors that say so themselves (`is_plain`), do not.
    """
    told: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        words = str(error) if getattr(error, "is_plain", False) else ""
        if isinstance(error, OSError) and error.strerror:
            words = error.strerror
        name = f"{type(error).__module__}.{type(error).__qualname__}".replace("builtins.", "")
        told.append("".join(traceback.format_tb(error.__traceback__)) + name + (f": {words}" if words else ""))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "Traceback (most recent call last):\n" + "\n\nwhich came of:\n".join(told)


class _WithoutWords(logging.Formatter):
    def formatException(self, ei: Any) -> str:  # noqa: N802 - the library's own name
        """Write a traceback."""
        return _without_words(ei[1])


class Lines(_WithoutWords):
    """Lines for people: with the request that a process works for, by which the lines of all three belong together."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's own name
        """Write one line without its traceback."""
        # Whatever is quoted in it, it stays one line: nobody's text looks like another line of ours.
        line = super().formatMessage(record).translate(CONTROLS)
        name = request_id()
        return line.replace(f" {record.name}: ", f" {record.name} [{name}]: ", 1) if name else line


class Structured(_WithoutWords):
    """Lines for programs: one JSON object each, a traceback within it."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        told = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        name = request_id()
        if name:
            told["request"] = name
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def begin_logging() -> None:
    """Log to standard error, or into the file that the supervisor names, as KETABYAR_LOG_LEVEL and _FORMAT say."""
    # What is wrong there is said where settings are read; until then nothing is left out.
    level = LEVELS.get(os.environ.get(LOG_LEVEL) or "info", logging.INFO)
    named = os.environ.get(LOG_FILE)
    file = RotatingFile(Path(named)) if named else None
    if file is not None:
        file.take()
    output = Output(file)
    output.setFormatter(Structured() if os.environ.get(LOG_FORMAT) == "json" else Lines())
    logging.basicConfig(level=level, handlers=[output], force=True)
    for transport in TRANSPORTS:
        logging.getLogger(transport).setLevel(logging.WARNING)
    logging.getLogger("bot.access").addFilter(_is_no_look)
    # Asked before it is killed for not answering, a process says where it hangs: files and lines, no values.
    faulthandler.register(signal.SIGUSR1, file=2, all_threads=True)


def _is_no_look(record: logging.LogRecord) -> bool:
    # The supervisor looks every few seconds: a quiet library would have a log of nothing else.
    return not record.getMessage().startswith(LOOKS)


def tail(path: Path, lines: int = 3) -> str:
    """Give the last lines of a log that are not blank, joined for one message."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
            text = file.read().decode("utf-8", errors="replace")
    except OSError:
        return ""
    return " | ".join([line.strip() for line in text.splitlines() if line.strip()][-lines:])
