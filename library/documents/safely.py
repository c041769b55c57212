"""Reading of a file in a process of its own, which may take so much time and memory and no more."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path

from library.documents.cutting import CutPassage
from library.documents.refused import DocumentRefused
from library.documents.source import ReadDocument, kind_of, read

__all__ = ["LARGEST", "read_safely"]

LARGEST = 8 * 1024 * 1024
SECONDS = 30
_MEMORY = 1024 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]


async def read_safely(name: str, data: bytes, *, seconds: float = SECONDS) -> ReadDocument:
    """Read a file, within bounds; raises DocumentRefused."""
    kind_of(name)
    if len(data) > LARGEST:
        raise DocumentRefused("big")
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "library.documents.safely", name,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, cwd=_ROOT,
        env={key: os.environ[key] for key in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH") if key in os.environ},
    )  # fmt: skip
    try:
        async with asyncio.timeout(seconds):
            said, _ = await child.communicate(data)
    except TimeoutError as error:
        raise DocumentRefused("slow") from error
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    try:
        answer = json.loads(said)
    except ValueError as error:
        # It ended without a word: out of memory, or a fault in what reads the file.
        raise DocumentRefused("broken") from error
    if "refused" in answer:
        raise DocumentRefused(str(answer["refused"]))
    passages = tuple(CutPassage(**each) for each in answer.pop("passages"))
    return ReadDocument(**answer, passages=passages)


def main() -> None:
    """Read the file on standard input, and write what it holds as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        answer = asdict(read(sys.argv[1], sys.stdin.buffer.read()))
    except DocumentRefused as error:
        answer = {"refused": error.reason}
    except (MemoryError, RecursionError):
        answer = {"refused": "broken"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
