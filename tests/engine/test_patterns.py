"""No text that may be typed keeps a pattern of the engine's busy."""

from __future__ import annotations

from tests.patterns import modules, patterns, slow_texts, uses


def test_every_pattern_is_quick_on_every_text() -> None:
    loaded = modules("engine")
    found = patterns(loaded)
    assert len(found) > 25
    used = uses(loaded)
    assert [str(slow) for each in found for slow in slow_texts(each, used)] == []
