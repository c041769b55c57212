"""The command: one step after the other, each kept when it is confirmed, and taken up where it was left."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click

from bot.cli.init.keeping import refusal, tried, variable
from bot.cli.init.library_steps import BRANCH, Given, StoreSteps, branch_given
from bot.cli.init.note import Note
from bot.cli.init.setting_steps import GivenSettings, SettingSteps
from bot.cli.init.systems import SYSTEMS
from bot.cli.init.talk import Interview, language_of_terminal
from bot.cli.opening import opened
from bot.settings import Settings
from bot.start_errors import StartError
from bot.texts.numbers import number
from crm.database import migrate
from crm.library_info import directory
from crm.library_info.in_service import note_in_service
from protocol.home import Home
from protocol.values import LANGUAGES, Language

__all__ = ["init"]

# What can be gone through again at any time: it is in the settings, and not in the store.
SETTINGS = ("address", "system", "messengers", "sites", "mail")
# Without these there is no library, and nothing to take a guess at.
NEEDED = ("name_fa", "name_en", "branch", "admin", "admin_password")


def _settings_given(_context: click.Context, _option: click.Parameter, written: tuple[str, ...]) -> dict[str, str]:
    """Read NAME=VALUE; the name with or without KETABYAR_, in either case."""
    found = {}
    for one in written:
        name, is_one, value = one.partition("=")
        name = name.strip().lower().removeprefix("ketabyar_")
        if not is_one or name not in Settings.model_fields or name in ("home", "secret"):
            raise click.BadParameter(f"{name!r} is no setting; docs/settings.md lists them, written NAME=VALUE")
        found[name] = value
    return found


def _branches_given(
    _context: click.Context, _option: click.Parameter, written: tuple[str, ...]
) -> list[tuple[str, str, str]]:
    return [branch_given(one) for one in written]


@click.command()
@click.option("--language", type=click.Choice(LANGUAGES), help="The language of the questions.")
@click.option("--only", multiple=True, type=click.Choice(SETTINGS), help="Go through these settings alone.")
@click.option("--name-fa", help="The library's name in Persian.")
@click.option("--name-en", help="The library's name in English.")
@click.option("--phone", help="Its telephone.")
@click.option("--email", help="Its e-mail address.")
@click.option("--default-language", type=click.Choice(LANGUAGES), help="For patrons whose language is not known.")
@click.option("--time-zone", help="Its time zone, such as Asia/Tehran.")
@click.option(
    "--branch",
    "branches",
    multiple=True,
    metavar=BRANCH,
    callback=_branches_given,
    help="A branch; the first is the main one.",
)
@click.option("--admin", help="The user name of the first account of the console.")
@click.option("--admin-name", help="The name that colleagues and patrons see.")
@click.option("--admin-password", help="Its password; others on this machine may see it: a file is better.")
@click.option("--admin-password-file", type=click.File(encoding="utf-8"), help="A file with it; - is standard input.")
@click.option("--address", help="The https:// address at which patrons reach this.")
@click.option("--proxies", help="The addresses of the web server in front, separated by commas.")
@click.option("--library-system", type=click.Choice(SYSTEMS), help="Where loans are kept.")
@click.option("--telegram-token", help="The token of the bot on Telegram.")
@click.option("--bale-token", help="The token of the bot on Bale.")
@click.option("--site", "sites", multiple=True, help="A site of the library's that may show the chat: https://HOST.")
@click.option(
    "--set",
    "settings_given",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_settings_given,
    help="Any other setting, such as SMTP_HOST=mail.example.org.",
)
@click.option("--yes", "is_silent", is_flag=True, help="Ask nothing: what is not given stays as it is.")
def init(
    language: Language | None,
    only: tuple[str, ...],
    name_fa: str | None,
    name_en: str | None,
    phone: str | None,
    email: str | None,
    default_language: str | None,
    time_zone: str | None,
    branches: list[tuple[str, str, str]],
    admin: str | None,
    admin_name: str | None,
    admin_password: str | None,
    admin_password_file: TextIO | None,
    address: str | None,
    proxies: str | None,
    library_system: str | None,
    telegram_token: str | None,
    bale_token: str | None,
    sites: tuple[str, ...],
    settings_given: dict[str, str],
    is_silent: bool,
) -> None:
    """Set up a new library: its name, branches, first account, library system and channels.

    Every answer is kept as soon as its step is through; after Ctrl-C the command goes on where it was left. Settings go
    into HOME/settings.env.
    """
    talk = Interview(language or language_of_terminal(), is_silent=is_silent)
    if admin_password_file is not None:
        admin_password = admin_password_file.read().rstrip("\r\n")
    given = Given(
        name_fa=name_fa,
        name_en=name_en,
        phone=phone,
        email=email,
        default_language=default_language or settings_given.get("default_language"),
        time_zone=time_zone or settings_given.get("time_zone"),
        branches=branches,
        admin=admin,
        admin_name=admin_name,
        admin_password=admin_password,
    )
    tokens = {"telegram": telegram_token, "bale": bale_token}
    configured = GivenSettings(
        address=address or settings_given.get("public_url"),
        proxies=proxies or settings_given.get("trusted_proxies"),
        system=library_system or settings_given.get("library_system"),
        tokens={channel: token for channel, token in tokens.items() if token},
        sites=sites,
        any=settings_given,
    )
    home = Home.of_environment().folder
    steps = SettingSteps(talk, home, configured)
    try:
        if only:
            _only(talk, steps, only)
        else:
            _whole(talk, home, given, steps)
    except (click.Abort, KeyboardInterrupt):
        click.echo()
        talk.say("init.stopped")
        raise


def _only(talk: Interview, steps: SettingSteps, only: tuple[str, ...]) -> None:
    for step in SETTINGS:
        if step in only:
            getattr(steps, step)()
    steps.others()
    talk.say("init.restart")


def _whole(talk: Interview, home: Path, given: Given, settings: SettingSteps) -> None:
    note = Note(home)
    store = StoreSteps(talk, home, given)
    _prepare(talk, home, given, note, settings)
    every: tuple[tuple[str, Callable[[], None]], ...] = (
        ("library", store.library),
        ("time_zone", store.time_zone),
        ("branches", store.branches),
        ("account", store.account),
        ("address", settings.address),
        ("system", settings.system),
        ("messengers", settings.messengers),
        ("sites", settings.sites),
        ("mail", settings.mail),
        ("others", settings.others),
    )
    if note.done:
        talk.say("init.going_on", done=number(len(note.done), talk.language), of=number(len(every), talk.language))
    for name, step in every:
        if name not in note.done:
            step()
            note.add(name)
    note.end()
    _finish(talk, home)


def _prepare(talk: Interview, home: Path, given: Given, note: Note, steps: SettingSteps) -> None:
    """Make the store; refuse one that has a library already, unless this command was at it."""
    if talk.is_silent and not note.is_begun:
        values = {"branch": given.branches, **{name: getattr(given, name) for name in NEEDED if name != "branch"}}
        missing = [f"--{name.replace('_', '-')}" for name in NEEDED if not values[name]]
        if missing:
            raise click.UsageError(talk.t("init.bad.missing", options=", ".join(missing)))
    given_store = steps.store_given()
    named = variable("database_url")
    if named in os.environ or os.environ.get(f"{named}_FILE"):
        # The environment wins, also now.
        given_store = {}
    wrong = refusal(home, given_store)
    if wrong is not None:
        raise StartError(wrong)
    settings = tried(home, given_store).completed(make=True)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    migrate.upgrade(settings.database_url)

    async def held() -> str | None:
        async with opened(settings) as store:
            profile, branches = await directory.profile(store), await directory.branches(store)
            if profile is not None:
                return profile.name[talk.language]
            return branches[0].name[talk.language] if branches else None

    there = asyncio.run(held())
    if there is not None and not note.is_begun:
        raise StartError(talk.t("init.has_library", name=there, home=home))
    # Only now: whoever is refused keeps the store that the settings name.
    steps.store()
    talk.say("init.welcome", home=home)
    note.begin()


def _finish(talk: Interview, home: Path) -> None:
    talk.heading("init.ready")
    settings = Settings(home=home).completed(make=False)
    if settings.environment == "production":
        asyncio.run(_remembered(settings))
    talk.say("init.next", console=f"{settings.public_url}/console", page=f"{settings.public_url}/?lang={talk.language}")


async def _remembered(settings: Settings) -> None:
    """Let the store know that it is a real library's, whatever becomes of the settings."""
    async with opened(settings) as store:
        await note_in_service(store)
