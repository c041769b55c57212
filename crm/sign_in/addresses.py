"""Client addresses as limits count them: an IPv6 address by its /64."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

__all__ = ["counted"]

# One subscriber is given a whole /64 at least, and may write from any address in it.
PREFIX = 64


def counted(address: str) -> str:
    """Give what stands for a client in a limit: an IPv4 address, the /64 of an IPv6 one, or the text itself."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    mapped: IPv4Address | None = parsed.ipv4_mapped
    return str(mapped) if mapped is not None else str(_network(parsed))


def _network(address: IPv6Address) -> IPv6Network:
    return IPv6Network((address, PREFIX), strict=False)
