"""Rendering of a stored message for a messenger: its parts, its buttons, and a one-time link where needed."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.channels.telegram.keyboards import keyboard
from bot.channels.telegram.splitting import split
from bot.channels.telegram.texts import say
from bot.conversation.channel import DataAddress, SignInAddress
from bot.covered import in_words
from crm.messages.views import MessageView
from language.writing import in_digits

__all__ = ["MessageParts", "letter_of"]


@dataclass(frozen=True, slots=True)
class MessageParts:
    """The texts to send one after the other; the buttons go with the last."""

    parts: tuple[str, ...]
    buttons: InlineKeyboardMarkup | None

    @property
    def has_link(self) -> bool:
        """Tell whether the messenger would look an address up that stands in it."""
        return any("://" in part for part in self.parts)


def letter_of(
    message: MessageView,
    language: str,
    sign_in: SignInAddress | None,
    data: DataAddress | None = None,
    *,
    as_button: bool = True,
) -> MessageParts:
    """Make what is sent of a message; no parts when there is nothing to say.

    Messengers take only public https addresses as buttons: any other link stands in the text.
    """
    text, links = in_words(language, message.text.strip()), []
    if sign_in is not None:
        number = in_digits(sign_in.number, language)
        text = f"{text}\n\n{say('sign_in_number', language, number=number)}".strip()
        if as_button and sign_in.url.startswith("https://"):
            links.append((say("sign_in_button", language), sign_in.url))
        else:
            text = f"{text}\n\n{say('sign_in_link', language)}\n{sign_in.url}"
    if data is not None:
        if as_button and data.url.startswith("https://"):
            links.append((say("my_data_button", language), data.url))
        else:
            text = f"{text}\n\n{say('my_data_link', language)}\n{data.url}"
    buttons = keyboard(message.id, message.buttons, links=links)
    if not text and buttons is not None:
        text = say("choose", language)
    return MessageParts(tuple(split(text)), buttons)
