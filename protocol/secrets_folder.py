"""A folder of secrets, one file each, as systemd, Compose and Kubernetes hand them to a service."""

from __future__ import annotations

import os
import re
from pathlib import Path

from protocol.settings_file import refuse

__all__ = ["FOLDER", "name_secrets"]

FOLDER = "KETABYAR_SECRETS_FOLDER"
# Hidden ones are not secrets: Kubernetes keeps its own links among them.
NAME = re.compile(r"(?:ketabyar_)?([a-z0-9_]+)", re.IGNORECASE)


def name_secrets() -> None:
    """Give each file of KETABYAR_SECRETS_FOLDER to its setting, as the variable with `_FILE` at its end would.

    `database_url`, `ketabyar_database_url` and `KETABYAR_DATABASE_URL` are files of the same setting. What the
    environment says of a setting already goes before. Refuses a folder that cannot be read
    (protocol.settings_file.refuse).
    """
    folder = os.environ.get(FOLDER)
    if not folder:
        return
    try:
        files = sorted(path for path in Path(folder).iterdir() if path.is_file())
    except OSError as error:
        refuse(f"{FOLDER}: {folder} cannot be read: {error.strerror}")
        return
    for file in files:
        found = NAME.fullmatch(file.name)
        own = f"KETABYAR_{found[1].upper()}" if found else ""
        if own and own not in os.environ:
            os.environ.setdefault(f"{own}_FILE", str(file))
