"""`ketabyar secret`: the secret is changed for another, and nobody loses anything (docs/operating.md)."""

from __future__ import annotations

from datetime import datetime

import click

from bot.cli.opening import with_store
from bot.settings import Settings
from bot.start_errors import StartError
from crm.database.store import Store
from crm.secret.carrying import CarriedOver, carry_over
from crm.secret.standing import SecretStanding, secret_standing
from protocol.home import Home
from protocol.shared_secret import drop_previous, replace_secret

__all__ = ["secret"]

NEEDS = {
    "key": "the earlier key is not kept in the store yet",
    "seal": "the store is sealed with the earlier secret",
    "trail": "events of the audit trail that only the earlier secret proves: {}",
    "two_step": "secrets of two-step sign-in under the earlier secret: {}",
    "files": "files in the store sealed with the earlier secret: {}",
}
FOUND = {
    "cards": "cards, until their next sign-in or import",
    "pins": "PINs, until their next sign-in",
    "chats": "chats on the website, until they are over",
    "sessions": "sessions of staff, until they end",
    "recovery_codes": "recovery codes of staff, until they are used",
}


@click.group()
def secret() -> None:
    """Change the secret for another, without losing anything (docs/operating.md)."""


@secret.command("new")
def new() -> None:
    """Make a new secret in HOME/secret, and keep the old one as HOME/secret.previous.

    For one machine whose secret is in that file. Start ketabyar anew right after it.
    """
    settings = Settings.load(make=False)
    place = Home(settings.home)
    if settings.secret and Settings().secret:
        raise click.ClickException(
            "the secret comes from KETABYAR_SECRET or its file: put a new one there, and the old one into "
            "KETABYAR_SECRET_PREVIOUS"
        )
    if settings.secret:
        # The store must be the one that this secret belongs to.
        with_store(_looked)
    replace_secret(settings.home)
    click.echo(f"{place.secret} is a new secret; the one before is {place.previous_secret}.")
    click.echo("Start ketabyar anew now, then run `ketabyar secret rotate`.")


@secret.command("rotate")
def rotate() -> None:
    """Carry over what was made with the secret before, while everything runs with both."""
    done = with_store(_rotated)
    if done.trail is not None and not done.trail.is_sound:
        click.echo(f"✗ the audit trail was changed at event {done.trail.broken_at}: it stays as it is, unsealed")
    elif done.trail is not None:
        click.echo(f"✓ audit trail: {done.trail.events} events are sealed with the new secret")
    click.echo(f"✓ two-step sign-in: {done.two_step} secrets encrypted with the new secret")
    click.echo(f"✓ files in the store: {done.files} sealed with the new secret")
    click.echo("✓ the earlier key is kept in the store, encrypted with the new secret")
    click.echo("`ketabyar secret status` tells when the secret before can be taken away.")


@secret.command("status")
def status() -> None:
    """Tell what still hangs on the secret before, and when it can be taken away."""
    for line in with_store(_told):
        click.echo(line)


@secret.command("finish")
@click.option("--now", "at_once", is_flag=True, help="Do not wait for codes and forms of the last quarter of an hour.")
@click.option(
    "--broken-trail",
    "broken",
    is_flag=True,
    help="Where the audit trail was changed, and nothing else needs the secret before: go on without it. "
    "Nothing proves the events of before the change of the secret then.",
)
def finish(at_once: bool, broken: bool) -> None:
    """Take HOME/secret.previous away, once nothing needs it. Start ketabyar anew after it."""

    async def check(_settings: Settings, store: Store) -> None:
        standing = await secret_standing(store)
        free_at = standing.proofs_over_at if broken and standing.only_broken_trail else standing.free_at
        if free_at is None:
            raise StartError("something needs the secret before: see `ketabyar secret status`")
        if not at_once and store.clock.now() < free_at:
            raise StartError(f"codes and forms of before are good until {_moment(free_at)}: wait, or say --now")

    with_store(check)
    home = Settings.load(make=False).home
    if not drop_previous(home):
        raise click.ClickException(f"there is no {Home(home).previous_secret}: take KETABYAR_SECRET_PREVIOUS away")
    click.echo("The secret before is gone. Start ketabyar anew.")


async def _looked(_settings: Settings, _store: Store) -> None:
    """Do nothing: to open the store has proved the secret."""


async def _rotated(settings: Settings, store: Store) -> CarriedOver:
    if settings.secret_next:
        raise StartError("KETABYAR_SECRET_NEXT is set: the new secret is not in use yet (docs/operating.md)")
    if not store.keys.previous:
        raise StartError("there is no secret before: neither KETABYAR_SECRET_PREVIOUS nor HOME/secret.previous")
    return await carry_over(store)


async def _told(settings: Settings, store: Store) -> list[str]:
    standing = await secret_standing(store)
    lines = [NEEDS[name].format(count) for name, count in standing.needs.items() if count]
    if not store.keys.previous:
        told = ["No secret before is known to this command."]
    elif standing.only_broken_trail and standing.chain is not None:
        told = [
            "Only the audit trail needs the secret before:",
            *(f"  {line}" for line in lines),
            f"It was changed at event {standing.chain.broken_at}, so that `ketabyar secret rotate` does not seal it. "
            "Restore a backup, or give up the proof of these events: `ketabyar secret finish --broken-trail`.",
        ]
    elif lines:
        told = ["The secret before is needed:", *(f"  {line}" for line in lines), "Run `ketabyar secret rotate`."]
    elif standing.free_at is not None and store.clock.now() < standing.free_at:
        told = [f"The secret before can be taken away at {_moment(standing.free_at)}."]
    else:
        told = ["The secret before can be taken away now."]
    if settings.secret_next:
        told.append("KETABYAR_SECRET_NEXT is accepted; nothing is made with it.")
    return [*told, *_found(standing)]


def _found(standing: SecretStanding) -> list[str]:
    rows = [f"  {FOUND[name]}: {count}" for name, count in standing.found.items() if count]
    return ["Found by an earlier key, which is kept in the store:", *rows] if rows else []


def _moment(moment: datetime) -> str:
    return moment.astimezone().isoformat(sep=" ", timespec="minutes")
