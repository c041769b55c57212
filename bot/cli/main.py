"""The `ketabyar` command and its errors: one clear line, no traceback."""

from __future__ import annotations

import sys

import click
from pydantic import ValidationError

from bot.cli.chat import chat
from bot.cli.content import content
from bot.cli.doctor import doctor
from bot.cli.evaluate import evaluate
from bot.cli.models import engine, models_group
from bot.cli.patron import patron
from bot.cli.run import migrate_command, seed_command, train, up
from bot.cli.staff import staff
from bot.supervisor.errors import StartError
from crm.errors import StoreError

__all__ = ["cli", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="ketabyar")
def cli() -> None:
    """The patron service of a library in conversation, in Persian and English."""


COMMANDS = (
    up, train, migrate_command, seed_command, chat, evaluate, models_group, engine, content, staff, patron, doctor,
)  # fmt: skip
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line and tell what went wrong in one line."""
    try:
        # Not standalone, so that our own errors reach us; an exit code then comes back as a value.
        code = cli(standalone_mode=False)
        if isinstance(code, int):
            sys.exit(code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except ValidationError as error:
        for problem in error.errors():
            name = (
                "KETABYAR_" + "_".join(str(part) for part in problem["loc"]).upper() if problem["loc"] else "settings"
            )
            print(f"ketabyar: {name}: {problem['msg'].removeprefix('Value error, ')}", file=sys.stderr)
        sys.exit(2)
    except (StartError, StoreError) as error:
        print(f"ketabyar: {error}", file=sys.stderr)
        sys.exit(1)
