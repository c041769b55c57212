"""The form of a request, read within limits that depend on its sender."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import parse_qsl

from litestar.exceptions import ClientException, ValidationException
from litestar.utils.scope.state import ScopeState
from multipart import MultipartError, MultipartParser, parse_options_header

from bot.console.frame.request import AnyRequest

__all__ = ["ANYBODY", "FILES", "STAFF", "BodyBounds", "SentFile", "is_storable", "read_form", "sent_file"]

FORM = "application/x-www-form-urlencoded"
WITH_FILES = "multipart/form-data"
# Of the request's scope: where handlers find the files that came with the form.
_FILES = "console_files"
LARGEST_FIELD = 64 * 1024


@dataclass(frozen=True, slots=True)
class BodyBounds:
    """Limits on the size of a form."""

    most_bytes: int
    most_fields: int
    takes_files: bool = False


# Name, password, code, the token and where to go on: all that somebody sends who is not signed in.
ANYBODY = BodyBounds(16 * 1024, 20)
# A page of examples that is pasted in, or several hundred ticked boxes.
STAFF = BodyBounds(2 * 1024 * 1024, 2000)
# A document of the library, and what is told of it.
FILES = BodyBounds(9 * 1024 * 1024, 20, takes_files=True)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that came with a form."""

    name: str
    data: bytes


async def read_form(request: AnyRequest, bounds: BodyBounds) -> dict[str, str | list[str]]:
    """Read the form of a request, once; what is no form is an empty one.

    Raises ClientException (413) beyond the bounds, and ValidationException for what is no text.
    """
    sort = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if sort == FORM:
        found = _fields(await _body(request, bounds.most_bytes), bounds.most_fields)
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


def is_storable(text: str) -> bool:
    """Tell whether a text can be kept by either database: without NUL and without halves of characters."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


async def _body(request: AnyRequest, most: int) -> bytes:
    told = request.headers.get("content-length", "0")
    if told.isdecimal() and (len(told) > 12 or int(told) > most):
        raise _TOO_BIG
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise _TOO_BIG
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
