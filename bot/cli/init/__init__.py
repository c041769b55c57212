"""`ketabyar init`: an administrator's first steps with a new library, asked one after the other."""

from bot.cli.init.command import init

__all__ = ["init"]
