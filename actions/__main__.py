"""Entry point of the action server: `python -m actions`."""

from __future__ import annotations

import sys

from pydantic import ValidationError

from actions.server import HOST, application
from actions.settings import ActionSettings
from process.logs import begin_logging
from process.privacy import keep_private
from protocol.secrets_folder import name_secrets
from protocol.shared_secret import SecretRefused


def main() -> int:
    """Serve until stopped; wrong settings end in one clear line."""
    keep_private()
    begin_logging()
    try:
        name_secrets()
        settings = ActionSettings.load()
    except ValidationError as error:
        # Never the value that was given: it may be the address of the database.
        for problem in error.errors(include_input=False, include_context=False):
            name = "_".join(str(part) for part in problem["loc"]).upper()
            print(f"ketabyar actions: {f'KETABYAR_{name}: ' if name else ''}{problem['msg']}", file=sys.stderr)
        return 2
    except (ValueError, OSError, SecretRefused) as error:
        print(f"ketabyar actions: {error}", file=sys.stderr)
        return 2
    app = application(settings)
    host = settings.actions_host or HOST
    app.run(host=host, port=settings.actions_port, single_process=True, access_log=False, motd=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
