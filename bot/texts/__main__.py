"""Command for the catalogues: `python -m bot.texts`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.texts.catalogue import COMPILED, LOCALE, CatalogueDamaged, languages, mark_of, sources


@click.group()
def texts() -> None:
    """Check, write and compile the texts of the folder `locale`."""


@texts.command()
def check() -> None:
    """Say what is wrong with the texts, a line each."""
    from bot.texts.check import faults

    found = faults()
    for line in found:
        click.echo(f"locale: {line}")
    sys.exit(1 if found else 0)


@texts.command()
@click.argument("language", nargs=-1)
def write(language: tuple[str, ...]) -> None:
    """Write all files in their form, with what English has; for a new LANGUAGE too."""
    from bot.texts.update import updated

    for file, content in updated(LOCALE, language):
        if not file.exists() or file.read_text(encoding="utf-8") != content:
            click.echo(f"  {file.relative_to(LOCALE.parent)}")
            _replace(file, content.encode())


@texts.command()
def compile() -> None:
    """Compile the texts of every language into one file each, which is quick to read."""
    from bot.texts.files import compiled

    for language in languages():
        files = sources(language)
        _replace(LOCALE / language / "LC_MESSAGES" / COMPILED, compiled(files, mark_of(files)))


def _replace(file: Path, content: bytes) -> None:
    """Write a file whole: who reads it meanwhile reads the old one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.new")
    new.write_bytes(content)
    new.replace(file)


if __name__ == "__main__":
    try:
        texts()
    except CatalogueDamaged as error:
        sys.exit(f"ketabyar: the texts cannot be used: {error}")
