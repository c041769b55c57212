"""Questions in the terminal, in the administrator's language; what was given as an option is not asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import click

from bot.texts import text
from protocol.values import Language

__all__ = ["Interview", "language_of_terminal"]

# Gives why a value cannot be used, in words; None for one that can.
Check = Callable[[str], str | None]


def language_of_terminal() -> Language:
    """Give the language of the terminal by its locale; English where that is neither of ours."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    found = named[:2].lower()
    return "fa" if found == "fa" else "en"


class Interview:
    """Asks in one language. With `is_silent` nothing is asked: what is not given stays at its default."""

    def __init__(self, language: Language, *, is_silent: bool) -> None:
        self.language = language
        self.is_silent = is_silent

    def t(self, key: str, **values: object) -> str:
        """Give a text of this command's."""
        return text(self.language, key, **values)

    def say(self, key: str, **values: object) -> None:
        """Say something."""
        click.echo(self.t(key, **values))

    def heading(self, key: str) -> None:
        """Begin a step."""
        click.echo()
        click.secho(self.t(key), bold=True)

    def ask(
        self,
        key: str,
        given: str | None = None,
        *,
        default: str = "",
        check: Check | None = None,
        hide: bool = False,
        again: bool = False,
    ) -> str:
        """Ask for one value until it can be used, and give it; empty is a value where `check` lets it be.

        A value that was given is asked for only if it cannot be used; where nothing is asked, it is a usage error then.
        `hide` shows nothing of what is typed, `again` has it typed twice.
        """
        value = given
        while True:
            if value is None:
                value = default if self.is_silent else self._typed(key, default, hide=hide, again=again)
            value = value if hide else value.strip()
            wrong = check(value) if check is not None else None
            if wrong is None:
                return value
            if self.is_silent:
                raise click.UsageError(f"{self.t(key)}: {wrong}")
            click.echo(f"  {wrong}")
            value = None

    def choose(self, key: str, among: Sequence[str], given: str | None = None, *, default: str) -> str:
        """Let one of several words be chosen."""

        def check(value: str) -> str | None:
            return None if value in among else self.t("init.bad.choice", among=", ".join(among))

        return self.ask(key, given, default=default, check=check)

    def confirm(self, key: str, *, default: bool = False, **values: object) -> bool:
        """Ask a question of yes and no, where «ب» and «ن» do as well; the default where nothing is asked."""
        if self.is_silent:
            return default
        while True:
            typed = click.prompt(
                f"{self.t(key, **values)} {self.t('init.yes_or_no')}",
                default=self.t("init.yes") if default else self.t("init.no"),
            )
            said = typed.strip().lower()
            if said in {"y", "yes", "ب", "بله", "آره"}:
                return True
            if said in {"n", "no", "ن", "نه", "خیر"}:
                return False
            self.say("init.bad.yes_or_no")

    def _typed(self, key: str, default: str, *, hide: bool, again: bool) -> str:
        typed: str = click.prompt(
            self.t(key),
            default=default,
            show_default=bool(default) and not hide,
            hide_input=hide,
            confirmation_prompt=self.t("init.once_more") if again else False,
        )
        return typed
