"""Proof that a gateway has our secret, without sending the secret to whoever answers.

`ketabyar doctor` sends a number of its own with a hash under the secret; only the gateway of the same instance knows
it for right, and answers with another hash, and with what it was told of who asks.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Any

from litestar.connection import ASGIConnection

__all__ = ["ANSWER_HEADER", "ASK_HEADER", "answer_to", "asked", "is_answer"]

ASK_HEADER = "X-Ketabyar-Ask"
ANSWER_HEADER = "X-Ketabyar-Answer"


def asked(secret: str) -> str:
    """Make a question that only an instance with this secret takes."""
    number = secrets.token_hex(16)
    return f"{number}.{_hash(secret, 'ask', number)}"


def is_answer(secret: str, question: str, answer: str) -> bool:
    """Tell whether an answer to our question comes from an instance with this secret."""
    return hmac.compare_digest(answer.encode(), _hash(secret, "answer", question.partition(".")[0]).encode())


def answer_to(accepted: Iterable[str], connection: ASGIConnection[Any, Any, Any, Any]) -> dict[str, str]:
    """Give the headers that answer a question; none for anybody who knows none of the secrets that are accepted.

    X-Ketabyar-Client: the address that asks, as far as we are told; X-Ketabyar-Forwarded: what a web server in
    front says of it, believed or not.
    """
    number, _, given = connection.headers.get(ASK_HEADER, "").partition(".")
    asking = [one for one in accepted if hmac.compare_digest(given.encode(), _hash(one, "ask", number).encode())]
    if not number or not asking:
        return {}
    return {
        # With the secret of who asks: they may not have ours while it is changed.
        ANSWER_HEADER: _hash(asking[0], "answer", number),
        "X-Ketabyar-Client": connection.client.host if connection.client else "",
        "X-Ketabyar-Forwarded": ", ".join(connection.headers.getall("x-forwarded-for", [])),
    }


def _hash(secret: str, what: str, number: str) -> str:
    return hmac.new(secret.encode(), f"ketabyar {what}\0{number}".encode(), hashlib.sha256).hexdigest()
