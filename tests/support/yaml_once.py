"""YAML that a run of tests parses once: every gateway reads the whole domain, its jobs read it again,
and to read the demo library takes a second."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pytest

from library.seed import loading
from protocol import plain_yaml


@contextmanager
def yaml_parsed_once() -> Iterator[None]:
    """Let everybody in this process share what was parsed, each with a copy of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_yaml, "load", _once(plain_yaml.load))
        patch.setattr(loading, "parsed", _once(loading.parsed))
        yield


def _once(parse: Callable[[str], Any]) -> Callable[[str], Any]:
    @lru_cache(maxsize=64)
    def packed(text: str) -> bytes:
        return pickle.dumps(parse(text), pickle.HIGHEST_PROTOCOL)

    return lambda text: pickle.loads(packed(text))
