"""`make migration NAME="…"`: begin a migration with what crm.records says and the migrations have not made yet."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from crm.database import migrate

__all__ = ["begin"]


def begin(name: str, folder: Path = migrate.FOLDER) -> Path:
    """Write the next migration into a folder of migrations, and give its file.

    name: what it does, in a few words; they become the name of its file. The comparison is with SQLite, in a store of
    its own: what only PostgreSQL has is added by hand. Raises ValueError for a name without letters.
    """
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    if not slug:
        raise ValueError("a migration needs a name of Latin letters")
    with tempfile.TemporaryDirectory(prefix="ketabyar-migration-") as work:
        engine = create_engine(f"sqlite:///{Path(work) / 'store.sqlite3'}", poolclass=NullPool)
        with engine.connect() as connection:
            config = Config()
            config.set_main_option("script_location", str(folder).replace("%", "%%"))
            config.set_main_option("path_separator", "os")
            config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
            config.attributes["connection"] = connection
            last = ScriptDirectory.from_config(config).get_current_head() or "0000"
            command.upgrade(config, "head")
            connection.commit()
            command.revision(config, message=name.strip(), autogenerate=True, rev_id=f"{int(last) + 1:04}")
    return next(folder.glob(f"versions/{int(last) + 1:04}_*.py"))


def main() -> int:
    """Begin the migration that is named on the command line."""
    try:
        file = begin(" ".join(sys.argv[1:]))
    except ValueError as error:
        print(f'{error}; call it as: make migration NAME="loans know their desk"', file=sys.stderr)
        return 2
    print(f"{file}: read it, mend it, write what it does into its first line, and run tests/crm/database")
    return 0


if __name__ == "__main__":
    sys.exit(main())
