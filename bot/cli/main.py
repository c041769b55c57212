"""The `ketabyar` command and its error handling: one or two clear lines, no traceback."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click
from pydantic import ValidationError

from bot.cli.backup import backup_command, restore_command
from bot.cli.chat import chat
from bot.cli.content import content
from bot.cli.doctor import doctor
from bot.cli.documents import documents
from bot.cli.evaluate import evaluate
from bot.cli.explaining import explained, unexpected
from bot.cli.models import engine, models_group
from bot.cli.patron import patron
from bot.cli.run import migrate_command, seed_command, train, up
from bot.cli.staff import staff
from process.privacy import keep_private

__all__ = ["cli", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="ketabyar")
def cli() -> None:
    """The patron service of a library in conversation, in Persian and English."""


COMMANDS = (
    up, train, migrate_command, seed_command, backup_command, restore_command, chat, evaluate, models_group, engine,
    content, documents, staff, patron, doctor,
)  # fmt: skip
for command in COMMANDS:
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and tell what went wrong in one line."""
    keep_private()
    try:
        # Not standalone, so that our own errors reach us; an exit code then comes back as a value.
        code = cli(arguments, standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Exception as error:
        for line in explained(error) or unexpected(error):
            print(f"ketabyar: {line}", file=sys.stderr)
        # Like a wrong option: it is the call that has to be mended.
        sys.exit(2 if isinstance(error, ValidationError) else 1)
    if isinstance(code, int):
        sys.exit(code)
