"""The library system behind one port: the embedded circulation tables, or a Koha."""

from library.opening import open_library
from library.port import Library

__all__ = ["Library", "open_library"]
