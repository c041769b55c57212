"""Contact data as the store keeps them while there is no case for them: encrypted, each for one conversation."""

from crm.database.sealing import sealed, unsealed
from crm.database.store import Store

__all__ = ["opened", "sealed_contact"]

PURPOSE = "contact data of the conversation"
# What an earlier version wrote into the journal was not encrypted; an open turn of it may be taken up by this one.
MARK = "sealed:"


def sealed_contact(store: Store, interaction_id: int, contact: str) -> str:
    """Encrypt contact data; they can be read for the same conversation only."""
    return MARK + sealed(store.keys.current, _purpose(interaction_id), contact.encode())


def opened(store: Store, interaction_id: int, text: str | None) -> str | None:
    """Decrypt contact data of a conversation; None where there are none, or none of our keys reads them."""
    if text is None or not text.startswith(MARK):
        return text
    plain = unsealed(store.keys.known, _purpose(interaction_id), text.removeprefix(MARK))
    return None if plain is None else plain.decode()


def _purpose(interaction_id: int) -> str:
    return f"{PURPOSE} {interaction_id}"
