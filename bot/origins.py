"""Web origins, written as browsers send them."""

from __future__ import annotations

from urllib.parse import urlsplit

__all__ = ["origin_of"]

PORTS = {"http": 80, "https": 443}


def origin_of(address: str) -> str:
    """Give an address as a browser's origin: scheme, host, and the port that is not the usual one.

    Raises ValueError for an address that is no origin, saying how one is written.
    """
    written = address.strip()
    if "@" in written:
        # Not shown: what stands before the sign may be a password.
        raise ValueError("an address with a user name or a password in it is no origin")
    try:
        parts = urlsplit(written)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"{written} is no address: {error}") from error
    if parts.scheme not in PORTS or not host:
        bare = written.rpartition("//")[2].partition("/")[0] or "library.example"
        raise ValueError(f"{written} needs a scheme and a host, such as https://{bare}")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(
            f"{written} has something after the host; the widget and its pages live at the root of a host: "
            f"{parts.scheme}://{parts.netloc}"
        )
    shown = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii") if not host.isascii() else host
    return f"{parts.scheme}://{shown}" + ("" if port in (None, PORTS[parts.scheme]) else f":{port}")
