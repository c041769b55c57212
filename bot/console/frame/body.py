"""The form of a request, read within limits that depend on its sender."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import parse_qsl

from litestar.exceptions import ClientException, InternalServerException, ValidationException
from litestar.utils.scope.state import ScopeState
from multipart import (
    MultipartError,
    MultipartParser,
    MultipartSegment,
    PushMultipartParser,
    parse_options_header,
)

from bot.console.frame.request import AnyRequest
from bot.importing.uploaded import PREFIX

__all__ = [
    "ANYBODY",
    "FILES",
    "LARGE_FILES",
    "STAFF",
    "BodyBounds",
    "SentFile",
    "drop_files",
    "is_storable",
    "read_form",
    "sent_file",
]

FORM = "application/x-www-form-urlencoded"
WITH_FILES = "multipart/form-data"
# Of the request's scope: where handlers find the files that came with the form.
_FILES = "console_files"
LARGEST_FIELD = 64 * 1024
WRITTEN_AT_ONCE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BodyBounds:
    """Limits on the size of a form."""

    most_bytes: int
    most_fields: int
    takes_files: bool = False
    # Whether files go to the disk as they come, and are never in memory as a whole.
    spools: bool = False


# Name, password, code, the token and where to go on: all that somebody sends who is not signed in.
ANYBODY = BodyBounds(16 * 1024, 20)
# A page of examples that is pasted in, or several hundred ticked boxes.
STAFF = BodyBounds(2 * 1024 * 1024, 2000)
# A document of the library, and what is told of it.
FILES = BodyBounds(9 * 1024 * 1024, 20, takes_files=True)
# A catalogue: 100,000 records are 58 MB.
LARGE_FILES = BodyBounds(200 * 1024 * 1024, 20, takes_files=True, spools=True)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that came with a form; a large one lies at `path`, and is whose who takes it, to move or to delete."""

    name: str
    data: bytes
    path: Path | None = None
    size: int = 0


async def read_form(request: AnyRequest, bounds: BodyBounds, folder: Path | None = None) -> dict[str, str | list[str]]:
    """Read the form of a request, once; what is no form is an empty one.

    Large files are written into `folder`. Raises ClientException (413) beyond the bounds, and ValidationException for
    what is no text.
    """
    sort = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sort == FORM:
        found = _fields(await _body(request, bounds.most_bytes), bounds.most_fields)
    elif sort == WITH_FILES and bounds.spools and folder is not None:
        found, files = await _spooled(request, bounds, folder)
        request.scope["state"][_FILES] = files
    elif sort == WITH_FILES and bounds.takes_files:
        found, files = _parts(request.headers["content-type"], await _body(request, bounds.most_bytes), bounds)
        request.scope["state"][_FILES] = files
    else:
        found = {}
    # Handlers get what was read here: the framework would keep the last thousand bodies, passwords and all.
    ScopeState.from_scope(request.scope).form = dict(found)
    return found


def sent_file(request: AnyRequest, name: str) -> SentFile | None:
    """Give a file that came with the form of a request, which was read before."""
    files: dict[str, SentFile] = request.scope["state"].get(_FILES, {})
    return files.get(name)


def drop_files(request: AnyRequest, *, but: SentFile | None = None) -> None:
    """Delete what was written of the files of a form that is refused, or of those that nobody asked for beside one."""
    files: dict[str, SentFile] = request.scope["state"].get(_FILES, {})
    for file in files.values():
        if file.path is not None and file is not but:
            file.path.unlink(missing_ok=True)


def is_storable(text: str) -> bool:
    """Tell whether a text can be kept by either database: without NUL and without halves of characters."""
    if "\0" in text:
        return False
    try:
        # A hundred times as quick as to look at each sign: a form has two million.
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _check_told(request: AnyRequest, most: int) -> None:
    told = request.headers.get("content-length", "0")
    if told.isdecimal() and (len(told) > 12 or int(told) > most):
        raise _TOO_BIG


async def _spooled(
    request: AnyRequest, bounds: BodyBounds, folder: Path
) -> tuple[dict[str, str | list[str]], dict[str, SentFile]]:
    """Read a form as it comes: fields into memory, files into `folder`, under names that nobody can guess.

    Raises as `read_form` does; nothing is left in the folder then.
    """
    _check_told(request, bounds.most_bytes)
    form = _Spool(folder, bounds)
    done = False
    try:
        _, options = parse_options_header(request.headers["content-type"])
        parser = PushMultipartParser(options.get("boundary", ""), max_segment_count=bounds.most_fields)
        read = 0
        async for chunk in request.stream():
            read += len(chunk)
            if read > bounds.most_bytes:
                raise _TOO_BIG
            # A chunk is at most some 64 KiB: it is written at once, and the next is asked for then.
            for event in parser.parse(chunk) if chunk and not parser.closed else ():
                form.take(event)
            if form.waiting > WRITTEN_AT_ONCE:
                await asyncio.to_thread(form.write)
        parser.close()
        await asyncio.to_thread(form.write)
        found = form.fields
        if not all(is_storable(text) for pair in found.items() for text in pair if isinstance(text, str)):
            raise ValidationException("the form holds what is no text")
        done = True
        return found, form.files
    except (MultipartError, UnicodeDecodeError, ValueError) as error:
        raise ValidationException("the form cannot be read") from error
    finally:
        form.close(keeps=done)


