"""Processes held to a share of a processor, as if each had a small machine of its own, by the cgroups of Linux."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Holder", "find_holder"]

# A process that has used its share waits for the next period; short ones keep what patrons wait for even.
PERIOD_MICROSECONDS = 20_000
# The kernel gives no smaller share.
LEAST_MICROSECONDS = 1_000


@dataclass(frozen=True)
class Holder:
    """A folder of the cgroups in which groups of processes are made; `is_unified` tells version 2 from version 1."""

    folder: Path
    is_unified: bool

    @contextmanager
    def held(self, pids: Iterable[int], share: float) -> Iterator[None]:
        """Hold each process to a share of one processor; raises OSError where the kernel refuses."""
        with contextlib.ExitStack() as stack:
            for pid in pids:
                stack.enter_context(self._held(pid, share))
            yield

    @contextmanager
    def _held(self, pid: int, share: float) -> Iterator[None]:
        group = self.folder / f"ketabyar-scale-{pid}"
        group.mkdir()
        try:
            quota = max(LEAST_MICROSECONDS, round(share * PERIOD_MICROSECONDS))
            if self.is_unified:
                _write(group / "cpu.max", f"{quota} {PERIOD_MICROSECONDS}")
            else:
                _write(group / "cpu.cfs_period_us", str(PERIOD_MICROSECONDS))
                _write(group / "cpu.cfs_quota_us", str(quota))
            _write(group / "cgroup.procs", str(pid))
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                _write(self.folder / "cgroup.procs", str(pid))
            group.rmdir()


def find_holder(mounts: str | None = None) -> Holder | None:
    """Find where groups with a share of a processor can be made; None where this machine does not let us."""
    lines = (mounts if mounts is not None else Path("/proc/mounts").read_text(encoding="ascii")).splitlines()
    for line in lines:
        _, folder, kind, options = line.split()[:4]
        is_unified = kind == "cgroup2"
        if not is_unified and not (kind == "cgroup" and re.search(r"(^|,)cpu(,|$)", options)):
            continue
        holder = Holder(Path(folder), is_unified)
        if _lets_us(holder):
            return holder
    return None


def _lets_us(holder: Holder) -> bool:
    if holder.is_unified:
        control = holder.folder / "cgroup.subtree_control"
        if not control.exists() or "cpu" not in control.read_text(encoding="ascii").split():
            return False
    probe = holder.folder / "ketabyar-scale-probe"
    try:
        probe.mkdir()
        probe.rmdir()
    except OSError:
        return False
    return True


def _write(file: Path, value: str) -> None:
    # The kernel takes a value in one write, and refuses while it is closed or written.
    with file.open("w", encoding="ascii") as opened:
        opened.write(value)
