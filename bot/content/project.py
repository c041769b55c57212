"""The content that models are trained from: the repository's files, or staff's copy once they edit."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.content import domain, examples
from bot.content.answers import FileAnswer, read_answers
from bot.content.domain import NewIntent
from bot.content.errors import ContentMissing, ContentRefused
from bot.content.examples import Example, example_key, fit
from bot.content.folder import CONTENT, overlay
from bot.content.names import IntentNames
from bot.settings import ROOT
from protocol.values import LANGUAGES

if TYPE_CHECKING:
    from bot.content.sharing import SharedContent

__all__ = ["BASE", "MERGED", "Project", "copy_content", "edit_is_done", "recover", "take_out"]

# The project's files as they were when staff's copy was made or last brought up to date.
BASE = ".base"
# All of it as it was before the edit that is under way; it is gone at the moment when the edit is done.
BEFORE = ".before"
# What is being merged.
MERGED = ".merged"


class Project:
    """The content, for reading and editing; every edit is made in `home/content`, which the first one creates.

    The methods block on files: call them in a thread. Two that edit at once follow one another.
    """

    def __init__(self, home: Path, root: Path = ROOT, *, shared: SharedContent | None = None) -> None:
        self.root = root
        self.shared = shared
        self.overlay = overlay(home)
        self._kept: tuple[Any, list[Example]] | None = None
        self._answers: tuple[Any, dict[str, FileAnswer]] | None = None

    @property
    def is_edited(self) -> bool:
        """Tell whether staff have a copy of their own."""
        return (self.overlay / "domain.yml").is_file()

    @property
    def folder(self) -> Path:
        """Give the folder that holds the content now."""
        return self.overlay if self.is_edited else self.root

    def examples(self) -> list[Example]:
        """Read every example; kept until a file changes."""
        paths = examples.files(self.folder)
        stamp = tuple((path, (about := path.stat()).st_mtime_ns, about.st_size) for path in paths)
        if self._kept is None or self._kept[0] != stamp:
            self._kept = (stamp, examples.read(self.folder))
        return self._kept[1]

    def added_examples(self) -> list[Example]:
        """Give the examples that staff brought in: they came neither with this version nor with the one before."""
        if not self.is_edited:
            return []
        came = {
            (one.language, one.intent, one.text)
            for folder in (self.root, self.overlay / BASE)
            if folder.is_dir()
            for one in examples.read(folder)
        }
        return [one for one in self.examples() if (one.language, one.intent, one.text) not in came]

    def intents(self) -> list[str]:
        """Give the intents of the domain in their order."""
        return domain.intents(self.folder / "domain.yml")

    def intent_names(self) -> IntentNames:
        """Give the names of intents in words."""
        return IntentNames.of(self.answers(), self.intents())

    def answers(self) -> dict[str, FileAnswer]:
        """Read every answer of the domain in its order; kept until the file changes."""
        path = self.folder / "domain.yml"
        about = path.stat()
        stamp = (path, about.st_mtime_ns, about.st_size)
        if self._answers is None or self._answers[0] != stamp:
            self._answers = (stamp, read_answers(path))
        return self._answers[1]

    def add_examples(self, language: str, intent: str, texts: Sequence[str]) -> list[str]:
        """Add utterances and give those that were added: what stands in the language already is left out.

        Raises ContentRefused for a text that cannot be an example, ContentMissing for an unknown intent.
        """
        wanted = [fit(text) for text in texts]
        with self.editing() as folder:
            known = {example_key(each.text) for each in examples.read(folder) if each.language == language}
            fresh: dict[str, str] = {}
            for text in wanted:
                if example_key(text) not in known:
                    fresh.setdefault(example_key(text), text)
            if fresh:
                examples.add(folder, language, intent, fresh.values())
            elif intent not in domain.intents(folder / "domain.yml"):
                raise ContentMissing("intent_gone", intent=intent, language=language)
        return list(fresh.values())

    def remove_examples(self, language: str, intent: str, texts: Sequence[str]) -> None:
        """Take utterances out, all or none.

        Raises ContentMissing when one is gone, ContentRefused when none would be left in the language.
        """
        with self.editing() as folder:
            take_out(folder, language, intent, texts)

    def move_examples(self, language: str, intent: str, texts: Sequence[str], to: str) -> None:
        """Put utterances under another intent, all or none; errors as for adding and removing."""
        with self.editing() as folder:
            held = [each for each in examples.read(folder) if each.language == language]
            mine = [each for each in held if each.intent == intent]
            if to not in {each.intent for each in held}:
                raise ContentMissing("intent_gone", intent=to, language=language)
            if mine and all(each.text in texts for each in mine):
                raise ContentRefused("example_last", intent=intent)
            for text in texts:
                examples.remove(folder, language, intent, text)
            examples.add(folder, language, to, texts)

    def add_intent(self, new: NewIntent) -> None:
        """Add an intent with its examples, its answer, its name for patrons and its rule.

        Raises ContentRefused when the name is taken or not fit, or an example stands under another intent.
        """
        texts = {language: [fit(text) for text in new.examples[language]] for language in LANGUAGES}
        with self.editing() as folder:
            domain.check_name(folder / "domain.yml", new.name)
            known = {(each.language, example_key(each.text)): each.intent for each in examples.read(folder)}
            for language, listed in texts.items():
                if not listed:
                    raise ContentRefused("examples_few", language=language)
                for text in listed:
                    other = known.get((language, example_key(text)))
                    if other is not None:
                        raise ContentRefused("example_elsewhere", text=text, intent=other)
            for language, listed in texts.items():
                distinct = {example_key(text): text for text in listed}
                examples.new_block(folder / "data" / "nlu" / language / "added.yml", new.name, list(distinct.values()))
            domain.add_intent(folder, new)

    @contextmanager
    def held(self) -> Iterator[Path]:
        """Hold staff's own copy so that nobody on this machine edits it meanwhile.

        Before the first edit there is nothing to be held, and nothing is written: the disk may be full, or read-only.
        """
        if not self.overlay.is_dir():
            yield self.overlay
            return
        with (self.overlay / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            recover(self.overlay)
            yield self.overlay

    def recovered(self) -> None:
        """Put back what was there before an edit in which a process was killed, for who reads what is there.

        What else it has left is removed.
        """
        if _left_behind(self.overlay):
            with self.held():
                pass

    @contextmanager
    def editing(self) -> Iterator[Path]:
        """Hold the content alone, in staff's own copy; an edit that fails half-way leaves it as it was.

        Where machines share the store it is the newest copy of all of them, and theirs too when the edit is done.
        """
        with nullcontext() if self.shared is None else self.shared.alone(), self._editing() as folder:
            yield folder

    @contextmanager
    def _editing(self) -> Iterator[Path]:
        self.overlay.mkdir(parents=True, exist_ok=True)
        with (self.overlay / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            recover(self.overlay)
            if not self.is_edited:
                copy_content(self.root, self.overlay / BASE)
                copy_content(self.root, self.overlay)
            _keep_before(self.overlay)
            try:
                yield self.overlay
                if self.shared is not None:
                    self.shared.push()
            except BaseException:  # whatever it was: half an edit must not stay
                recover(self.overlay)
                raise
            edit_is_done(self.overlay)


def take_out(folder: Path, language: str, intent: str, texts: Sequence[str]) -> None:
    """Take utterances out of a copy that is being edited; errors as for `Project.remove_examples`."""
    held = [each for each in examples.read(folder) if (each.language, each.intent) == (language, intent)]
    if held and all(each.text in texts for each in held):
        raise ContentRefused("example_last", intent=intent)
    for text in texts:
        examples.remove(folder, language, intent, text)


def recover(overlay: Path) -> None:
    """Put back what was there before an edit that has not come to its end; with the copy's lock held."""
    _put_back(overlay)
    for left in _left_behind(overlay):
        shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def _left_behind(overlay: Path) -> list[Path]:
    """List what is there only while somebody edits: of a process that was killed, erased words may stand in it."""
    there = (overlay / BEFORE, overlay / MERGED)
    return [*(path for path in there if path.exists()), *overlay.glob("*.part"), *(overlay / BASE).glob("*.part")]


