"""Commands of the bot's menu, with the request behind each; their words are the texts `telegram.command.*`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.conversation.message import Pressed
from bot.texts import text

__all__ = ["COMMANDS", "Command", "CommandMeaning", "read_command"]


@dataclass(frozen=True)
class Command:
    """One command and the payload it stands for; `takes_words` says that what is typed after it is of use.

    Words of no use, as the parameter of a deep link is, are left out.
    """

    name: str
    payload: str
    takes_words: bool = False

    def line(self, language: str) -> str:
        """Give its line in the menu."""
        return text(language, f"telegram.command.{self.name}")

    def with_words(self, language: str, words: str) -> str:
        """Say in a sentence what the command with words after it asks for."""
        return f"{text(language, f'telegram.words.{self.name}')} {words}"


@dataclass(frozen=True)
class CommandMeaning:
    """The meaning of a typed command: a payload, or a text if the command had arguments."""

    payload: str | None
    text: str

    @property
    def said(self) -> str | Pressed:
        """What the patron is taken to have said."""
        return self.text if self.payload is None else Pressed(self.payload, self.text)


COMMANDS = (
    Command("start", "/greet"),
    Command("help", "/help"),
    Command("language", "/change_language", takes_words=True),
    Command("signin", "/sign_in"),
    Command("signout", "/sign_out"),
    Command("librarian", "/human_help"),
    Command("hours", "/hours", takes_words=True),
    Command("loans", "/loans"),
    Command("privacy", "/privacy"),
)
_TYPED = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(?P<arguments>.*))?", re.DOTALL)
_BY_NAME = {command.name: command for command in COMMANDS}


def read_command(text: str, language: str) -> CommandMeaning | None:
    """Give what a typed command asks for; None for any other text, unknown commands included.

    `/hours@some_bot` is `/hours`, and `/hours tomorrow` is the text "opening hours tomorrow".
    """
    found = _TYPED.fullmatch(text.strip())
    command = _BY_NAME.get(found["name"].lower()) if found else None
    if found is None or command is None:
        return None
    arguments = (found["arguments"] or "").strip()
    if arguments and command.takes_words:
        return CommandMeaning(None, command.with_words(language, arguments))
    # What came after a command that takes nothing is not kept: a deep link's parameter may be anything.
    return CommandMeaning(command.payload, f"/{command.name}")
