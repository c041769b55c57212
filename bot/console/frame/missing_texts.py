"""Check of the texts that pages use, before the first page is shown: a missing one stops the start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.console.frame.features import features
from bot.console.frame.navigation import GROUPS
from bot.console.frame.pages import TEMPLATES
from bot.console.frame.roles import PERMISSIONS, Permission

__all__ = ["TextsMissing", "check_texts"]

PYTHON = TEMPLATES.parent
_IN_TEMPLATES = re.compile(r"""\bt\(\s*"([a-z0-9_.]+)"\s*[,)]""")
_CARD = re.compile(r"""\bHomeCard\(\s*"([a-z0-9_]+)"\s*,""")
_SAID = re.compile(
    r"""\bsay\(\s*speech,\s*"([a-z0-9_.]+)"\s*[,)]|\bgo_to\([^"\n]*(?:f?"[^"\n]*")?,\s*"([a-z0-9_.]+)\""""
)


class TextsMissing(Exception):
    """Texts of the console are missing; names them and their users."""


def check_texts(known: Mapping[str, object]) -> None:
    """Refuse texts that lack a key which navigation, templates or handlers name; raises TextsMissing."""
    missing = sorted({f"{key} (needed by {who})" for key, who in _needed() if key not in known})
    if missing:
        raise TextsMissing(f"bot/console/texts lacks {', '.join(missing)}")


def _needed() -> Iterator[tuple[str, str]]:
    yield from ((f"role.{role}", "roles") for role in PERMISSIONS)
    yield from ((f"may.{one}", "roles") for one in Permission)
    yield from ((f"nav.group.{group}", "the navigation") for group in GROUPS)
    for feature in features():
        yield from ((f"nav.{item.key}", f"the feature {feature.name}") for item in feature.nav)
    for file in sorted(TEMPLATES.rglob("*.html")):
        source = file.read_text(encoding="utf-8")
        yield from ((key, _place(file)) for key in _IN_TEMPLATES.findall(source))
    for file in sorted(PYTHON.rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        yield from ((f"home.{key}", _place(file)) for key in _CARD.findall(source))
        yield from ((said or noticed, _place(file)) for said, noticed in _SAID.findall(source))


def _place(file: Path) -> str:
    return str(file.relative_to(PYTHON.parent))
