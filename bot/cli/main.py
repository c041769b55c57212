"""The `ketabyar` command and its error handling: one or two clear lines, no traceback."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from process.privacy import keep_private
from protocol.secrets_folder import name_secrets

__all__ = ["cli", "main"]

# httpx brings a command line of its own, with what colours it: a tenth of what the start of ours takes.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]


# By the module that holds each and its name there: one command is called, and to read what all of them need takes as
# long as most of them work.
COMMANDS = {
    "actions": ("services", "actions"),
    "backup": ("backup", "backup_command"),
    "chat": ("chat", "chat"),
    "content": ("content", "content"),
    "doctor": ("doctor.command", "doctor"),
    "documents": ("documents", "documents"),
    "engine": ("models", "engine"),
    "evaluate": ("evaluate", "evaluate"),
    "export": ("export", "export_command"),
    "gateway": ("services", "gateway"),
    "import": ("imports", "import_group"),
    "init": ("init", "init"),
    "migrate": ("upgrade", "migrate_command"),
    "models": ("models", "models_group"),
    "patron": ("patron", "patron"),
    "push-key": ("push_key", "push_key"),
    "restore": ("backup", "restore_command"),
    "secret": ("secret", "secret"),
    "seed": ("run", "seed_command"),
    "staff": ("staff", "staff"),
    "train": ("run", "train"),
    "up": ("run", "up"),
    "upgrade": ("upgrade", "upgrade"),
}


class Commands(click.Group):
    """The commands, each read when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all of them."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Read one of them; None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        # Nothing of what is imported is garbage, and to look for some takes a tenth of the time.
        gc.disable()
        try:
            found = getattr(import_module(f"bot.cli.{module}"), name)
        finally:
            gc.enable()
        assert isinstance(found, click.Command)  # noqa: S101 - as the table above says
        return found


def _tell_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Tell which version this is, and which revision of the store it needs."""
    if not asked or context.resilient_parsing:
        return
    from importlib.metadata import version

    from crm.database.migrate import head

    click.echo(f"ketabyar {version('ketabyar')}, store revision {head()}")
    context.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version, help="Tell the version."
)
@click.pass_context
def cli(context: click.Context) -> None:
    """The patron service of a library in conversation, in Persian and English."""
    # The doctor looks at the rest even where this folder cannot be read.
    if context.invoked_subcommand != "doctor":
        name_secrets()


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
        from bot.cli.explaining import explained, is_of_settings, unexpected

        for line in explained(error) or unexpected(error):
            print(f"ketabyar: {line}", file=sys.stderr)
        # Like a wrong option: it is the call that has to be mended.
        sys.exit(2 if is_of_settings(error) else 1)
    if isinstance(code, int):
        sys.exit(code)
