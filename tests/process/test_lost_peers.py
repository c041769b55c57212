"""A peer that is lost without a word is noticed, by every kind of connection between our processes."""

from __future__ import annotations

import socket

import pytest

from process.lost_peers import LOST_SECONDS, minded_socket, notice_loss

OPTIONS = {"TCP_KEEPIDLE": LOST_SECONDS, "TCP_USER_TIMEOUT": LOST_SECONDS * 1000}


def minds(connection: socket.socket) -> bool:
    """Tell whether a connection would notice."""
    kept = connection.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    found = {name: connection.getsockopt(socket.IPPROTO_TCP, getattr(socket, name)) for name in OPTIONS}
    return bool(kept) and found == OPTIONS


def test_a_socket_that_was_made_elsewhere_notices() -> None:
    with socket.socket() as connection:
        assert not minds(connection)
        notice_loss(connection.fileno())
        assert minds(connection)


def test_a_socket_within_the_machine_is_left_alone() -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        notice_loss(connection.fileno())
        assert not connection.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_socket_for_a_client_notices(family: socket.AddressFamily) -> None:
    with minded_socket((family, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 1))) as connection:
        assert connection.family == family
        assert minds(connection)
