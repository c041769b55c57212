"""What was covered in a text, in the reader's words; what is stored has its signs in one language."""

from __future__ import annotations

from bot.texts import text as say
from language.masking import TOKENS

__all__ = ["NAME", "in_words"]

NAME = "[name]"
_SIGNS = {
    TOKENS["card_number"]: "covered.card_number",
    TOKENS["pin"]: "covered.pin",
    TOKENS["national_id"]: "covered.national_id",
    TOKENS["phone"]: "covered.phone",
    TOKENS["email"]: "covered.email",
    TOKENS["bank_card"]: "covered.bank_card",
    TOKENS["postal_code"]: "covered.postal_code",
    NAME: "covered.name",
}


def in_words(language: str, text: str) -> str:
    """Write the signs of what was covered in a language; in English they stand as they are stored."""
    if language == "en" or "[" not in text:
        return text
    for sign, key in _SIGNS.items():
        text = text.replace(sign, say(language, key))
    return text
