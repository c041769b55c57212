"""No text that may be typed keeps a pattern of ours busy."""

from __future__ import annotations

import re

import pytest

from tests.patterns import Found, modules, patterns, slow_texts, uses

PACKAGES = ("language", "actions", "crm", "library", "bot")
# Read by their own clock: the whole of masking is timed by its own tests.
APART = re.compile(r"language\.(?:masking|passwords|private_)")


def test_every_pattern_is_quick_on_every_text() -> None:
    loaded = modules(*PACKAGES)
    found = [each for each in patterns(loaded) if not APART.match(each.module)]
    assert len(found) > 200
    used = uses(loaded)
    assert [str(slow) for each in found for slow in slow_texts(each, used)] == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d{1,2}(?:(?: ?, ?(?:and )?|[ ,]+)\d{1,2})*",
        r"(?:no\. )?1(?: and (?:no\. )?(?:no\. ?)?1)*",
        r"\S+@\S+\.\S+",
        r"(?:سی ام|سی|سی ام)(?:,(?:سی ام|سی|سی ام))*",
        r"[ ,]*\bexcept",
        r"(?: ?(?:رو|لطفا))*(?: (?:لطفا )?(?:تمدید|لطفا))*",
        r"«\s*([^«»]{1,120}?)\s*»",
    ],
)
def test_a_slow_pattern_is_found(pattern: str) -> None:
    assert list(slow_texts(Found("a_module", "NAME", re.compile(pattern)), {}))
