"""Signed cookies of a browser before sign-in: the token of its forms, and the second_step to the second step."""

from __future__ import annotations

import hashlib

from itsdangerous import BadSignature, Signer, TimestampSigner

from crm.database.store import Store

__all__ = ["pre_session_token", "give_second_step_token", "is_pre_session_token", "read_second_step_token"]

SECONDS = 300


def pre_session_token(store: Store, pre_session: str) -> str:
    """Give the token that the forms of the browser with the cookie `pre_session` have to carry."""
    return _pre_session_signer(store).get_signature(pre_session).decode()


def is_pre_session_token(store: Store, pre_session: str, token: str) -> bool:
    """Tell whether a form carries the token of the browser with the cookie `pre_session`."""
    return _pre_session_signer(store).verify_signature(pre_session, token)


def _pre_session_signer(store: Store) -> Signer:
    keys = list(reversed(store.keys.believed))
    return Signer(keys, salt="staff-door", key_derivation="hmac", digest_method=hashlib.sha256)


def give_second_step_token(store: Store, staff_id: int, pre_session: str) -> str:
    """Make the second_step of somebody whose password was right, worth nothing without the cookie `pre_session`."""
    return _SecondStepSigner(store, pre_session).sign(str(staff_id)).decode()


def read_second_step_token(store: Store, second_step: str, pre_session: str) -> int | None:
    """Give the number of the account that a second_step was given to; None when it is late, changed or another's."""
    if not pre_session:
        return None
    try:
        return int(_SecondStepSigner(store, pre_session).unsign(second_step, max_age=SECONDS))
    except BadSignature:
        return None


class _SecondStepSigner(TimestampSigner):
    """Signs by the store's clock, for one browser alone: its cookie is in the key, and not in the second_step."""

    def __init__(self, store: Store, pre_session: str) -> None:
        super().__init__(
            list(reversed(store.keys.believed)),
            salt=f"staff-ticket:{pre_session}",
            key_derivation="hmac",
            digest_method=hashlib.sha256,
        )
        self._clock = store.clock

    def get_timestamp(self) -> int:
        return int(self._clock.now().timestamp())
