"""Commands of the bot's menu, with the request behind each, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["COMMANDS", "Command", "Spoken", "read_command"]


@dataclass(frozen=True)
class Command:
    """One command: the payload it stands for, its lines in the menu, and the words that lead its arguments.

    Without `words` the arguments are of no use, as the parameter of a deep link is not, and are left out.
    """

    name: str
    payload: str
    menu: dict[str, str]
    words: dict[str, str] | None = None


@dataclass(frozen=True)
class Spoken:
    """The meaning of a typed command: a payload, or a text if the command had arguments."""

    payload: str | None
    text: str


COMMANDS = (
    Command("start", "/greet", {"fa": "آغاز گفت‌وگو", "en": "Start the conversation"}),
    Command("help", "/help", {"fa": "چه کارهایی از من برمی‌آید", "en": "What I can do"}),
    Command(
        "language",
        "/change_language",
        {"fa": "تغییر زبان: فارسی یا انگلیسی", "en": "Change the language: Persian or English"},
        {"fa": "تغییر زبان به", "en": "change the language to"},
    ),
    Command("signin", "/sign_in", {"fa": "ورود با کارت کتابخانه", "en": "Sign in with your library card"}),
    Command("signout", "/sign_out", {"fa": "خروج از حساب", "en": "Sign out"}),
    Command("librarian", "/human_help", {"fa": "گفت‌وگو با کتابدار", "en": "Talk to a librarian"}),
    Command(
        "hours",
        "/hours",
        {"fa": "ساعت کار کتابخانه", "en": "Opening hours"},
        {"fa": "ساعت کار", "en": "opening hours"},
    ),
    Command("loans", "/loans", {"fa": "امانت‌های من", "en": "My loans"}),
    Command("privacy", "/privacy", {"fa": "چه چیزی از شما نگه می‌داریم", "en": "What we keep about you"}),
)
_TYPED = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(?P<arguments>.*))?", re.DOTALL)
_BY_NAME = {command.name: command for command in COMMANDS}


def read_command(text: str, language: str) -> Spoken | None:
    """Give what a typed command asks for; None for any other text, unknown commands included.

    `/hours@some_bot` is `/hours`, and `/hours tomorrow` is the text "opening hours tomorrow".
    """
    found = _TYPED.fullmatch(text.strip())
    command = _BY_NAME.get(found["name"].lower()) if found else None
    if found is None or command is None:
        return None
    arguments = (found["arguments"] or "").strip()
    if arguments and command.words is not None:
        return Spoken(None, f"{command.words.get(language, command.words['en'])} {arguments}")
    # What came after a command that takes nothing is not kept: a deep link's parameter may be anything.
    return Spoken(command.payload, f"/{command.name}")
