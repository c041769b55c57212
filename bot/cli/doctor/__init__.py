"""`ketabyar doctor`: every setting, process, port, model, database and channel checked, with what to do."""

from __future__ import annotations

from bot.cli.doctor.command import doctor
from bot.cli.doctor.finding import Finding

__all__ = ["Finding", "doctor"]
