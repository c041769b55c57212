"""`ketabyar content`: staff's edits compared and merged with the repository's files."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import click

from bot.cli.opening import with_store
from bot.content import merging
from bot.content.errors import ContentError
from bot.content.project import Project
from bot.content.sharing import shared_project
from bot.settings import Settings
from bot.start_errors import StartError
from crm.actor import Actor
from crm.content.changes import ContentEdit, record_changes
from crm.database.store import Store
from crm.database.urls import store_file

__all__ = ["content"]

REASONS = {
    "merge_first": "the repository has changed since staff began to edit: run `ketabyar content merge` first",
    "merge_conflict": "both sides changed {files}; merge these by hand",
    "export_refused": "the repository's files cannot be written ({why}); use --zip",
}


COMMAND_LINE = Actor("system", "command-line")
IS_LATEST = "This machine's copy is the one that the store had. Put it there?"
MAY_BE_OLDER = (
    "This machine's copy may be another than the one that the store had: edits made elsewhere since may be lost. "
    "Put it there?"
)
GIVEN_UP = "All edits that staff have not exported will be lost, on every machine. Continue?"


@click.group("content")
def content() -> None:
    """Compare staff's edits with the repository's files, and merge them."""


@content.command("status")
def status_command() -> None:
    """Show how staff's copy and the repository differ."""
    state = _with_project(lambda project: merging.status(project) if project.is_edited else None)
    if state is None:
        click.echo("no edits in the console; the repository's files are in use.")
        return
    for each in state.files:
        who = " and ".join(
            name for name, is_so in (("edited by staff", each.edited), ("changed here", each.changed)) if is_so
        )
        click.echo(f"{each.name}: {who}")
    for sign, listed in (("+", state.added), ("-", state.removed)):
        for example in listed:
            click.echo(f"  {sign} {example.language} {example.intent}: {example.text}")
    for name in state.intents_added:
        click.echo(f"  + intent {name}")
    if not state.files:
        click.echo("staff's copy and the repository are the same.")
    elif state.is_behind:
        click.echo("the repository has changed since: run `ketabyar content merge`.")


@content.command("export")
@click.option("--zip", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write a zip file instead.")
def export_command(target: Path | None) -> None:
    """Write staff's edits to the repository's files."""
    if target is not None:
        target.write_bytes(_with_project(merging.archive))
        click.echo(f"{target} contains the content; unpack it over a checkout.")
        return
    names = _with_project(merging.export)
    _note("exported", names)
    click.echo("\n".join(names) if names else "nothing to export.")


@content.command("merge")
def merge_command() -> None:
    """Bring the repository's changes into staff's copy."""
    names = _with_project(merging.merge)
    _note("imported", names)
    click.echo("\n".join(names) if names else "nothing to merge.")


@content.command("discard")
@click.confirmation_option(prompt="All edits that staff have not exported will be lost. Continue?")
def discard_command() -> None:
    """Discard staff's edits and return to the repository's files."""
    _note("imported", _with_project(_discarded), discarded=True)
    click.echo("the repository's files are in use again.")


@content.command("repair")
@click.option(
    "--discard", "discarded", is_flag=True, help="Give staff's edits up, where no machine has a copy of them."
)
@click.option("--yes", is_flag=True, help="Skip the confirmation.")
def repair_command(discarded: bool, yes: bool) -> None:
    """Put this machine's copy of staff's edits in the place of one in the store that is refused.

    Where machines share the store, and what it has of staff's edits was damaged or has no seal of ours, edits are
    refused until then.
    """

    async def repair(settings: Settings, store: Store) -> None:
        click.echo(await _repaired(shared_project(settings.home, store), store, discarded=discarded, yes=yes))

    with_store(repair)


async def _repaired(project: Project, store: Store, *, discarded: bool, yes: bool) -> str:
    shared = project.shared
    why = None if shared is None else await shared.why_refused()
    if shared is None or why is None:
        return "nothing to repair: what the store has of staff's edits is not refused."
    click.echo(f"refused: {why}")
    is_latest = await shared.is_latest()
    if not (discarded or is_latest or project.is_edited):
        raise StartError(
            "this machine has no copy of staff's edits: run this on one that has, or give them up with --discard"
        )
    if not yes:
        click.confirm(GIVEN_UP if discarded else IS_LATEST if is_latest else MAY_BE_OLDER, abort=True)
    names = [each.name for each in (await asyncio.to_thread(merging.status, project)).files]
    if not await shared.put_in_place_of_refused(discarded=discarded):
        return "nothing to repair any more."
    detail = {"files": names, "discarded": True} if discarded else {"files": names}
    await record_changes(store, [ContentEdit("imported", detail=detail)], by=COMMAND_LINE)
    return "the repository's files are in use again." if discarded else "this machine's copy is in the store now."


def _discarded(project: Project) -> list[str]:
    if not project.is_edited:
        return []
    names = [each.name for each in merging.status(project).files]
    merging.discard(project)
    return names


def _with_project[T](work: Callable[[Project], T]) -> T:
    """Do something with the content; with the newest of all machines where they share the store."""
    settings = Settings.load(make=False)

    async def shared(settings: Settings, store: Store) -> T:
        project = shared_project(settings.home, store)
        if project.shared is not None:
            await project.shared.pull()
        return await asyncio.to_thread(work, project)

    try:
        return work(Project(settings.home)) if store_file(settings.database_url) is not None else with_store(shared)
    except ContentError as error:
        raise StartError(REASONS.get(error.code, str(error)).format(**error.facts)) from error


def _note(kind: str, names: list[str], **more: bool) -> None:
    """Keep in the history what was done, when it was anything."""

    async def note(_settings: Settings, store: Store) -> None:
        edit = ContentEdit(kind, detail={"files": names, **more})
        await record_changes(store, [edit], by=COMMAND_LINE)

    if names:
        with_store(note)
