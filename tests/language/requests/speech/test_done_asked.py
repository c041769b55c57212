"""A question whether what was ordered is done, in both languages, and what only sounds like one."""

from __future__ import annotations

import pytest

from language.requests.speech.done_asked import asked_done


@pytest.mark.parametrize(
    ("words", "deed", "rest"),
    [
        ("So did that work?", "", ""),
        ("Is it gone now? And when is Emma due?", "cancel", "And when is Emma due?"),
        ("is it bloked now? can anyone still use it", "block", "can anyone still use it"),
        ("has my reservation been cancelled", "cancel", ""),
        ("all done?", "", ""),
        ("آیا لغو انجام شد؟ هزینه‌ای که ندارد؟", "cancel", "هزینه‌ای که ندارد؟"),
        ("الان مسدود شد؟", "block", ""),
        ("رزرو شد یا نه", "hold", ""),
        ("done شد؟ تاریخ جدیدش کیه", "", "تاریخ جدیدش کیه"),
        ("laghv shod?", "cancel", ""),
    ],
)
def test_it_is_found_and_what_else_is_said_is_kept(words: str, deed: str, rest: str) -> None:
    asked = asked_done(words)
    assert asked is not None and (asked.deed, asked.rest) == (deed, rest)


@pytest.mark.parametrize(
    "words",
    [
        "thanks, all done.",
        "it worked",
        "is it done by hand?",
        "Was Emma reserved?",
        "why was it cancelled?",
        "when is it done?",
        "has it worked for others?",
        "if it is cancelled, do I pay?",
        "الان که لغو شد یعنی باید برم ته صف؟",
        "چی شد؟",
        "چرا لغو شد؟",
        "کتابم تموم شد",
        "کی تمدید شد؟",
    ],
)
def test_other_questions_are_none(words: str) -> None:
    assert asked_done(words) is None
