"""The client of the engines' channel: turns, parses, readiness."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import aiohttp
import msgspec

from process.lost_peers import CONNECT_SECONDS, minded_socket
from process.traces import TRACE_HEADER, current
from process.tracing import span
from protocol.keys import SECRET_HEADER
from protocol.turns import (
    FIGURES_PATH,
    FORGET_PATH,
    KEPT_PATH,
    PARSE_PATH,
    READY_PATH,
    TURN_PATH,
    VECTORS_PATH,
    Button,
    EngineAnswer,
    EngineFigures,
    EngineMessage,
    ForgetRequest,
    Forgotten,
    Intent,
    KeptAnswer,
    KeptConversation,
    KeptRequest,
    Parse,
    ParseAnswer,
    ParseRequest,
    Problem,
    Ready,
    TurnRequest,
    VectorsAnswer,
    VectorsRequest,
)

__all__ = [
    "Button",
    "EngineAnswer",
    "EngineFigures",
    "EngineClient",
    "EngineError",
    "EngineMessage",
    "EngineRefused",
    "EngineUnavailable",
    "Forgotten",
    "Intent",
    "KeptConversation",
    "Parse",
    "TurnRequest",
]


# What an engine says that cannot read or write its conversations.
NO_MEMORY = "tracker_failed"


class EngineError(Exception):
    """A failure of a call to the engine; `.code` goes into the journal."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class EngineUnavailable(EngineError):
    """The engine did not answer, or could not carry the turn out: the same turn may be tried again."""


class EngineRefused(EngineError):
    """The engine refused the request itself: trying it again is of no use."""


class _NotConnected(EngineUnavailable):
    """There was no connection: the engine has not heard of the call."""


class Directory(Protocol):
    """What knows several engines."""

    def route(self, conversation: str) -> list[str] | None:
        """List the addresses of engines for a conversation, the first one first; None when none is announced."""

    def is_down(self, address: str) -> None:
        """Hear that an engine did not answer."""


_ENCODE = msgspec.json.Encoder().encode
_TURN = msgspec.json.Decoder(EngineAnswer)
_PARSE = msgspec.json.Decoder(ParseAnswer)
_PROBLEM = msgspec.json.Decoder(Problem)
_VECTORS = msgspec.json.Decoder(VectorsAnswer)
_KEPT = msgspec.json.Decoder(KeptAnswer)
_FIGURES = msgspec.json.Decoder(EngineFigures)
_READY = msgspec.json.Decoder(Ready)
_FORGOTTEN = msgspec.json.Decoder(Forgotten)


