"""What the store keeps encrypted (AES-256-GCM): earlier keys, and the secrets of two-step sign-in."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

__all__ = ["sealed", "unsealed"]

NONCE_BYTES = 12


def sealed(key: bytes, purpose: str, plain: bytes) -> str:
    """Encrypt bytes for one purpose, which must be told again to read them; 4 letters for each 3 of `plain` and 28."""
    # Read when it is needed: few processes ever seal anything, and to import it takes longer than many a command.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(NONCE_BYTES)
    return base64.urlsafe_b64encode(nonce + AESGCM(_key(key)).encrypt(nonce, plain, purpose.encode())).decode()


def unsealed(keys: Iterable[bytes], purpose: str, text: str) -> bytes | None:
    """Decrypt what one of some keys has sealed for a purpose; None where none of them did."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        raw = base64.urlsafe_b64decode(text)
    except ValueError:
        return None
    if len(raw) <= NONCE_BYTES:
        return None
    for key in keys:
        try:
            return AESGCM(_key(key)).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], purpose.encode())
        except InvalidTag:
            continue
    return None


def _key(key: bytes) -> bytes:
    return hmac.new(key, b"ketabyar sealing", hashlib.sha256).digest()
