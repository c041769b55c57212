"""Merging of staff's copy and the repository's files: differences, the repository's changes, the result."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.content import domain, examples
from bot.content.errors import ContentRefused
from bot.content.examples import Example, example_key
from bot.content.folder import CONTENT
from bot.content.project import BASE, MERGED, Project, copy_content

__all__ = ["FileState", "Status", "archive", "discard", "export", "merge", "status"]


@dataclass(frozen=True, slots=True)
class FileState:
    """One file that is not the same everywhere: `edited` by staff, `changed` in the repository since the copy."""

    name: str
    edited: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Status:
    """The state of staff's copy against the repository: files that differ, and examples that staff changed."""

    files: tuple[FileState, ...]
    added: tuple[Example, ...] = ()
    removed: tuple[Example, ...] = ()
    intents_added: tuple[str, ...] = ()

    @property
    def is_edited(self) -> bool:
        """Tell whether staff changed anything."""
        return any(each.edited for each in self.files)

    @property
    def is_behind(self) -> bool:
        """Tell whether the repository changed since staff's copy was made."""
        return any(each.changed for each in self.files)


def status(project: Project) -> Status:
    """Compare staff's copy, what it was made from, and the repository as it is now."""
    if not project.is_edited:
        return Status(())
    base = project.overlay / BASE
    names = sorted({name for folder in (base, project.overlay, project.root) for name in _names(folder)})
    states = []
    for name in names:
        was, ours, theirs = (_bytes(folder / name) for folder in (base, project.overlay, project.root))
        state = FileState(name, edited=ours != was, changed=theirs != was and theirs != ours)
        if state.edited or state.changed:
            states.append(state)
    before, now = examples.read(base), examples.read(project.overlay)
    was_there, is_there = set(before), set(now)
    known = set(domain.intents(base / "domain.yml"))
    return Status(
        tuple(states),
        tuple(each for each in now if each not in was_there),
        tuple(each for each in before if each not in is_there),
        tuple(name for name in domain.intents(project.overlay / "domain.yml") if name not in known),
    )


def merge(project: Project) -> list[str]:
    """Bring what the repository changed into staff's copy; give the names of the files that were changed by it.

    Examples are merged one by one. Any other file that both sides changed stops the merge with ContentRefused
    (`merge_conflict`) before anything is written; the domain is the exception when staff only added to it.
    """
    if not project.is_edited or not status(project).is_behind:
        return []
    with project.editing() as folder:
        # Only now is nobody else at it, and what others have edited here.
        return _merged(project, folder)


def _merged(project: Project, folder: Path) -> list[str]:
    states, base = status(project), folder / BASE
    both = [each.name for each in states.files if each.edited and each.changed]
    by_hand = [name for name in both if not name.startswith("data/nlu/") and name != "domain.yml"]
    if by_hand:
        raise ContentRefused("merge_conflict", files=", ".join(by_hand))
    fresh = folder / MERGED
    try:
        copy_content(project.root, fresh)
        for each in states.files:
            if each.edited and not each.changed and not each.name.startswith("data/nlu/"):
                _copy(folder / each.name, fresh / each.name)
        if "domain.yml" in both:
            _carry_intents(base, folder, fresh)
        _carry_examples(states, fresh)
        copy_content(fresh, folder)
        copy_content(project.root, folder / BASE)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return [each.name for each in states.files if each.changed]


def export(project: Project) -> list[str]:
    """Write staff's changes into the repository's files and end the copy; give the names of the files written.

    Raises ContentRefused when the repository has changed since (`merge_first`) or may not be written to.
    """
    if not project.is_edited:
        return []
    with project.editing() as folder:
        states = status(project)
        if states.is_behind:
            raise ContentRefused("merge_first")
        names = [each.name for each in states.files if each.edited]
        try:
            for name in names:
                _copy(folder / name, project.root / name)
        except OSError as error:
            raise ContentRefused("export_refused", why=error.strerror or str(error)) from error
        _end(folder)
    return names


def archive(project: Project) -> bytes:
    """Give the content as it is now as a zip file, to be unpacked over a checkout of the repository."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name in sorted(_names(project.folder)):
            file.write(project.folder / name, name)
    return packed.getvalue()


def discard(project: Project) -> None:
    """End staff's copy: the repository's files count again."""
    with project.editing() as folder:
        _end(folder)


def _end(folder: Path) -> None:
    # domain.yml first: without it there is no copy any more, whatever else is still being removed.
    (folder / "domain.yml").unlink(missing_ok=True)
    for name in (*CONTENT, BASE):
        path = folder / name
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _carry_intents(base: Path, ours: Path, into: Path) -> None:
    was, mine = domain.load(base / "domain.yml"), domain.load(ours / "domain.yml")
    added = [name for name in domain.intents(ours / "domain.yml") if name not in domain.intents(base / "domain.yml")]
    responses = {name for name in mine["responses"] if name not in was["responses"]}
    expected = {f"utter_{name}" for name in added} | {f"utter_intent_{name}" for name in added}
    same = {key: value for key, value in mine.items() if key not in ("intents", "responses")}
    untouched = all(mine["responses"].get(name) == answer for name, answer in was["responses"].items())
    if responses != expected or not untouched or any(was.get(key) != value for key, value in same.items()):
        raise ContentRefused("merge_conflict", files="domain.yml")
    for name in added:
        texts = {kind: domain.texts_of(mine["responses"][f"utter_{kind}{name}"]) for kind in ("", "intent_")}
        domain.check_name(into / "domain.yml", name)
        domain.write_intent(into / "domain.yml", domain.NewIntent(name, texts["intent_"], texts[""]))


def _carry_examples(states: Status, into: Path) -> None:
    there = {(each.language, example_key(each.text)): each for each in examples.read(into)}
    for each in states.removed:
        held = there.get((each.language, example_key(each.text)))
        if held is not None and held.intent == each.intent:
            examples.remove(into, held.language, held.intent, held.text)
            del there[held.language, example_key(held.text)]
    fresh: dict[tuple[str, str], list[str]] = {}
    for each in states.added:
        if (each.language, example_key(each.text)) not in there:
            fresh.setdefault((each.language, each.intent), []).append(each.text)
    blocks = {(each.language, each.intent) for each in examples.read(into)}
    for (language, intent), texts in fresh.items():
        if (language, intent) in blocks:
            examples.add(into, language, intent, texts)
        elif intent in domain.intents(into / "domain.yml"):
            examples.new_block(into / "data" / "nlu" / language / "added.yml", intent, texts)


def _names(folder: Path) -> Iterable[str]:
    for name in CONTENT:
        path = folder / name
        inside = path.rglob("*") if path.is_dir() else [path]
        yield from (each.relative_to(folder).as_posix() for each in inside if each.is_file())


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        target.unlink(missing_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    shutil.copyfile(source, part)
    part.replace(target)
