"""`ketabyar evaluate`: how well the current model understands a file of utterances."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import click

from bot.environments import of_training
from bot.interpreters import ENGINE_PYTHON
from bot.models import building
from bot.settings import ROOT, Settings
from bot.start_errors import StartError
from bot.supervisor.checks import check_interpreters
from protocol.home import Home

__all__ = ["evaluate"]

_WRITTEN = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
@click.option("--report", type=_WRITTEN, help="Write the report to this file, as Markdown.")
@click.option("--picture", type=_WRITTEN, help="Write a picture of the confusions to this file, as SVG.")
def evaluate(file: Path, as_json: bool, report: Path | None, picture: Path | None) -> None:
    """Evaluate the current model on FILE, one JSON object per line: text, lang, intent."""
    check_interpreters()
    settings = Settings.load(make=False)
    model, _ = asyncio.run(building.ensure(Home(settings.home).training_log))
    # Run in the engine's own environment: the application never imports Rasa.
    argv = [str(ENGINE_PYTHON), "-m", "engine.evaluate", str(model.path), str(file.resolve())]
    if as_json:
        argv.append("--json")
    for option, path in (("--report", report), ("--picture", picture)):
        if path is not None:
            argv += [option, str(path.resolve())]
    done = subprocess.run(
        argv,
        cwd=ROOT,
        env=of_training(settings.home),
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        raise StartError(f"{file.name} could not be evaluated: {lines[-1] if lines else 'no reason given'}")
