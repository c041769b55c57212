"""The library system behind one port: the embedded circulation tables, or a library system elsewhere."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from library.opening import open_library
    from library.port import Library

__all__ = ["Library", "open_library"]

# Where each stands: settings and documents are read without the store, by processes that are to start at once.
_PLACES = {"Library": "library.port", "open_library": "library.opening"}


def __getattr__(name: str) -> Any:
    """Bring a name of the package when it is asked for."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_PLACES[name]), name)
    return found
