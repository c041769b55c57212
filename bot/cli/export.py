"""`ketabyar export`: the library out of the store, as a file that `ketabyar seed` reads."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot.settings import Settings
from bot.start_errors import StartError
from crm.database.store import Store
from library import seed
from library.seed.exporting import exported, written

__all__ = ["export_command"]


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def export_command(file: Path, force: bool) -> None:
    """Write the library to FILE (docs/seed-format.md): branches, rules, facts, events, titles, staff, canned answers.

    Patrons, loans and passwords are not in it.
    """
    if file.exists() and not force:
        raise StartError(f"{file} is there already; --force writes over it.")
    settings = Settings.load()
    try:
        text = written(asyncio.run(_exported(settings)))
    except seed.SeedError as error:
        raise StartError(str(error.problems[0])) from error
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StartError(f"{file} cannot be written: {error.strerror}") from error
    click.echo(f"the library is in {file}; no patron, loan or password is.")


async def _exported(settings: Settings) -> dict[str, object]:
    store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
    try:
        return await exported(store)
    finally:
        await store.close()
