"""How many files may be open: raised as far as it goes, and told before it is reached."""

from __future__ import annotations

import logging
import resource

import psutil
import pytest

from bot.web import open_files


def test_the_limit_is_raised_to_what_is_allowed() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 512), hard))
        raised = open_files.raise_limit()
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == raised > 512 or hard == 512
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_it_is_told_before_new_visitors_are_hung_up_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1000, 1000))
    monkeypatch.setattr(psutil.Process, "num_fds", lambda _: 899)
    assert open_files.few_left() == 0
    monkeypatch.setattr(psutil.Process, "num_fds", lambda _: 901)
    with caplog.at_level(logging.WARNING):
        assert open_files.few_left() == 1
    assert caplog.messages == ["901 of 1000 files are open: new visitors may be hung up on"]
