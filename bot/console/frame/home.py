"""The first page: everything that waits for the reader."""

from __future__ import annotations

from litestar import get
from litestar.response import Template

from bot.console.frame.access import SIGNED_IN
from bot.console.frame.data_ages import data_ages
from bot.console.frame.features import features
from bot.console.frame.visit import Visit

__all__ = ["home"]


@get("/", opt=SIGNED_IN)
async def home(visit: Visit) -> Template:
    """Show what waits, as counts that lead to the lists, and how old the data is of a library known by its files."""
    cards = [card for feature in features() if feature.home is not None for card in await feature.home(visit)]
    return visit.page(
        "home.html",
        # What the open page fetches anew, when the inbox says that something has changed.
        fragment="_home_cards.html",
        cards=[card for card in cards if card.count],
        ages=await data_ages(visit),
    )
