"""Choice of the model that answers patrons after a start.

1. Nothing was ever published from the console: the model of the repository's own files (trained when missing).
2. Staff have published a model and edit the content themselves (HOME/content is there): the published model,
   whatever the repository's files have become; edits that were not published do not go live by a restart.
3. Staff have published a model and the content is the repository's: the published model, unless the repository's
   content has changed since; then the model of the new files. The published one stays in the console.
4. The engine's own code has changed since the publication: what was published is trained again with the new code.

Each time it is said which model runs and why. A published model that does not work gives way to the one that answered
before it, and where that is not to be had to the repository's (`before`).
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from bot.content.folder import content_folder
from bot.content.leftovers import PREFIX
from bot.models import building
from bot.models.model_files import ModelFileRefused, ModelRegistry
from bot.models.notes import Current, EngineNotes, Wanted
from bot.settings import ROOT, Settings
from bot.start_errors import StartError
from bot.supervisor.proof import prove_by_store
from bot.supervisor.shared_store import brought, made_elsewhere
from protocol.home import Home

__all__ = ["Chosen", "before", "choose", "instead_of", "of_repository", "put_back"]

Say = Callable[[str], None]


@dataclass(frozen=True)
class Chosen:
    """A model file to serve: what it is, and the serial of the publication it fulfils (0: none)."""

    file: Path
    inputs: str
    sha256: str
    seconds: float
    origin: str
    serial: int = 0


async def choose(settings: Settings, say: Say) -> Chosen:
    """Find, or train, the model that is to answer; raises StartError when the training fails."""
    notes = EngineNotes(settings.home)
    wanted = notes.wanted()
    if wanted is None:
        return await of_repository(settings, say)
    day = wanted.at[:10]
    if wanted.code and wanted.code != building.code_hash():
        say(f"the engine's code changed since the publication of {day}: what was published is trained with it …")
        again = await _trained_again(settings, wanted, say)
        return again or await of_repository(settings, say)
    edited = content_folder(settings.home, ROOT) != ROOT
    if not edited and wanted.repository and wanted.repository != building.content_hash(ROOT):
        say(f"the repository's content changed since the publication of {day}: the model of its files runs;")
        say("the published one is kept and can be brought back in the console (or `ketabyar models rollback`)")
        notes.replace_wanted(wanted.serial, None)
        return await of_repository(settings, say)
    try:
        file = await _proved(settings, wanted, say)
        await prove_by_store(settings, wanted.file, wanted.sha256)
    except ModelFileRefused as refused:
        say(f"the model published on {day} cannot be used: {refused}")
        again = await _trained_again(settings, wanted, say)
        return again or await of_repository(settings, say)
    why = "staff's own content (HOME/content) goes before the repository's" if edited else "nothing changed since"
    say(f"the model {wanted.inputs}, published on {day}, runs: {why}")
    return Chosen(file, wanted.inputs, wanted.sha256, wanted.seconds, "console", wanted.serial)


async def before(settings: Settings, failing: Chosen, say: Say) -> Chosen:
    """Give the model that answered before one that does not work, or else the repository's; raises StartError."""
    earlier = await _earlier(settings, failing, say)
    if earlier is not None:
        return earlier
    found = await of_repository(settings, say)
    if found.sha256 == failing.sha256:
        raise StartError("there is no other model to go back to")
    return replace(found, serial=failing.serial)


async def instead_of(settings: Settings, damaged: Chosen, say: Say) -> Chosen:
    """Give a model in the place of one whose file is damaged: the one before, or else one that is trained again.

    Raises StartError when none is to be had.
    """
    earlier = await _earlier(settings, damaged, say) if damaged.origin == "console" else None
    return earlier or replace(await choose(settings, say), serial=damaged.serial)


async def _earlier(settings: Settings, failing: Chosen, say: Say) -> Chosen | None:
    earlier = EngineNotes(settings.home).before()
    # One that other code was trained with is no safe ground.
    if earlier is None or earlier.sha256 == failing.sha256 or earlier.code != building.code_hash():
        return None
    try:
        file = await _proved(settings, earlier, say)
    except ModelFileRefused as refused:
        say(f"the model before, {earlier.inputs}, cannot be used: {refused}")
        return None
    return Chosen(file, earlier.inputs, earlier.sha256, earlier.seconds, earlier.origin, failing.serial)


async def _proved(settings: Settings, noted: Wanted | Current, say: Say) -> Path:
    """Give a model's file when it is the one noted, or could be put back; raises ModelFileRefused."""
    registry = ModelRegistry(settings.home)
    try:
        return await asyncio.to_thread(registry.proved, noted.file, noted.sha256)
    except ModelFileRefused:
        where = await put_back(settings, registry.path(noted.file), noted.inputs, noted.sha256)
        if where is None:
            raise
        say(f"the model file {noted.file} was damaged or gone: {where}")
        return await asyncio.to_thread(registry.proved, noted.file, noted.sha256)


async def put_back(settings: Settings, file: Path, inputs: str, sha256: str) -> str | None:
    """Put a model file in its place again; says where from, None when no copy of it is to be had."""
    if await asyncio.to_thread(building.put_back, file, inputs, sha256, settings.home):
        return "its kept copy was put back"
    return "it was brought from the store" if await brought(settings, file.name, sha256) else None


async def of_repository(settings: Settings, say: Say) -> Chosen:
    """Give the model of the repository's files, trained when it is missing; raises StartError."""
    shared = await made_elsewhere(settings, await asyncio.to_thread(building.inputs_hash))
    if shared is not None:
        return Chosen(shared.path, shared.inputs, shared.sha256, shared.seconds, "files")
    model, trained = await building.ensure(
        Home(settings.home).training_log,
        on_train=lambda: say("training the model (its inputs changed; about a minute) …"),
    )
    if trained:
        say(f"trained in {model.seconds:.0f} s")
    file = await asyncio.to_thread(_shelved, settings, model, ROOT)
    return Chosen(file, model.inputs, model.sha256, model.seconds, "files")


async def _trained_again(settings: Settings, wanted: Wanted, say: Say) -> Chosen | None:
    """Train what was published once more; None when its content was not kept."""
    registry = ModelRegistry(settings.home)
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        content = Path(folder)
        try:
            found = await asyncio.to_thread(registry.content, wanted.file, content)
        except ModelFileRefused:
            found = False
        if not found:
            say("its content was not kept: the model of the repository's files runs")
            return None
        shared = await made_elsewhere(settings, await asyncio.to_thread(building.inputs_hash, content=content))
        if shared is not None:
            model, file = shared, shared.path
        else:
            model, trained = await building.ensure(Home(settings.home).training_log, content=content)
            if trained:
                say(f"trained in {model.seconds:.0f} s")
            file = await asyncio.to_thread(_shelved, settings, model, content)
    made = msgspec.structs.replace(
        wanted,
        inputs=model.inputs,
        sha256=model.sha256,
        file=file.name,
        seconds=model.seconds,
        code=building.code_hash(),
    )
    EngineNotes(settings.home).replace_wanted(wanted.serial, made)
    return Chosen(file, model.inputs, model.sha256, model.seconds, "console", wanted.serial)


def _shelved(settings: Settings, model: building.Model, content: Path) -> Path:
    file = building.put_in_use(model, settings.home)
    ModelRegistry(settings.home).keep_content(file, content)
    return file
