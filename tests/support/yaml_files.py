"""YAML files that tests write, by libyaml: PyYAML's own dumper takes four times as long, a thousand times a run."""

from __future__ import annotations

from typing import Any

import yaml

__all__ = ["yaml_of"]

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def yaml_of(document: Any) -> str:
    """Give plain values as a document, its letters as they are."""
    text: str = yaml.dump(document, Dumper=_DUMPER, allow_unicode=True)
    return text
