"""Every answer of the domain has its subject, once."""

from __future__ import annotations

from collections import Counter

from bot.content.answers import ADDED, SUBJECTS, read_answers
from bot.settings import ROOT
from protocol import plain_yaml


def test_every_answer_of_the_domain_has_a_subject() -> None:
    answers = read_answers(ROOT / "domain.yml")
    assert [answer.name for answer in answers.values() if answer.subject == ADDED] == [], "name it in subjects.yml"
    assert {answer.subject for answer in answers.values()} <= set(SUBJECTS)


def test_no_answer_has_two_subjects_and_none_is_gone() -> None:
    subjects = plain_yaml.load((ROOT / "bot" / "content" / "subjects.yml").read_text(encoding="utf-8"))
    named = Counter(name for names in subjects.values() for name in names)
    assert [name for name, times in named.items() if times > 1] == []
    assert set(named) - set(read_answers(ROOT / "domain.yml")) == set()
