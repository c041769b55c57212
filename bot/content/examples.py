"""Training examples in their files: located by line, and edited without touching any other line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.content.errors import ContentMissing, ContentRefused
from language.normalise import fold
from protocol import plain_yaml
from protocol.values import LANGUAGES

__all__ = ["ExampleBlock", "Example", "add", "blocks", "example_key", "files", "fit", "new_block", "read", "remove"]

LONGEST = 600
_FORBIDDEN = re.compile(r"[\[\]{}]")
_BULLET = re.compile(r"^[-\s]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Example:
    """One training utterance of an intent in a language."""

    language: str
    intent: str
    text: str


@dataclass(frozen=True, slots=True)
class ExampleBlock:
    """The examples of an intent in one file: lines `first` to `last` (0-based, both inclusive) hold one each.

    `has_metadata` says that they are more than an utterance of an intent: follow-ups, say, that name what came before.
    """

    file: Path
    language: str
    intent: str
    first: int
    last: int
    texts: tuple[str, ...]
    has_metadata: bool = False


@lru_cache(65536)
def example_key(text: str) -> str:
    """Fold a text so far that only different wordings stay different."""
    return re.sub(r"[\W_]+", " ", fold(text)).strip() or text.strip()


def fit(text: str) -> str:
    """Give the text as an example line can hold it; raises ContentRefused when none can."""
    plain = _BULLET.sub("", _SPACES.sub(" ", text).strip())
    if not plain:
        raise ContentRefused("example_empty")
    if len(plain) > LONGEST:
        raise ContentRefused("example_long", most=str(LONGEST))
    if plain.startswith("/") or _FORBIDDEN.search(plain):
        # Rasa would read these as an intent itself, or as the marks of an entity.
        raise ContentRefused("example_signs", text=plain)
    return plain


def files(folder: Path) -> list[Path]:
    """List the files with examples, those of each language together."""
    return [path for language in LANGUAGES for path in sorted((folder / "data" / "nlu" / language).glob("*.yml"))]


def blocks(path: Path) -> list[ExampleBlock]:
    """Find the blocks of examples of a file; raises ContentRefused for a file that is not as Rasa wants it."""
    source = path.read_text(encoding="utf-8")
    return [ExampleBlock(path, path.parent.name, *found) for found in _found(source, path.name)]


# The repository's files, staff's copy of them and what that was made from have nearly all their texts in common.
@lru_cache(64)
def _found(source: str, name: str) -> tuple[tuple[str, int, int, tuple[str, ...], bool], ...]:
    """Find intent, first line, last line and texts of each block of a file's text, and whether it has metadata."""
    lines = source.splitlines()
    try:
        root = plain_yaml.compose(source)
    except yaml.YAMLError as error:
        raise ContentRefused("file_broken", file=name, why=str(error)) from error
    found = []
    for entry in _sequence(_value(root, "nlu")):
        intent, examples = _value(entry, "intent"), _value(entry, "examples")
        if intent is None:
            continue
        if examples is None or examples.style != "|":
            raise ContentRefused("file_form", file=name, intent=intent.value)
        inside = range(examples.start_mark.line + 1, min(examples.end_mark.line + 1, len(lines)))
        numbers = [n for n in inside if lines[n].startswith("    - ")]
        texts = tuple(lines[n].strip().removeprefix("- ").strip() for n in numbers)
        if len(texts) != len([line for line in examples.value.splitlines() if line.strip()]):
            raise ContentRefused("file_form", file=name, intent=intent.value)
        first = examples.start_mark.line + 1
        has_metadata = _value(entry, "metadata") is not None
        last = numbers[-1] if numbers else first - 1
        found.append((intent.value, first, last, texts, has_metadata))
    return tuple(found)


def read(folder: Path) -> list[Example]:
    """Read every example of a content folder, in the order of its files; blocks with metadata are left alone."""
    return [
        example
        for path in files(folder)
        for example in _read(path.read_text(encoding="utf-8"), path.name, path.parent.name)
    ]


# To make fifty thousand of them takes as long as to find them, and an edit changes one file.
@lru_cache(64)
def _read(source: str, name: str, language: str) -> tuple[Example, ...]:
    return tuple(
        Example(language, intent, text)
        for intent, _, _, texts, has_metadata in _found(source, name)
        if not has_metadata
        for text in texts
    )


def add(folder: Path, language: str, intent: str, texts: Iterable[str]) -> None:
    """Write examples at the end of their intent's block, as they are; raises ContentMissing without a block."""
    block = _block(folder, language, intent)
    lines = _lines(block.file)
    lines[block.last + 1 : block.last + 1] = [f"    - {text}\n" for text in texts]
    _write(block.file, lines)


def remove(folder: Path, language: str, intent: str, text: str) -> None:
    """Take an example out; raises ContentMissing when it is not there (any more)."""
    for block in _blocks(folder, language, intent):
        if text in block.texts:
            lines = _lines(block.file)
            # Counted among the example lines: a blank line may stand between them.
            numbers = [n for n in range(block.first, block.last + 1) if lines[n].startswith("    - ")]
            del lines[numbers[block.texts.index(text)]]
            _write(block.file, lines)
            return
    raise ContentMissing("example_gone", intent=intent, text=text)


def new_block(path: Path, intent: str, texts: Sequence[str], comment: str = "") -> None:
    """Add an intent with its examples at the end of a file, which is made when it is missing."""
    lines = _lines(path) if path.is_file() else ['version: "3.1"\n', "\n", "nlu:\n"]
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    note = [f"# {comment}\n"] if comment else []
    gap = ["\n"] if lines and lines[-1].strip() != "nlu:" else []
    lines += [*gap, *note, f"- intent: {intent}\n", "  examples: |\n", *(f"    - {text}\n" for text in texts)]
    _write(path, lines)


def _blocks(folder: Path, language: str, intent: str) -> list[ExampleBlock]:
    return [
        block
        for path in files(folder)
        if path.parent.name == language
        for block in blocks(path)
        if block.intent == intent and not block.has_metadata
    ]


def _block(folder: Path, language: str, intent: str) -> ExampleBlock:
    found = _blocks(folder, language, intent)
    if not found:
        raise ContentMissing("intent_gone", intent=intent, language=language)
    return found[-1]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines(keepends=True)


def _write(path: Path, lines: Sequence[str]) -> None:
    part = path.with_name(path.name + ".part")
    part.write_text("".join(lines), encoding="utf-8")
    try:
        blocks(part)
    except ContentRefused:
        part.unlink()
        raise
    part.replace(path)


def _value(node: Any, key: str) -> Any:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _sequence(node: Any) -> list[Any]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
