"""The folder of the content that models are trained from: the project's own, or staff's copy of it."""

from __future__ import annotations

from pathlib import Path

from bot.settings import ROOT
from protocol.home import Home

__all__ = ["CONTENT", "content_folder", "overlay"]

CONTENT = ("config.yml", "domain.yml", "data")


def overlay(home: Path) -> Path:
    """Give the folder of staff's copy, which is made at their first edit."""
    return Home(home).content


def content_folder(home: Path, root: Path = ROOT) -> Path:
    """Give the folder that holds the content now: staff's own when they have edited, else the project's."""
    edited = overlay(home)
    return edited if (edited / "domain.yml").is_file() else root
