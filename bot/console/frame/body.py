"""The form of a request, read within limits that depend on its sender."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from litestar.exceptions import ClientException, ValidationException
from litestar.utils.scope.state import ScopeState

from bot.console.frame.request import AnyRequest

__all__ = ["ANYBODY", "STAFF", "BodyBounds", "is_storable", "read_form"]

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class BodyBounds:
    """Limits on the size of a form."""

    most_bytes: int
    most_fields: int


# Name, password, code, the token and where to go on: all that somebody sends who is not signed in.
ANYBODY = BodyBounds(16 * 1024, 20)
# A page of examples that is pasted in, or several hundred ticked boxes.
STAFF = BodyBounds(2 * 1024 * 1024, 2000)


async def read_form(request: AnyRequest, bounds: BodyBounds) -> dict[str, str | list[str]]:
    """Read the form of a request, once; what is no form is an empty one.

    Raises ClientException (413) beyond the bounds, and ValidationException for what is no text.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM:
        found = _fields(await _body(request, bounds.most_bytes), bounds.most_fields)
    else:
        found = {}
    # Handlers get what was read here: the framework would keep the last thousand bodies, passwords and all.
    ScopeState.from_scope(request.scope).form = dict(found)
    return found


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


_TOO_BIG = ClientException("the form is too big", status_code=413)
