"""The keys of a store: what is hashed and signed with which, and what older keys are still known for.

One secret gives the key of everything that is kept or signed. While it is changed there are two: new things are made
with the present one, and those of before are found by the other. What cannot be made anew, since nobody has the card or
the token of which it is the hash, is found later too: the keys of before are kept in the store itself, encrypted with
the present one (crm.records.keys).
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field

__all__ = ["MARK_END", "KeyRing", "keyed_hash", "mark_of"]

MARK_LENGTH = 8
MARK_END = ":"
# As long as a hash by itself, so that it stands in the same columns.
MARKED_LENGTH = 64 - MARK_LENGTH - 1


def keyed_hash(key: bytes, text: str) -> str:
    """Give the keyed hash of a text (64 hexadecimal digits)."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def mark_of(key: bytes) -> str:
    """Give the name by which a key is told from others (8 hexadecimal digits); it does not tell the key."""
    return keyed_hash(key, "ketabyar mark of a key")[:MARK_LENGTH]


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys that a process knows.

    `current`: makes everything new. `accepted`: those of processes that have another secret just now, believed as much.
    `kept`: those of before, from the store: what is kept is found by them, and what they signed is believed
    only where no harm comes of it (`for_ever`). `first`: the
    one that the store began with. `counting`: the one of limits, which all processes share while a secret changes.
    """

    current: bytes = field(repr=False)
    accepted: tuple[bytes, ...] = field(default=(), repr=False)
    kept: tuple[bytes, ...] = field(default=(), repr=False)
    first: bytes = field(default=b"", repr=False)
    counting: bytes = field(default=b"", repr=False)

    @classmethod
    def of(
        cls, current: bytes, coming: bytes, previous: bytes, *, kept: Iterable[bytes] = (), first: bytes = b""
    ) -> "KeyRing":
        """Put a ring together; empty keys are none, and one that is named twice counts once."""
        accepted = tuple(one for one in dict.fromkeys((coming, previous)) if one and one != current)
        known = {current, *accepted}
        return cls(
            current,
            accepted,
            tuple(one for one in dict.fromkeys(kept) if one not in known),
            first or previous or current,
            previous or current,
        )

    @property
    def previous(self) -> bool:
        """Tell whether one of the accepted keys is that of before."""
        return self.counting != self.current

    @property
    def is_first(self) -> bool:
        """Tell whether the present key is the one that the store began with."""
        return self.current == self.first

    @property
    def mark(self) -> str:
        """What hashes with the present key begin with; empty for the first key, whose hashes have no mark."""
        return "" if self.is_first else f"{mark_of(self.current)}{MARK_END}"

    @property
    def believed(self) -> tuple[bytes, ...]:
        """What may have signed something that is to be believed, the present key first."""
        return (self.current, *self.accepted)

    @property
    def for_ever(self) -> list[bytes]:
        """Every key, the present one last: for signatures that outlive a change of the secret (itsdangerous)."""
        return list(reversed(self.known))

    @property
    def known(self) -> tuple[bytes, ...]:
        """Every key, the present one first."""
        return (*self.believed, *self.kept)

    def hashed(self, text: str) -> str:
        """Give the hash under which something new is kept, and looked for."""
        return self.hashed_with(self.current, text)

    def hashes(self, text: str) -> list[str]:
        """Give the hashes under which something may be kept, the present key's first."""
        return [self.hashed_with(key, text) for key in self.known]

    def hashed_with(self, key: bytes, text: str) -> str:
        """Give the hash with one of the keys; but for the first key’s, it begins with the mark of its key."""
        plain = keyed_hash(key, text)
        return plain if key == self.first else f"{mark_of(key)}{MARK_END}{plain[:MARKED_LENGTH]}"

    def maker_of(self, text: str, hashed: str) -> bytes:
        """Give the key with which the hash of a text was made; the present one where none of ours did."""
        return next((key for key in self.known if self.hashed_with(key, text) == hashed), self.current)

    def named(self, text: str) -> str:
        """Give the name by which something is known for ever, whatever becomes of the secret; it proves nothing."""
        return keyed_hash(self.first, text)

    def counted(self, text: str) -> str:
        """Give the name under which tries are counted."""
        return keyed_hash(self.counting, text)

    def signed(self, text: str) -> str:
        """Sign a text."""
        return keyed_hash(self.current, text)

    def is_signed(self, text: str, signature: str, length: int = 64) -> bool:
        """Tell whether a signature of a text, or the first part of one of some length, is believed."""
        given = signature.encode()
        return any(hmac.compare_digest(keyed_hash(key, text)[:length].encode(), given) for key in self.believed)
