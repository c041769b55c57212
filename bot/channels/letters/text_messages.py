"""Notices by text message: handed to the library's own SMS gateway as signed JSON (docs/notices.md)."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC

import httpx

from bot.channels.letters.sender import NotTaken, OutgoingLetter
from bot.notices.stopping import stop_address
from bot.settings import Settings
from bot.texts import text
from protocol.clock import Clock

__all__ = ["SIGNATURE", "TextMessages", "signature"]

SECONDS = 15.0
SIGNATURE = "X-Ketabyar-Signature"
# The gateway says that the number is none, or that it is gone.
NO_SUCH_NUMBER = frozenset({410, 422})
# Too early, too many, in the way of another, or a hook that is not where it should be: try again.
FOR_NOW = frozenset({404, 408, 409, 425, 429})


class TextMessages:
    """Hands letters to the hook; what is not taken for now is tried again under the same id."""

    def __init__(self, settings: Settings, clock: Clock, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._settings = settings
        self._clock = clock
        self._transport = transport

    async def __call__(self, letter: OutgoingLetter) -> None:
        """Hand a letter over; raises NotTaken."""
        stop = f"{stop_address(self._settings, letter.to.public_id, 'sms')}?lang={letter.language}"
        said = f"{letter.text}\n{text(letter.language, 'notice.mail.stop')} {stop}"
        await self.send(letter.name, letter.to.address, said, letter.language)

    async def send(self, name: str, to: str, said: str, language: str) -> None:
        """Hand a text to the hook under a name that stays the same however often it is tried; raises NotTaken."""
        body = json.dumps(
            {
                "id": name,
                "to": to,
                "text": said,
                "language": language,
                "sent_at": self._clock.now().astimezone(UTC).isoformat(timespec="seconds"),
            },
            ensure_ascii=False,
        ).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            SIGNATURE: signature(self._settings.sms_hook_secret, body),
            "Idempotency-Key": name,
        }
        try:
            async with httpx.AsyncClient(timeout=SECONDS, transport=self._transport) as client:
                answer = await client.post(self._settings.sms_hook_url, content=body, headers=headers)
        except httpx.HTTPError as error:
            # Its text may name the address, and that may hold a key.
            raise NotTaken(type(error).__name__) from error
        if not answer.is_success:
            code = answer.status_code
            is_final = 400 <= code < 500 and code not in FOR_NOW and code not in (401, 403)
            raise NotTaken(f"the hook answered {code}", for_good=is_final, is_address=code in NO_SUCH_NUMBER)


def signature(secret: str, body: bytes) -> str:
    """Sign a body: "sha256=" and the HMAC-SHA256 of its bytes in hexadecimal."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
