"""`ketabyar documents`: pages and files of the library that the bot quotes."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from pathlib import Path

import click

from bot.cli.opening import with_store
from bot.texts import text
from crm.actor import Actor
from crm.database.store import Store
from crm.errors import InvalidValue
from crm.knowledge.documents import DocumentValues, delete_document, document_row, put_document
from crm.knowledge.documents import documents as all_documents
from library.documents import DocumentRefused, read_safely

__all__ = ["documents"]

BY = Actor("system", "command-line")


@click.group("documents")
def documents() -> None:
    """Pages and files of the library (HTML, Markdown, PDF, DOCX) that the bot quotes."""


@documents.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--title", help="The document's title, in place of its own; of one file only.")
@click.option("--link", help="Where patrons find it; of one file only.")
def add_command(files: tuple[Path, ...], title: str | None, link: str | None) -> None:
    """Add files; one of the same name is replaced."""
    if len(files) > 1 and (title or link):
        raise click.BadParameter("--title and --link are for one file")
    failed = [file for file in files if not _added(file, title, link)]
    if failed:
        raise SystemExit(1)


def _added(file: Path, title: str | None, link: str | None) -> bool:
    async def add(store: Store) -> str:
        data = await asyncio.to_thread(file.read_bytes)
        read = await read_safely(file.name, data)
        values = DocumentValues(
            name=file.name[:200],
            title=title or read.title,
            language=read.language,
            kind=read.kind,
            digest=sha256(data).hexdigest(),
            size=len(data),
            passages=[(each.heading, each.text) for each in read.passages],
            link=link,
        )
        row = await document_row(store, await put_document(store, values, by=BY))
        return f"{row.id}  {row.name}: “{row.title}”, {row.passages} passages"

    try:
        click.echo(with_store(lambda _settings, store: add(store)))
    except DocumentRefused as error:
        _tell(file, f"places.bad.document_{error.reason}")
    except InvalidValue as error:
        _tell(file, "places.bad.document_long" if error.field == "passages" else f"places.bad.{error.field}")
    else:
        return True
    return False


def _tell(file: Path, key: str) -> None:
    """Say in both languages why a file is not taken."""
    for language in ("en", "fa"):
        click.echo(f"{file.name}: {text(language, key)}", err=True)


@documents.command("list")
def list_command() -> None:
    """List the documents."""
    rows = with_store(lambda _settings, store: all_documents(store))
    for row in rows:
        told = (row.id, row.name, f"“{row.title}”", row.language, f"{row.passages} passages", row.link or "")
        click.echo("  ".join(map(str, told)).rstrip())
    if not rows:
        click.echo("no documents; add some with `ketabyar documents add FILE`.")


@documents.command("remove")
@click.argument("names", nargs=-1, required=True)
def remove_command(names: tuple[str, ...]) -> None:
    """Remove documents by their number or file name."""

    async def remove(store: Store) -> list[str]:
        rows = await all_documents(store)
        gone = []
        for row in rows:
            if row.name in names or str(row.id) in names:
                await delete_document(store, row.id, by=BY)
                gone += [row.name, str(row.id)]
        return [name for name in names if name not in gone]

    unknown = with_store(lambda _settings, store: remove(store))
    if unknown:
        raise click.BadParameter(f"no such document: {', '.join(unknown)}")
    click.echo("removed.")
