"""YAML that a run of tests parses once: every gateway reads the whole domain, its jobs read it again,
and to read the demo library takes a second."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.content import project
from language.answers import Answers
from library.seed import loading
from protocol import plain_yaml
from tests.support.parsed_once import parsed_once

A_WHOLE_FILE = 500


@contextmanager
def yaml_parsed_once() -> Iterator[None]:
    """Let everybody in this process share what was parsed, each with a copy of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_yaml, "load", parsed_once(plain_yaml.load, "yaml"))
        patch.setattr(loading, "parsed", parsed_once(loading.parsed, "library"))
        # Nobody changes what is made of it: that is shared as it is.
        patch.setattr(Answers, "from_file", _once_a_file(Answers.from_file))
        read = _once_a_file(project.read_answers)
        patch.setattr(project, "read_answers", lambda path: dict(read(path)))
        patch.setattr(Answers, "replaced", _once_a_book(Answers.replaced))
        yield


def _once_a_file(read: Callable[..., Any]) -> Callable[..., Any]:
    """Read a file, or a folder, when what stands in it was not read before."""
    kept: dict[Any, Any] = {}

    def reading(path: str | Path, **options: Any) -> Any:
        place = Path(path)
        files = sorted(place.rglob("*.yml")) if place.is_dir() else [place]
        key = (tuple((str(file), file.read_bytes()) for file in files), tuple(sorted(options.items())))
        if key not in kept:
            kept[key] = read(path, **options)
        return kept[key]

    return reading


def _once_a_book(replaced: Callable[[Answers, Mapping[str, Any]], Answers]) -> Callable[..., Answers]:
    """Put the answers of a whole file into a book once: every gateway puts those of `domain.yml` over themselves."""
    kept: dict[Any, tuple[Answers, Any]] = {}

    def replacing(book: Answers, responses: Mapping[str, Any]) -> Answers:
        if len(responses) < A_WHOLE_FILE:
            return replaced(book, responses)
        # By what they are, not by what stands in them: to compare thousands takes as long.
        key = (id(book), *responses, *map(id, responses.values()))
        if key not in kept:
            # What was given is kept as well, so that nothing else gets its numbers.
            kept[key] = (replaced(book, responses), (book, list(responses.values())))
        return kept[key][0]

    return replacing
