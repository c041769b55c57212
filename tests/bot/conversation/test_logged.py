"""What the logs keep of a conversation: that it was, and what failed in it, and never a word of it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.conversation import conductor
from crm.errors import StoreBusy
from process.logs import Lines, Structured
from tests.support.fake_engine import FakeEngine, said, unavailable
from tests.support.front import Front

# Nothing of it is a word of the code, of a setting or of a path.
SPOKEN = ("kelidardowlat", "zorbadgepascal", "درخت‌آسوریک", "gulistanhafiz")
ANSWERED = "yagutsabzevar"
CARD, PHONE = "2345678901234567", "09121234567"


@pytest.fixture
def database_url(sqlite_file: Path, tmp_path: Path) -> str:
    """One database: it is not the store that is tested."""
    path = tmp_path / "store.sqlite3"
    path.write_bytes(sqlite_file.read_bytes())
    return f"sqlite:///{path}"


class Kept(logging.Handler):
    """Everything that a process would write, in both forms."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.objects: list[dict[str, Any]] = []
        self._forms = Lines(), Structured()

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record in both forms."""
        text, structured = self._forms
        record.exc_text = None
        self.lines.append(text.format(record))
        record.exc_text = None
        self.objects.append(json.loads(structured.format(record)))
        record.exc_text = None


@pytest.fixture
def kept() -> Iterator[Kept]:
    """What all loggers say from the level on that a library can choose."""
    handler, root = Kept(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield handler
    root.removeHandler(handler)
    root.setLevel(before)


async def play(front: Front, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Talk: answered, tried again, refused, failed by a bug whose error quotes the words, and not kept."""
    visitor = await front.visitor()

    async def answers(_: dict[str, Any]) -> dict[str, Any]:
        return said(ANSWERED)

    engine.script = answers
    await visitor.say(SPOKEN[0])
    await visitor.say(f"{SPOKEN[1]} {CARD} {PHONE}")
    await visitor.press('/search_book{"title":"gulistanhafiz"}', SPOKEN[3])
    await visitor.post("messages", {"client_message_id": "long", "text": SPOKEN[0] * 1000})
    await visitor.post("messages", {"client_message_id": SPOKEN[0], "text": 7})
    engine.script = unavailable
    await visitor.say(SPOKEN[2])
    engine.script = answers

    async def broken(*_: Any) -> Any:
        raise ValueError(f"cannot close {SPOKEN[0]} with {ANSWERED}")

    async def locked(*_: Any) -> Any:
        raise StoreBusy("the database is locked")

    for failure in (broken, locked):
        with monkeypatch.context() as patch:
            patch.setattr(conductor, "close_turn", failure)
            await visitor.post("messages", {"client_message_id": failure.__name__, "text": SPOKEN[1]})


async def test_no_word_of_a_conversation_is_in_the_logs(
    front: Front, engine: FakeEngine, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play(front, engine, monkeypatch)
    assert len(kept.lines) > 8
    everything = "\n".join(kept.lines) + json.dumps(kept.objects, ensure_ascii=False)
    for word in (*SPOKEN, ANSWERED, CARD, PHONE, PHONE[1:]):
        assert word not in everything
    # What went wrong is there, with its place in the code.
    assert "ValueError" in everything and "conductor.py" in everything
    assert "the database is locked" in everything


async def test_the_lines_of_one_message_bear_the_name_of_their_request(
    front: Front, engine: FakeEngine, kept: Kept
) -> None:
    engine.script = unavailable
    visitor = await front.visitor()
    await visitor.say("hello")
    tried = {one.get("request") for one in kept.objects if "is tried again" in one["message"]}
    failed = [one for one in kept.objects if "failed for good" in one["message"]]
    assert len(failed) == 1 and tried == {failed[0]["request"]}
    assert engine.traces[0] is not None and engine.traces[0][3:15] == failed[0]["request"]
    assert any(f"[{failed[0]['request']}]: a turn of" in line for line in kept.lines)
