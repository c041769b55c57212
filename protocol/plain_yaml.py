"""YAML files as plain data, parsed by libyaml: PyYAML's own parser takes seconds on a domain."""

from __future__ import annotations

from typing import Any

import yaml

# PyYAML's wheels bring libyaml; one that was built without it still reads.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(text: str) -> Any:
    """Read a document of plain values; None for an empty one. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe loader, in C


def compose(text: str) -> yaml.Node | None:
    """Read a document as nodes that know their lines; None for an empty one. Raises yaml.YAMLError."""
    node: yaml.Node | None = yaml.compose(text, Loader=Loader)
    return node
