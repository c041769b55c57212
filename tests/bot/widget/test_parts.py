"""The files that the widget's script is put together from."""

from __future__ import annotations

from bot.widget.script import BESIDE, METHODS, PARTS, script


def test_every_part_is_put_into_its_place() -> None:
    assert {file.stem for file in PARTS.iterdir()} == {*BESIDE, *METHODS}
    whole = script()
    assert "put in by" not in whole
    assert whole.count("class KetabyarChat extends HTMLElement {") == 1
    assert all(
        whole.count(f"\n{method} {{\n") == 1 for method in ("build()", "speak(language)", "say(said)", "async follow()")
    )
