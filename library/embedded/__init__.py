"""The embedded library system, kept in the CRM store's own circulation tables."""

from library.embedded.adapter import EmbeddedLibrary

__all__ = ["EmbeddedLibrary"]