class EngineClient:
    """A client with open connections to the engine, which turns its answers into values.

    With `follow`, the supervisor's note of the engine that answers now (bot.models.notes), every call goes to the
    engine that the note names at that moment; calls under way end where they began. With a `directory` in which there
    are engines, every call goes to one of those, and those about a conversation to the same one.
    """

    def __init__(
        self,
        base_url: str,
        secret: str,
        *,
        connections: int = 64,
        follow: Path | None = None,
        directory: Directory | None = None,
    ) -> None:
        self._directory = directory
        self._base_url = base_url.rstrip("/")
        self._follow = None if follow is None else _Followed(follow)
        self._headers = {SECRET_HEADER: secret, "Content-Type": "application/json"}
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60, socket_factory=minded_socket),
            headers=self._headers,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _bases(self, conversation: str = "") -> list[str]:
        """List the engines to ask, the first one first; raises EngineUnavailable when there is none."""
        found = None if self._directory is None else self._directory.route(conversation)
        if found is None:
            return [(self._follow.url() if self._follow is not None else None) or self._base_url]
        if not found:
            raise EngineUnavailable("no_engine")
        return found

    async def turn(self, request: TurnRequest, *, timeout: float) -> EngineAnswer:
        """Let the engine answer one message within `timeout` seconds.

        Raises EngineUnavailable or EngineRefused.
        """
        with span("engine.turn") as mark:
            body = await self._post(TURN_PATH, _ENCODE(request), timeout, conversation=request.conversation)
            try:
                answer = _TURN.decode(body)
            except msgspec.DecodeError as error:
                raise EngineRefused("bad_answer") from error
            mark("engine.parse_seconds", answer.seconds.parse)
            mark("engine.actions_seconds", answer.seconds.actions)
            mark("engine.version", answer.engine_version)
            return answer

    async def parse(self, text: str, language: str, *, timeout: float) -> Parse:
        """Ask what a text means without a turn; errors as for `turn`."""
        body = await self._post(PARSE_PATH, _ENCODE(ParseRequest(text, language)), timeout)
        try:
            return _PARSE.decode(body).parse
        except msgspec.DecodeError as error:
            raise EngineRefused("bad_answer") from error

    async def ready(self, *, timeout: float = 2.0) -> bool:
        """Tell whether an engine is there that has answered its warm-up turns."""
        try:
            bases = self._bases()
        except EngineUnavailable:
            return False
        return any(await asyncio.gather(*(self._is_ready(base, timeout) for base in bases)))

    async def _is_ready(self, base: str, timeout: float) -> bool:
        try:
            async with self._open().get(base + READY_PATH, timeout=aiohttp.ClientTimeout(total=timeout)) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False

    async def figures(self, *, timeout: float = 2.0) -> dict[str, EngineFigures | None]:
        """Ask every engine what it has counted since it began, by their addresses; None of one that does not tell."""
        try:
            bases = sorted(self._bases())
        except EngineUnavailable:
            return {}
        told = await asyncio.gather(*(self._figures_of(base, timeout) for base in bases))
        return dict(zip(bases, told, strict=True))

    async def _figures_of(self, base: str, timeout: float) -> EngineFigures | None:
        return await self._told_by(base, FIGURES_PATH, _FIGURES, timeout)

    async def version(self, *, timeout: float = 2.0) -> str:
        """Ask which model answers, of several engines the first that tells; an empty text when none is ready."""
        try:
            bases = self._bases()
        except EngineUnavailable:
            return ""
        for base in bases:
            told = await self._told_by(base, READY_PATH, _READY, timeout)
            if told is not None:
                return told.engine_version
        return ""

    async def _told_by[T](self, base: str, path: str, kind: msgspec.json.Decoder[T], timeout: float) -> T | None:
        try:
            async with self._open().get(base + path, timeout=aiohttp.ClientTimeout(total=timeout)) as answer:
                return kind.decode(await answer.read()) if answer.status == 200 else None
        except (aiohttp.ClientError, TimeoutError, OSError, msgspec.DecodeError):
            return None

    async def vectors(self, texts: Sequence[str], *, timeout: float, adapted: bool = False) -> list[list[float]]:
        """Ask for the sentence vectors of 1 to 64 texts, one each; errors as for `turn`.

        Those by which facts are looked up are `adapted` to a library's questions.
        """
        body = await self._post(VECTORS_PATH, _ENCODE(VectorsRequest(texts, adapted)), timeout)
        try:
            found = _VECTORS.decode(body).vectors
        except msgspec.DecodeError as error:
            raise EngineRefused("bad_answer") from error
        if len(found) != len(texts):
            raise EngineRefused("bad_answer")
        return found

    async def kept(self, after: str = "", *, timeout: float) -> list[KeptConversation]:
        """List some of the conversations that the engine remembers, behind an id; errors as for `turn`."""
        body = await self._post(KEPT_PATH, _ENCODE(KeptRequest(after)), timeout)
        try:
            return _KEPT.decode(body).conversations
        except msgspec.DecodeError as error:
            raise EngineRefused("bad_answer") from error

    async def forget(self, conversations: Sequence[str], *, timeout: float) -> Forgotten:
        """Let every engine forget 1 to 200 conversations, but for those it is answering in; errors as for `turn`.

        What it does not remember counts as forgotten. Of several engines one that cannot be asked has lost its memory,
        or finds in the database that there is nothing any more; when none can, that is an error.
        """
        bases, body = self._bases(), _ENCODE(ForgetRequest(conversations))
        asked = await asyncio.gather(*(self._forget(base, body, timeout) for base in bases), return_exceptions=True)
        if len(bases) == 1 and isinstance(asked[0], BaseException):
            raise asked[0]
        answers = []
        for answer in asked:
            if isinstance(answer, Forgotten):
                answers.append(answer)
            elif not isinstance(answer, EngineError):
                raise answer
        if not answers:
            raise EngineUnavailable("unreachable")
        left = [set(answer.forgotten) for answer in answers]
        gone = [one for one in conversations if all(one in each for each in left)]
        return Forgotten(gone, sum(answer.events for answer in answers))

    async def _forget(self, base: str, body: bytes, timeout: float) -> Forgotten:
        try:
            return _FORGOTTEN.decode(await self._posted(base, FORGET_PATH, body, timeout))
        except msgspec.DecodeError as error:
            raise EngineRefused("bad_answer") from error

    async def _post(self, path: str, body: bytes, timeout: float, *, conversation: str = "") -> bytes:
        """Ask the first engine that takes the call: one to which there is no connection has not heard of it."""
        bases = self._bases(conversation)
        for base in bases[:-1]:
            try:
                return await self._posted(base, path, body, timeout)
            except _NotConnected:
                continue
        return await self._posted(bases[-1], path, body, timeout)

    async def _posted(self, base: str, path: str, body: bytes, timeout: float) -> bytes:
        trace = current()
        headers = None if trace is None else {TRACE_HEADER: trace}
        try:
            # One timer for the whole call is cheaper than aiohttp's own set of them.
            async with (
                asyncio.timeout(timeout),
                self._open().post(base + path, data=body, headers=headers, timeout=_NO_TIMEOUT) as answer,
            ):
                content = await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            self._note_down(base)
            raise _NotConnected("unreachable") from error
        except TimeoutError as error:
            self._note_down(base)
            raise EngineUnavailable("timeout") from error
        except (aiohttp.ClientError, OSError) as error:
            self._note_down(base)
            raise EngineUnavailable("unreachable") from error
        if answer.status == 200:
            return content
        if answer.status in (500, 502, 503, 504):
            if (problem := _problem(content)) == NO_MEMORY:
                # Its database may be lost to it alone: another engine is asked next.
                self._note_down(base)
            raise EngineUnavailable(problem)
        raise EngineRefused(_problem(content) if answer.status == 409 else f"status_{answer.status}")

    def _note_down(self, base: str) -> None:
        if self._directory is not None:
            self._directory.is_down(base)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            raise RuntimeError("the engine client is used outside its `async with` block")
        return self._session


_NO_TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS)


def _problem(content: bytes) -> str:
    try:
        return _PROBLEM.decode(content).error
    except msgspec.DecodeError:
        return "internal"


class _Followed:
    """The address in a note that another process replaces; looked at anew only when the file is another."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._url: str | None = None

    def url(self) -> str | None:
        """Give the address, or None when there is none; what cannot be read leaves the last one."""
        try:
            state = os.stat(self._path)  # noqa: PTH116 - at every turn, and this is half as long
        except OSError:
            return self._url
        seen = (state.st_mtime_ns, state.st_ino)
        if seen != self._seen:
            try:
                self._url = msgspec.json.decode(self._path.read_bytes(), type=_Address).url
                self._seen = seen
            except (OSError, msgspec.DecodeError):
                return self._url
        return self._url


class _Address(msgspec.Struct, frozen=True):
    url: str | None = None
