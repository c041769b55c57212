"""The gateway's requests, read and checked."""

from __future__ import annotations

import json
import re
from typing import Any, TypeVar

import msgspec

from protocol.turns import TurnRequest

_PAYLOAD = re.compile(r"^/(?P<intent>[A-Za-z]\w*)\s*(?:(?P<entities>\{.*\})\s*)?$", re.DOTALL)

T = TypeVar("T")


class BadRequest(Exception):
    """A request that violates the contract."""


def read(kind: type[T], body: bytes) -> T:
    """Read a JSON body of a kind of request; raises BadRequest."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadRequest(str(error)) from error


def metadata_of(request: TurnRequest) -> dict[str, Any]:
    """What actions may see of a request beside the text."""
    return {"channel": request.channel, "signed_in": request.signed_in, "language": request.language}


def read_payload(text: str) -> tuple[str, dict[str, Any]]:
    """Intent and entities of a button's payload, `/intent{"entity": "value"}`; raises BadRequest."""
    match = _PAYLOAD.match(text.strip())
    if match is None:
        raise BadRequest("the payload is not /intent{entities}")
    entities: Any = {}
    if match.group("entities"):
        try:
            entities = json.loads(match.group("entities"))
        except (ValueError, RecursionError) as error:
            raise BadRequest("the payload's entities are not JSON") from error
    return match.group("intent"), entities
