"""Database URLs as people write them, converted for the drivers."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from crm.errors import InvalidValue

__all__ = ["FIELD", "driver_url", "store_file"]

FIELD = "database_url"
DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+asyncpg"}
# What hosts hand out and what people write for the same database.
ALIASES = {"postgres": "postgresql", "pgsql": "postgresql", "sqlite3": "sqlite"}
LIKE = "it looks like postgresql://user:password@host/name or sqlite:////folder/store.sqlite3"
ENCODE = (
    "it cannot be read. In a user name or a password these signs must be percent-encoded: "
    "@ as %40, : as %3A, / as %2F, # as %23, ? as %3F, % as %25"
)
# libpq's name for it, which every host hands out, and the driver's.
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
PARAMETERS = ("host", "port", "passfile", "ssl", "target_session_attrs")


def driver_url(url: str | URL) -> URL:
    """Give the URL with the driver of its database; raises InvalidValue for any that cannot be used.

    No message holds a part of the URL: a password with the wrong signs in it may be read as anything.
    """
    parsed = url if isinstance(url, URL) else _read(url)
    backend = ALIASES.get(parsed.get_backend_name(), parsed.get_backend_name())
    if backend not in DRIVERS:
        raise InvalidValue(FIELD, f"the store runs on SQLite and PostgreSQL only; {LIKE}")
    if backend == "sqlite":
        return _sqlite(parsed)
    return _postgresql(parsed).set(drivername=DRIVERS[backend])


def store_file(url: str) -> Path | None:
    """Give the file of a store on SQLite; None for one on a server."""
    parsed = make_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def _read(text: str) -> URL:
    scheme, separator, rest = text.strip().partition("://")
    if not separator or not scheme:
        raise InvalidValue(FIELD, f"it is no address of a database; {LIKE}")
    is_file = ALIASES.get(scheme.split("+")[0], scheme.split("+")[0]) == "sqlite"
    if not is_file and rest.count("@") > 1:
        raise InvalidValue(FIELD, ENCODE)
    try:
        return make_url(text.strip())
    except (ArgumentError, ValueError):
        raise InvalidValue(FIELD, f"it cannot be read; {LIKE}" if is_file else ENCODE) from None


def _sqlite(url: URL) -> URL:
    if url.database in (None, "", ":memory:"):
        raise InvalidValue(FIELD, "the store needs a file; a database in memory has only one connection")
    if url.host:
        raise InvalidValue(FIELD, "a file needs three slashes, sqlite:///file, and four when its path is absolute")
    if url.query:
        raise InvalidValue(FIELD, "a URL of SQLite takes no parameters; leave away what follows the question mark")
    return url.set(drivername=DRIVERS["sqlite"])


def _postgresql(url: URL) -> URL:
    if not url.database:
        raise InvalidValue(FIELD, "it names no database: …@host/name")
    query = dict(url.query)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")
    unknown = sorted(name for name in query if name not in PARAMETERS)
    if unknown:
        known = ", ".join(("sslmode", *PARAMETERS))
        raise InvalidValue(FIELD, f"parameters that cannot be used: {', '.join(unknown)}. Known: {known}")
    if query.get("ssl", "require") not in SSL_MODES:
        raise InvalidValue(FIELD, f"sslmode must be one of {', '.join(SSL_MODES)}")
    return url.set(query=query)
