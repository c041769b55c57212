"""YAML that a run of tests parses once: every gateway reads the whole domain, and its jobs read it again."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import pytest

from protocol import plain_yaml


@contextmanager
def yaml_parsed_once() -> Iterator[None]:
    """Let everybody in this process share what was parsed, each with a copy of its own."""
    parse = plain_yaml.load

    @lru_cache(maxsize=64)
    def packed(text: str) -> bytes:
        return pickle.dumps(parse(text), pickle.HIGHEST_PROTOCOL)

    def load(text: str) -> Any:
        return pickle.loads(packed(text))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_yaml, "load", load)
        yield
