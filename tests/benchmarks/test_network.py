"""The network of the fault benchmark: what is cut is silent, what is reset is told, and nothing of it stays behind."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from benchmarks.faults.network import Network, NoNetworkError

# Tells what it has received, and why it received no more.
SERVER = """
import socket, sys
server = socket.create_server((sys.argv[1], 9000))
print("listening", flush=True)
connection, _ = server.accept()
try:
    while received := connection.recv(100):
        connection.sendall(received)
except OSError as error:
    print(type(error).__name__, flush=True)
"""


@pytest.fixture
def network() -> Iterator[Network]:
    try:
        with Network(["engine-0"]) as made:
            yield made
    except NoNetworkError as error:
        pytest.skip(f"namespaces cannot be made here: {error}")


@pytest.fixture
def server(network: Network) -> Iterator[subprocess.Popen[str]]:
    command = [*network.command("engine-0"), sys.executable, "-c", SERVER, network.addresses["engine-0"]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "listening\n"
        yield running
        running.kill()


def _connected(network: Network) -> socket.socket:
    here = network.addresses["postgres"]
    return socket.create_connection((network.addresses["engine-0"], 9000), timeout=5, source_address=(here, 0))


def test_what_is_cut_is_silent_and_arrives_later(network: Network, server: subprocess.Popen[str]) -> None:
    with _connected(network) as connection:
        network.cut("engine-0", "postgres")
        connection.sendall(b"x")
        connection.settimeout(0.5)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        network.heal("engine-0", "postgres")
        connection.settimeout(20)
        assert connection.recv(1) == b"x"


def test_what_is_reset_is_told(network: Network, server: subprocess.Popen[str]) -> None:
    with _connected(network) as connection:
        connection.sendall(b"x")
        assert connection.recv(1) == b"x"
        network.reset("engine-0", "postgres", random.Random(1))
        with pytest.raises(ConnectionError):
            while connection.send(b"y"):
                connection.recv(1)


def test_a_way_that_is_cut_leaves_the_others_open(network: Network, server: subprocess.Popen[str]) -> None:
    network.cut("engine-0", "redis")
    with _connected(network) as connection:
        connection.sendall(b"x")
        assert connection.recv(1) == b"x"
