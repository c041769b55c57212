"""What the audit trail says was done, and to what, is said in words in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from bot.settings import ROOT
from bot.texts import has_text

# By what name the trail is written in the code.
WRITES = {"append", "audited", "_audited", "put_case", "note", "read_once"}
ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
# Texts of pages, which a call of one of these names takes too.
NOT_DONE = ("patrons.did_renew", "patrons.did_reserve")


def written() -> Iterator[tuple[str, str]]:
    """Give the actions and the things that calls name in so many words, as (prefix, name)."""
    for folder in ("actions", "bot", "crm", "library"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                said = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                if name in WRITES:
                    yield from (("did.", one) for one in said if ACTION.fullmatch(one) and one not in NOT_DONE)
                elif name == "Subject" and said and node.args[0] is not None:
                    yield "thing.", said[0]


def test_every_event_of_the_trail_is_said_in_words() -> None:
    found = set(written())
    assert len(found) > 90, "the code writes the trail"
    assert [f"{prefix}{name}" for prefix, name in sorted(found) if not has_text(f"{prefix}{name}")] == []
