"""Navigation: the entries of the menu, and the cards of the first page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.console.frame.roles import Permission
from bot.console.frame.session import Reader

if TYPE_CHECKING:
    from bot.console.frame.visit import Visit

__all__ = ["GROUPS", "Home", "HomeCard", "NavGroup", "NavItem", "NavLink", "navigation"]

# What belongs together stands together, whoever wrote it.
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "work",
        (
            "inbox",
            "conversations",
            "patrons",
            "cases",
            "joining",
            "patron_data",
            "guardians",
            "notices",
            "review",
            "reviewed",
            "questions",
        ),
    ),
    ("content", ("answers", "places", "canned", "intents", "models", "tests")),
    ("outreach", ("segments", "campaigns")),
    ("insight", ("figures", "report", "surveys")),
    ("system", ("setup", "staff", "imports", "privacy", "audit", "system")),
)
GROUPS = tuple(key for key, _ in _GROUPS)
_PLACE = {
    key: (group, place)
    for group, (_, keys) in enumerate(_GROUPS)
    for place, key in enumerate(keys)
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the navigation; its words are the text `nav.<key>`, its icon the sprite's symbol of that key.

    Who has the permission `unless` finds the page from another entry, and does not get this one.
    """

    key: str
    path: str
    permission: Permission
    order: int = 100
    unless: Permission | None = None

    def is_for(self, reader: Reader) -> bool:
        """Tell whether a reader gets the entry."""
        return reader.may(self.permission) and (self.unless is None or not reader.may(self.unless))


@dataclass(frozen=True, slots=True)
class HomeCard:
    """A card of the first page: a number of waiting things and a link; `key` names its text `home.<key>`.

    `path` is empty for who may see that there is something, and not the list of it.
    """

    key: str
    count: int
    path: str
    urgent: bool = False


Home = Callable[["Visit"], Awaitable[Sequence[HomeCard]]]
"""A feature's `HOME`: give the cards of what waits for a reader there, none for what they may not see."""


@dataclass(frozen=True, slots=True)
class NavLink:
    """An entry as one page shows it."""

    key: str
    path: str
    current: bool


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A group of menu entries; its title is the text `nav.group.<key>`."""

    key: str
    links: tuple[NavLink, ...]


def navigation(items: Iterable[NavItem], reader: Reader, path: str) -> list[NavGroup]:
    """Give the entries that the reader may use, in groups, with the one that the path belongs to marked."""
    mine = [item for item in items if item.is_for(reader)]
    within = [item.path for item in mine if path == item.path or path.startswith(item.path + "/")]
    current = max(within, key=len, default=None)
    groups: dict[int, list[NavItem]] = {}
    for item in mine:
        groups.setdefault(_PLACE.get(item.key, (1, 0))[0], []).append(item)
    return [
        NavGroup(
            _GROUPS[number][0],
            tuple(
                NavLink(item.key, item.path, item.path == current)
                for item in sorted(entries, key=lambda one: (_PLACE.get(one.key, (0, 99))[1], one.order, one.key))
            ),
        )
        for number, entries in sorted(groups.items())
    ]
