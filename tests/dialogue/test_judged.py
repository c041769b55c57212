"""Judged conversations that passed once pass again; what is kept of a round can be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.talk.expected import as_line, differs, missed
from benchmarks.talk.playing import Reply, play_all, waves
from benchmarks.talk.rows import RowError, conversations, read_rows, repository_files
from benchmarks.talk.shares import reply_table, verdict_table

LINE = {"lang": "en", "style": "terse", "conversation": "one", "turn": 1, "text": "hours?"}


def row(tmp_path: Path, **more: object):
    file = tmp_path / "round.jsonl"
    file.write_text(json.dumps({**LINE, **more}), encoding="utf-8")
    return read_rows([file])[0]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_what_passed_once_passes_again():
    talks = [talk for talk in conversations(read_rows(repository_files())) if any(one.expect for one in talk)]
    wrong = {
        f"{one.row.conversation} {one.row.turn}": faults
        for one in play_all(talks, one_start=True)
        if (faults := missed(one))
    }
    assert not wrong, "\n".join(f"{where}: {'; '.join(faults)}" for where, faults in sorted(wrong.items()))


def test_a_reply_is_held_to_each_expectation(tmp_path):
    expect = {"intent": ["hours"], "names": ["utter_hours"], "contains": ["8:00"], "never": ["sorry"]}
    asked = row(tmp_path, expect=expect)
    good = Reply(asked, reply=["Open \u2068from 8:00\u2069"], intent="hours", names=["utter_hours"])
    assert missed(Reply(asked, reply=["\u2068Open 8:00"], intent="hours", names=["utter_hours"])) == []
    assert missed(good) == [] and as_line(good)["met"] is True
    bad = Reply(asked, reply=["sorry"], intent="greet", names=["utter_greet"])
    assert len(missed(bad)) == 4 and as_line(bad)["met"] is False
    assert missed(Reply(asked, missing="no such button")) == ["not played: no such button"]


def test_a_row_without_expectations_misses_none(tmp_path):
    assert missed(Reply(row(tmp_path), missing="no such button")) == []


def test_the_number_of_a_case_is_no_difference(tmp_path):
    asked = row(tmp_path, reply=["Registered under K-000004"], verdict="right")
    assert not differs(Reply(asked, reply=["Registered under K-000017"]))
    assert differs(Reply(asked, reply=["Registered"]))
    assert as_line(Reply(asked, reply=["Registered"]))["before"]["verdict"] == "right"


def test_two_conversations_with_one_card_have_stores_of_their_own(tmp_path):
    lines = [
        {**LINE, "conversation": name, "signed_in_with": card}
        for name, card in (("a", "1"), ("b", "1"), ("c", "2"), ("d", None))
    ]
    file = tmp_path / "round.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    talks = conversations(read_rows([file]))
    assert [[talk[0].conversation for talk in wave] for wave in waves(talks)] == [["a", "c", "d"], ["b"]]
    assert len(waves(talks, each_fresh=True)) == 4


@pytest.mark.parametrize(
    "more", [{"lang": "de"}, {"verdict": "fine"}, {"expect": {"lacks": 1}}, {"text": ""}, {"turn": "first"}]
)
def test_a_line_that_is_no_turn_is_named(tmp_path, more):
    with pytest.raises(RowError, match=r"round.jsonl, line 1"):
        row(tmp_path, **more)


def test_shares_are_told_by_language_and_by_first_and_later_messages(tmp_path):
    rows = [row(tmp_path, verdict="right", reply=["x"]), row(tmp_path, turn=2, verdict="wrong", reply=["y"])]
    told = verdict_table(rows)
    assert "first message" in told and "en terse" in told and "50 %" in told
    assert "later messages" in reply_table([Reply(one, reply=["x"], intent="hours") for one in rows])
