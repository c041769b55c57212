"""The gateway's request of a turn, validated."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from protocol.values import LANGUAGES, LONGEST_TURN

MOST_TEXTS = 64
LONGEST_ID = 255
MOST_CONVERSATIONS = 200
_PAYLOAD = re.compile(r"^/(?P<intent>[A-Za-z]\w*)\s*(?:(?P<entities>\{.*\})\s*)?$", re.DOTALL)


class BadRequest(Exception):
    """A request that violates the contract."""


@dataclass(frozen=True)
class TurnRequest:
    """One message of one conversation."""

    conversation: str
    message_id: str
    text: str
    payload: bool
    language: str
    signed_in: bool
    channel: str
    deadline: float | None = None

    @classmethod
    def read(cls, body: Any) -> TurnRequest:
        """Check a decoded JSON body; raises BadRequest."""
        if not isinstance(body, dict):
            raise BadRequest("the body is not a JSON object")
        return cls(
            conversation=_text(body, "conversation", 200),
            message_id=_text(body, "message_id", 200),
            text=_text(body, "text", LONGEST_TURN),
            payload=_flag(body, "payload"),
            language=_language(body),
            signed_in=_flag(body, "signed_in"),
            channel=_text(body, "channel", 40, default="web"),
            deadline=_moment(body, "deadline"),
        )

    @property
    def metadata(self) -> dict[str, Any]:
        """What actions may see of the request beside the text."""
        return {"channel": self.channel, "signed_in": self.signed_in, "language": self.language}


def read_parse_request(body: Any) -> tuple[str, str]:
    """Text and language of a request to read a text only; raises BadRequest."""
    if not isinstance(body, dict):
        raise BadRequest("the body is not a JSON object")
    return _text(body, "text", LONGEST_TURN), _language(body)


def read_texts(body: Any) -> list[str]:
    """Texts of a request for their vectors; raises BadRequest."""
    texts = body.get("texts") if isinstance(body, dict) else None
    if not isinstance(texts, list) or not 1 <= len(texts) <= MOST_TEXTS:
        raise BadRequest(f"texts must be a list of 1 to {MOST_TEXTS} texts")
    return [_text({"texts": text}, "texts", LONGEST_TURN) for text in texts]


def read_conversations(body: Any) -> list[str]:
    """Ids of a request to forget conversations; raises BadRequest."""
    wanted = body.get("conversations") if isinstance(body, dict) else None
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= MOST_CONVERSATIONS:
        raise BadRequest(f"conversations must be a list of 1 to {MOST_CONVERSATIONS} ids")
    return [_text({"conversations": one}, "conversations", LONGEST_ID) for one in wanted]


def read_after(body: Any) -> str:
    """The id behind which a request wants to know the stored conversations, empty for the first; raises BadRequest."""
    after = body.get("after", "") if isinstance(body, dict) else None
    if not isinstance(after, str) or len(after) > LONGEST_ID:
        raise BadRequest(f"after must be a text of at most {LONGEST_ID} characters")
    return after


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


def _text(body: dict[str, Any], name: str, longest: int, default: str | None = None) -> str:
    value = body.get(name, default)
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise BadRequest(f"{name} must be a text of 1 to {longest} characters")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise BadRequest(f"{name} must be a text that can be written") from error
    return value


def _flag(body: dict[str, Any], name: str) -> bool:
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise BadRequest(f"{name} must be true or false")
    return value


def _moment(body: dict[str, Any], name: str) -> float | None:
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise BadRequest(f"{name} must be a Unix time")
    return float(value)


def _language(body: dict[str, Any]) -> str:
    value = body.get("language", "fa")
    if value not in LANGUAGES:
        raise BadRequest("language must be fa or en")
    return str(value)
