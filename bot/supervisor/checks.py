"""Checks before the start: interpreters, disk space, ports."""

from __future__ import annotations

import errno
import shutil
import socket

import psutil

from bot import interpreters
from bot.settings import LOOPBACK, Settings
from bot.start_errors import StartError


def check_interpreters() -> None:
    """Raise StartError when the engine's environment is missing."""
    if not interpreters.ENGINE_PYTHON.is_file():
        raise StartError("the engine's environment (.venv-engine) is missing; run `make setup`.")


def check_disk(settings: Settings) -> None:
    """Raise StartError when the state folder cannot be written or its disk is nearly full.

    What others may read in it, they may not from now on.
    """
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = settings.home / ".writable"
        probe.write_text("", encoding="ascii")
        probe.unlink()
    except OSError as error:
        raise StartError(
            f"{settings.home} cannot be written ({error.strerror}); set KETABYAR_HOME to another folder."
        ) from error
    free_mb = shutil.disk_usage(settings.home).free // 2**20
    if free_mb < settings.min_free_mb:
        raise StartError(
            f"only {free_mb} MB are free for {settings.home} and {settings.min_free_mb} MB are needed; "
            "free some space or set KETABYAR_HOME to another disk."
        )


def holder_of(port: int) -> str | None:
    """Name the process that listens on a loopback port, as far as this user may see it."""
    try:
        for connection in psutil.net_connections("tcp"):
            if connection.laddr and connection.laddr.port == port and connection.status == psutil.CONN_LISTEN:
                return f"{psutil.Process(connection.pid).name()} (process {connection.pid})" if connection.pid else None
    except (psutil.AccessDenied, psutil.NoSuchProcess):
        return None
    return None


def check_port(host: str, port: int, variable: str) -> None:
    """Raise StartError when a port is taken, naming its holder and the setting that moves ours."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            why = unbindable(error)
            if why:
                raise StartError(f"cannot listen on {host}:{port}: {why}.") from error
            holder = holder_of(port)
            by = f" by {holder}" if holder else ""
            raise StartError(f"port {port} is in use{by}; stop it or set {variable} to another port.") from error


def unbindable(error: OSError) -> str:
    """Say why an address cannot be listened at, when that is not because something listens there already."""
    if isinstance(error, socket.gaierror):
        return "no such host; mend KETABYAR_HOST"
    return {
        errno.EADDRNOTAVAIL: "it is no address of this machine; mend KETABYAR_HOST",
        errno.EACCES: "this user may not take a port below 1024; choose another, and put a web server in front",
    }.get(error.errno or 0, "")


def check_ports(settings: Settings) -> None:
    """Raise StartError for the first of the three ports that is taken."""
    check_port(settings.host, settings.port, "KETABYAR_PORT")
    check_port(settings.engine_host or LOOPBACK, settings.engine_port, "KETABYAR_ENGINE_PORT")
    check_port(settings.actions_host or LOOPBACK, settings.actions_port, "KETABYAR_ACTIONS_PORT")
