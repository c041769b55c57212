"""Words that do not fit an answer: of somebody who cannot sign in, has no mail, or would join."""

from __future__ import annotations

import pytest

from actions.subjects.second_looks.unfit_words import CANNOT_SIGN_IN, JOINING, NO_MAIL
from language.normalise import fold


@pytest.mark.parametrize(
    ("words", "cannot"),
    [
        ("شماره میز یادم رفته", False),
        ("شماره جلدش رو نمیدونم", False),
        ("shomare safhe yadam raft", False),
        ("can't find the page number", False),
        ("I don't remember the volume number", False),
        ("شماره کارتم یادم رفته", True),
        ("شماره‌ام رو نمی‌دونم", True),
        ("shomare kartam yadam raft", True),
        ("I forgot my card number", True),
        ("I can't remember my number", True),
    ],
)
def test_only_a_number_that_signs_in_is_missed(words: str, cannot: bool) -> None:
    assert (CANNOT_SIGN_IN.search(fold(words)) is not None) is cannot


def test_who_has_no_mail_and_would_join_signs_in_nowhere() -> None:
    for words in ("ایمیل ندارم میشه عضو شم", "I don't have an e-mail, can I join?"):
        assert NO_MAIL.search(fold(words)) and JOINING.search(fold(words))
    assert not JOINING.search(fold("ایمیل ندارم که وارد شم"))
