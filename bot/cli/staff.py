"""`ketabyar staff`: accounts, and a librarian's work from the terminal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import click

from bot.cli.opening import with_store
from bot.conversation.wording import Wording
from bot.covered import in_words
from bot.settings import ROOT, Settings
from crm.actor import Actor
from crm.conversations import transcript
from crm.database.store import Store
from crm.errors import InvalidValue
from crm.handoff import queue, steps
from crm.messages.views import MessageView
from crm.records import values
from crm.records.staff_names import StaffName
from crm.staff import accounts, second_step
from crm.staff.members import actor_named, add_staff, has_staff
from crm.staff.own_words import as_kept
from crm.staff.password_rules import SHORTEST_PASSWORD, check_password

__all__ = ["staff"]

ROLES = values.STAFF_ROLES


def _with_store[T](work: Callable[[Store], Awaitable[T]]) -> T:
    return with_store(lambda _settings, store: work(store))


@click.group()
def staff() -> None:
    """Staff accounts, and patrons who wait for a librarian."""


@staff.command("add")
@click.argument("username")
@click.option("--name", required=True, help="The name patrons and colleagues see.")
@click.option("--english-name", default="", help="The same in English, for those who read English.")
@click.option("--role", type=click.Choice(ROLES), help="admin for the first account, librarian for the others.")
@click.option("--language", type=click.Choice(values.LANGUAGES), default="fa", show_default=True)
@click.option("--password", help="Asked for if not given.")
def add(username: str, name: str, english_name: str, role: str | None, language: str, password: str | None) -> None:
    """Create a console account."""
    address = _console()
    given = password if password is not None else _ask_password(address)
    names = StaffName.of(name, english_name)
    _refuse_weak(given, username, " ".join(names.every))

    async def make(store: Store) -> str:
        # Somebody has to be there who can make the others.
        chosen = role or ("librarian" if await has_staff(store) else "admin")
        await add_staff(store, username, names, chosen, given, language=language)
        return chosen

    made = _with_store(make)
    click.echo(f"{username} ({made}) was added; sign in at {address}")


@staff.command("password")
@click.argument("username")
@click.option("--password", help="Asked for if not given.")
@click.option("--reset-two-step", is_flag=True, help="Switch two-step sign-in off as well.")
def password_command(username: str, password: str | None, reset_two_step: bool) -> None:
    """Give an account a new password; its sessions end."""
    address = _console()
    given = password if password is not None else _ask_password(address)
    _refuse_weak(given, username)

    async def change(store: Store) -> None:
        account = await accounts.account_named(store, username)
        by = Actor("system", "staff.password")
        await accounts.set_password(store, account.id, given, by=by)
        if reset_two_step:
            await second_step.remove_totp(store, account.id, by=by)

    _with_store(change)
    click.echo(f"{username} has a new password; sign in at {address}")


def _console() -> str:
    """Give the console's address, once it is sure that there is a store: nobody types a password for nothing."""
    _with_store(has_staff)
    return f"{Settings.load(make=False).public_url}/console"


@staff.command("unlock")
@click.argument("username")
def unlock(username: str) -> None:
    """Let somebody sign in at once after too many failed attempts."""

    async def change(store: Store) -> None:
        account = await accounts.account_named(store, username)
        await accounts.unlock(store, account.id, by=Actor("system", "staff.unlock"))

    _with_store(change)
    click.echo(f"{username} can sign in again.")


def _ask_password(address: str) -> str:
    asked = f"Password for the console at {address} (at least {SHORTEST_PASSWORD} characters)"
    given: str = click.prompt(asked, hide_input=True, confirmation_prompt="Once more")
    return given


def _refuse_weak(password: str, username: str, display_name: str = "") -> None:
    try:
        check_password(password, username, display_name)
    except InvalidValue as error:
        raise click.BadParameter(f"the password is refused: {error.reason}.") from error


@staff.command("waiting")
def waiting() -> None:
    """List the conversations that wait for a librarian or are with one."""
    rows = _with_store(queue.queue)
    if not rows:
        click.echo("nobody is waiting.")
    for row in rows:
        click.echo(
            f"{row.public_id}  {row.status}  {row.channel}  {row.language}  "
            f"since {row.waiting_since or row.started_at:%Y-%m-%d %H:%M}  {row.last_text}"
        )


@staff.command("claim")
@click.argument("conversation")
@click.option("--as", "username", required=True, help="Your account.")
def claim(conversation: str, username: str) -> None:
    """Take a waiting conversation."""

    async def take(store: Store) -> None:
        await steps.claim(store, conversation, await actor_named(store, username))

    _with_store(take)
    click.echo("the conversation is yours; answer with `ketabyar staff reply`.")


@staff.command("reply")
@click.argument("conversation")
@click.argument("text")
@click.option("--as", "username", required=True, help="Your account.")
@click.option("--covered", is_flag=True, help="Send it though a card number, PIN, national id or bank card is covered.")
def reply(conversation: str, text: str, username: str, covered: bool) -> None:
    """Send an answer to the patron on the channel they write on."""

    kept = as_kept(text)

    async def write(store: Store) -> MessageView:
        if kept is not None and not covered:
            read = in_words((await transcript.talk(store, conversation)).language, kept)
            raise click.ClickException(
                "not sent yet: a card number, PIN, national id or bank card stands in it, and is covered. The patron "
                f"would read: {read}\nChange it, or add --covered to send it so."
            )
        return await steps.reply(store, conversation, await actor_named(store, username), text)

    sent = _with_store(write)
    click.echo(
        "sent." if kept is None else f"sent, with a card number, PIN, national id or bank card covered: {sent.text}"
    )


@staff.command("release")
@click.argument("conversation")
@click.option("--as", "username", required=True, help="Your account.")
def release(conversation: str, username: str) -> None:
    """Hand a conversation back to the bot."""
    wording = Wording.load(ROOT / "domain.yml")

    async def give_back(store: Store) -> None:
        by = await actor_named(store, username)
        await steps.to_bot(store, conversation, by, wording=wording.handed_back)

    _with_store(give_back)
    click.echo("the bot has the conversation again.")
