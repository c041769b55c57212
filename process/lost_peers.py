"""Connections that notice when the other side is gone without a word: a machine without power, a network cut in two.

TCP by itself believes in a silent peer for a quarter of an hour, and for ever while it only waits for an answer; who
waits for that holds a connection, a lock or a patron all the time. The kernel of a machine that is there answers for
every process on it, also for one that is busy or hangs: so what is slow is not taken for lost.
"""

from __future__ import annotations

import os
import socket
from typing import Any

__all__ = ["CONNECT_SECONDS", "LOST_SECONDS", "minded_socket", "notice_loss"]

# So long a peer may be silent that has been sent something, or has been asked whether it is there; it is asked when
# nothing has come for as long.
LOST_SECONDS = 5
ASK_AGAIN_SECONDS = 1
# Within a private network a connection is made in a moment, or not at all.
CONNECT_SECONDS = 2.0
# What a system does not know of these it leaves to TCP.
_OPTIONS = {
    "TCP_KEEPIDLE": LOST_SECONDS,
    "TCP_KEEPINTVL": ASK_AGAIN_SECONDS,
    "TCP_KEEPCNT": LOST_SECONDS,
    "TCP_USER_TIMEOUT": LOST_SECONDS * 1000,
}


def notice_loss(number: int) -> None:
    """Let the connection of a file number end with an error when its peer is lost; one within the machine is left."""
    with socket.socket(fileno=os.dup(number)) as connection:
        if connection.family in (socket.AF_INET, socket.AF_INET6):
            _mind(connection)


def minded_socket(address: Any) -> socket.socket:
    """Make a socket for an address as getaddrinfo gives it, for a client of aiohttp (`socket_factory`)."""
    family, kind, protocol, _, _ = address
    made = socket.socket(family, kind, protocol)
    _mind(made)
    return made


def _mind(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _OPTIONS.items():
        option = getattr(socket, name, None)
        if option is not None:
            connection.setsockopt(socket.IPPROTO_TCP, option, value)
