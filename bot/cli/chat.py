"""`ketabyar chat`: the bot in the terminal, through the running gateway's web channel."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import click

from bot.cli.client import ChatClient, ChatError, ChatTurn
from bot.settings import Settings
from bot.start_errors import StartError
from bot.texts import text
from language.digits import to_ascii
from protocol.values import LANGUAGES

__all__ = ["chat"]


@click.command()
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default=None, help="The language to start in.")
@click.option("--card", help="Sign in with this card number before the first message.")
@click.option("--pin", help="The card's PIN.")
@click.option(
    "--script", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Send the lines of this file."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per turn.")
@click.option("--url", help="The gateway's address, if it differs from the settings.")
def chat(
    language: str | None, card: str | None, pin: str | None, script: Path | None, as_json: bool, url: str | None
) -> None:
    """Talk to the bot in the terminal."""
    if (card is None) != (pin is None):
        raise click.UsageError("--card and --pin must be given together.")
    settings = Settings.load(make=False)
    spoken = language or settings.default_language
    # A gateway takes the address that patrons reach it at for its own, and by whatever way it is reached.
    of_this_machine = settings.environment == "production" and (url or "").startswith("http://")
    named = url is None or "KETABYAR_PUBLIC_URL" in os.environ or of_this_machine
    try:
        with ChatClient(url or settings.gateway_url, spoken, settings.public_url if named else None) as client:
            if card and pin:
                for text in client.sign_in(card, pin):
                    if not as_json:
                        click.echo(f"  {text}")
            _converse(client, spoken, script, as_json)
    except ChatError as error:
        raise StartError(str(error)) from error


def _converse(client: ChatClient, language: str, script: Path | None, as_json: bool) -> None:
    if script is None and not as_json:
        click.secho(text(language, "terminal.greeting"), dim=True)
    buttons: list[dict[str, str]] = []
    for line in _lines(script, as_json):
        started = time.perf_counter()
        number = to_ascii(line)
        chosen = int(number) if number.isdecimal() and len(number) < 3 else 0
        # In a script a number is what the patron typed; at the keyboard it may be a button.
        pressed = script is None and 1 <= chosen <= len(buttons)
        turn = client.press(buttons[chosen - 1]) if pressed else client.say(line)
        milliseconds = (time.perf_counter() - started) * 1000
        buttons = turn.buttons
        if as_json:
            click.echo(json.dumps(_as_object(line, turn, milliseconds), ensure_ascii=False))
        else:
            _show(line if script else None, turn, language)


def _lines(script: Path | None, as_json: bool) -> Iterator[str]:
    if script is not None:
        yield from (line for line in script.read_text(encoding="utf-8").splitlines() if line.strip())
        return
    while True:
        try:
            line = input("" if as_json else "> ")
        except EOFError:
            return
        if line.strip():
            yield line


def _as_object(line: str, turn: ChatTurn, milliseconds: float) -> dict[str, object]:
    return {
        "text": line,
        "replies": turn.replies,
        "buttons": turn.buttons,
        "intent": turn.intent,
        "confidence": turn.confidence,
        "ms": round(milliseconds, 1),
    }


def _show(said: str | None, turn: ChatTurn, language: str) -> None:
    if said is not None:
        click.secho(f"> {said}", bold=True)
    for reply in turn.replies:
        click.echo("\n".join(f"  {part}" for part in reply.splitlines()))
    for number, button in enumerate(turn.buttons, start=1):
        click.secho(f"  [{number}] {button['title']}", fg="cyan")
    if turn.sign_in:
        click.secho(f"  {text(language, 'terminal.sign_in')}", dim=True)