def _put_back(overlay: Path) -> None:
    before = overlay / BEFORE
    if not before.is_dir():
        return
    if not all((before / name).exists() for name in CONTENT):
        # Half of it: nothing whole is there to be put back.
        edit_is_done(overlay)
        return
    if (before / BASE).is_dir():
        copy_content(before / BASE, overlay / BASE)
    copy_content(before, overlay)
    edit_is_done(overlay)


def edit_is_done(overlay: Path) -> None:
    """Give up what was there before the edit; with the copy's lock held."""
    before, part = overlay / BEFORE, overlay / f"{BEFORE}.part"
    shutil.rmtree(part, ignore_errors=True)
    if before.is_dir():
        # At once: what is half removed must not be put back.
        before.replace(part)
        shutil.rmtree(part, ignore_errors=True)


def _keep_before(overlay: Path) -> None:
    part = overlay / f"{BEFORE}.part"
    shutil.rmtree(part, ignore_errors=True)
    copy_content(overlay, part)
    if (overlay / BASE / "domain.yml").is_file():
        copy_content(overlay / BASE, part / BASE)
    part.replace(overlay / BEFORE)


def copy_content(source: Path, target: Path) -> None:
    """Copy domain.yml, config.yml and data/, domain.yml last: it is what tells that a copy is whole."""
    target.mkdir(parents=True, exist_ok=True)
    fresh = target / "data.part"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(source / "data", fresh)
    shutil.rmtree(target / "data", ignore_errors=True)
    fresh.replace(target / "data")
    for name in ("config.yml", "domain.yml"):
        part = target / f"{name}.part"
        shutil.copyfile(source / name, part)
        part.replace(target / name)
