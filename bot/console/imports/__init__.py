"""Import of titles, patrons and circulation from files: upload, mapping, dry run, report, undo."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.imports.home import cards
from bot.console.imports.library_pages import LibraryPages
from bot.console.imports.pages import ImportPages
from bot.console.imports.upload_pages import UploadPages

__all__ = ["CONTROLLERS", "HOME", "NAV"]

CONTROLLERS = [ImportPages, LibraryPages, UploadPages]
NAV = [NavItem("imports", "/console/imports", Permission.IMPORT, 420)]
HOME = cards
