"""Processes held to a share of a processor, where this machine lets us."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.scale.holding import Holder, find_holder


@pytest.fixture
def waiting() -> Iterator[int]:
    """Give a process that only waits."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def test_a_process_is_in_a_group_with_its_share_and_leaves_it_again(waiting: int) -> None:
    holder = find_holder()
    if holder is None:
        pytest.skip("this machine lets nobody make groups of processes with a share of a processor")
    group = holder.folder / f"ketabyar-scale-{waiting}"
    with holder.held([waiting], 0.25):
        assert str(waiting) in (group / "cgroup.procs").read_text().split()
        quota, period = _limits(holder, group)
        assert quota / period == 0.25
    assert not group.exists()


def _limits(holder: Holder, group: Path) -> tuple[int, int]:
    if holder.is_unified:
        quota, period = (group / "cpu.max").read_text().split()
        return int(quota), int(period)
    return int((group / "cpu.cfs_quota_us").read_text()), int((group / "cpu.cfs_period_us").read_text())


def test_a_process_that_has_ended_meanwhile_leaves_no_group() -> None:
    holder = find_holder()
    if holder is None:
        pytest.skip("this machine lets nobody make groups of processes with a share of a processor")
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with holder.held([process.pid], 0.5):
        process.kill()
        process.wait()
    assert not (holder.folder / f"ketabyar-scale-{process.pid}").exists()


def test_where_nothing_is_mounted_that_holds_nobody_is_found(tmp_path: Path) -> None:
    assert find_holder(f"tmpfs {tmp_path} tmpfs rw 0 0\ncgroup2 {tmp_path} cgroup2 rw 0 0\n") is None
    assert find_holder(f"cgroup {tmp_path} cgroup rw,cpuset 0 0\n") is None


def test_the_first_version_is_known_by_its_controller(tmp_path: Path) -> None:
    assert find_holder(f"cgroup {tmp_path} cgroup rw,relatime,cpu,cpuacct 0 0\n") == Holder(tmp_path, False)