class _Spool:
    """The parts of a form while they come."""

    def __init__(self, folder: Path, bounds: BodyBounds) -> None:
        self.fields: dict[str, str | list[str]] = {}
        self.files: dict[str, SentFile] = {}
        self._folder, self._bounds = folder, bounds
        self._part: MultipartSegment | None = None
        self._text = bytearray()
        # What is to be written, and into what.
        self._waiting: list[tuple[BinaryIO, bytes]] = []
        self.waiting = 0
        self._open: dict[Path, BinaryIO] = {}
        self._at: Path | None = None

    def take(self, event: MultipartSegment | bytes | bytearray | None) -> None:
        """Take what the parser has found: the head of a part, some of it, or its end."""
        if isinstance(event, MultipartSegment):
            self._part, self._at = event, None
            self._text.clear()
            if event.filename:
                self._at = self._begun(event)
        elif event is not None and self._at is not None:
            self._waiting.append((self._open[self._at], bytes(event)))
            self.waiting += len(event)
        elif event is not None:
            self._text += event
            if len(self._text) > LARGEST_FIELD:
                raise _TOO_BIG
        elif self._part is not None and self._at is None:
            self.fields[self._part.name] = self._text.decode()
        elif self._part is not None and self._at is not None:
            name = self._part.filename or ""
            self.files[self._part.name] = SentFile(name, b"", self._at, self._part.size)

    def _begun(self, part: MultipartSegment) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"{PREFIX}{secrets.token_urlsafe(12)}"
        path.touch(mode=0o600, exist_ok=False)
        self._open[path] = path.open("wb")
        return path

    def write(self) -> None:
        """Write what has come."""
        for file, data in self._waiting:
            file.write(data)
        self._waiting.clear()
        self.waiting = 0

    def close(self, *, keeps: bool) -> None:
        """Close the files; those of a form that is not kept are deleted, and of two of one name the first.

        Raises OSError, with nothing left, where what is to be kept could not be written to its end.
        """
        kept = {file.path for file in self.files.values()} if keeps else set()
        broken: OSError | None = None
        for file in self._open.values():
            try:
                file.close()
            except OSError as error:
                # It had something left to write, on a disk that is full: nothing of the form is kept then.
                broken, kept = error, set()
        for path in self._open.keys() - kept:
            path.unlink(missing_ok=True)
        if broken is not None and keeps:
            raise broken


async def _body(request: AnyRequest, most: int) -> bytes:
    _check_told(request, most)
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise _TOO_BIG
    except InternalServerException as gone:
        # A page that was left while it sent: nobody waits for an answer, and nothing of ours has failed.
        raise ClientException("the form did not come to its end") from gone
    return bytes(body)


def _fields(body: bytes, most: int) -> dict[str, str | list[str]]:
    # Counted before anything is taken apart: many fields cost no more than their bytes.
    if body.count(b"&") >= most:
        raise _TOO_BIG
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise ValidationException("the form is not UTF-8") from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if not (is_storable(name) and is_storable(value)):
            raise ValidationException("the form holds what is no text")
        found.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


def _parts(
    content_type: str, body: bytes, bounds: BodyBounds
) -> tuple[dict[str, str | list[str]], dict[str, SentFile]]:
    _, options = parse_options_header(content_type)
    fields: dict[str, str | list[str]] = {}
    files: dict[str, SentFile] = {}
    try:
        parser = MultipartParser(
            BytesIO(body), options.get("boundary", ""), len(body), part_limit=bounds.most_fields,
            partsize_limit=bounds.most_bytes, memory_limit=bounds.most_bytes, spool_limit=bounds.most_bytes,
        )  # fmt: skip
        for part in parser:
            if part.filename:
                files[part.name] = SentFile(part.filename, part.raw)
            elif len(part.raw) > LARGEST_FIELD:
                raise _TOO_BIG
            else:
                fields[part.name] = part.value
    except (MultipartError, UnicodeDecodeError, ValueError) as error:
        raise ValidationException("the form cannot be read") from error
    if not all(is_storable(text) for pair in fields.items() for text in pair if isinstance(text, str)):
        raise ValidationException("the form holds what is no text")
    return fields, files


_TOO_BIG = ClientException("the form is too big", status_code=413)
