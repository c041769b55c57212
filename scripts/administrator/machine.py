"""A machine of its own to run commands on: a booted systemd in namespaces; outside of its folder nothing is changed."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

__all__ = ["Failed", "Machine"]

HERE = Path(__file__).parent
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# By what this machine's own package clients are told where to fetch from.
CLIENTS = re.compile(
    r"(?:PIP|UV|NPM|npm)_\w+|(?:SSL_CERT|NODE_EXTRA_CA|REQUESTS_CA)\w+|(?:https?|no|all)_proxy", re.IGNORECASE
)
BOOT_SECONDS = 120
NEEDED = ("unshare", "nsenter", "pg_createcluster", "nginx", "systemctl")


class Failed(Exception):
    """A command on the machine failed, or the machine cannot be made here; the text says why."""


class Machine:
    """Begins with this one's programs and configuration, empty /opt, /home and /srv, and a network of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "root"
        # Its systemd finds a control group that is its own, wherever this system keeps them.
        self._group = _control_groups() / f"ketabyar-administrator-{os.getpid()}"
        self._lock: int | None = None
        self._outer: subprocess.Popen[bytes] | None = None
        self._first = 0

    def claim(self) -> None:
        """Keep its folder from others who would make one there. Raises Failed when somebody has it."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(self.folder.with_name(f"{self.folder.name}.lock"), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Failed(f"a machine runs in {self.folder} already") from error

    def make(self) -> None:
        """Lay its root anew, with the caches of this machine's package clients in its root's home."""
        self.remove()
        home, ours = self.root / "root", Path.home()
        home.mkdir(parents=True, mode=0o700)
        for name in (".cache/uv", ".npm", ".npmrc", ".config/pip", ".config/uv"):
            if (ours / name).exists():
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                _linked(ours / name, home / name)

    def lay_interpreters(self, prefixes: list[Path]) -> None:
        """Put interpreters where uv would have fetched them to; those of /usr are there already."""
        for prefix in prefixes:
            version = next((prefix / "lib").glob("python3.*")).name.removeprefix("python")
            full = subprocess.run(
                [prefix / "bin" / f"python{version}", "-c", "import platform; print(platform.python_version())"],
                capture_output=True, text=True, check=True,
            ).stdout.strip()  # fmt: skip
            place = self.root / "opt/ketabyar/python" / f"cpython-{full}-linux-{os.uname().machine}-gnu"
            place.parent.mkdir(parents=True, exist_ok=True)
            _linked(prefix, place)

    def boot(self) -> None:
        """Start it, and wait until systemd is through. Raises Failed."""
        if os.geteuid() != 0 or sys.platform != "linux":
            raise Failed("a machine of its own is made by root, on Linux")
        if missing := [name for name in NEEDED if shutil.which(name) is None]:
            raise Failed(
                f"these programs are needed here: {', '.join(missing)} (apt-get install postgresql nginx systemd)"
            )
        log = (self.folder / "machine.log").open("wb")
        self._outer = subprocess.Popen(
            ["unshare", "--mount", "--pid", "--cgroup", "--uts", "--ipc", "--net", "--fork", "--kill-child",
             "bash", str(HERE / "machine.sh"), str(self.folder)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=self._into_group,
        )  # fmt: skip
        end = time.monotonic() + BOOT_SECONDS
        while time.monotonic() < end and self._outer.poll() is None:
            children = Path(f"/proc/{self._outer.pid}/task/{self._outer.pid}/children").read_text().split()
            self._first = int(children[0]) if children else 0
            if self._first and Path(f"/proc/{self._first}/comm").read_text().strip() == "systemd":
                done = self._inside("systemctl is-system-running --wait", {}, network=False, seconds=BOOT_SECONDS)
                if done.stdout.strip() in ("running", "degraded"):
                    return
            time.sleep(0.2)
        raise Failed(f"systemd did not start; see {log.name}")

    def run(self, commands: str, *, network: bool = False, seconds: float = 1200) -> str:
        """Run commands as root in bash, as if typed; give what they wrote. Raises Failed when one of them fails.

        network: with the network of the machine outside, where packages are fetched.
        """
        extra = {name: value for name, value in os.environ.items() if network and CLIENTS.fullmatch(name)}
        done = self._inside(f"set -euo pipefail; cd /\n{commands}", extra, network=network, seconds=seconds)
        if done.returncode:
            raise Failed(f"{done.stdout}\nexit {done.returncode}")
        return done.stdout

    def _into_group(self) -> None:
        self._group.mkdir(exist_ok=True)
        (self._group / "cgroup.procs").write_text("0", encoding="utf-8")

    def _inside(
        self, commands: str, extra: dict[str, str], *, network: bool, seconds: float
    ) -> subprocess.CompletedProcess[str]:
        namespaces = ["--mount", "--pid", "--uts", "--ipc", "--cgroup", *([] if network else ["--net"])]
        environment = {"HOME": "/root", "PATH": PATH, "LANG": "C.UTF-8", **extra}
        try:
            return subprocess.run(
                ["nsenter", "--target", str(self._first), *namespaces, "bash", "-c", commands],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                env=environment, timeout=seconds,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise Failed(f"not done after {seconds:.0f} s\n{(error.stdout or b'').decode(errors='replace')}") from error

    def stop(self) -> None:
        """End all that runs on it."""
        if self._outer is None:
            return
        if self._outer.poll() is None and self._first:
            self._inside("systemctl stop ketabyar.target nginx postgresql", {}, network=False, seconds=120)
            os.kill(self._first, signal.SIGKILL)
        self._outer.wait(30)
        self._outer = None
        for group, _, _ in os.walk(self._group, topdown=False):
            Path(group).rmdir()

    def remove(self) -> None:
        """Remove its folder, and with it all that was made."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.folder.exists():
            raise Failed(f"{self.folder} could not be removed")


def _linked(source: Path, target: Path) -> None:
    """Copy by hard links, which cost nothing, or wholly where the two are not on the same disk."""
    if subprocess.run(["cp", "-al", str(source), str(target)], capture_output=True, check=False).returncode:
        subprocess.run(["rm", "-rf", str(target)], check=True)
        subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def _control_groups() -> Path:
    for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines():
        _, place, kind, *_ = line.split()
        if kind == "cgroup2":
            return Path(place)
    raise Failed("this system has no control groups of the second version")
