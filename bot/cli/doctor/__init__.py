"""`ketabyar doctor`: checks of every setting, process, port, model, database and channel, with advice."""

from __future__ import annotations

from bot.cli.doctor.command import doctor
from bot.cli.doctor.finding import Finding

__all__ = ["Finding", "doctor"]
