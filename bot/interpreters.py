"""The interpreters of both environments: the application's own, and the engine's."""

from __future__ import annotations

from bot.settings import ROOT

__all__ = ["APP_PYTHON", "ENGINE_PYTHON"]

APP_PYTHON = ROOT / ".venv" / "bin" / "python"
ENGINE_PYTHON = ROOT / ".venv-engine" / "bin" / "python"
