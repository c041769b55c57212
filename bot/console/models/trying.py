"""Trying a model that is not published yet with wordings of one's own."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Controller, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.intent_names import intent_names
from bot.console.frame.pasted import lines_of
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.models.shown import new_intents
from bot.models.shelf import ModelFileRefused
from bot.models.testing import ModelTestFailed, Reading
from crm.content import model_versions
from language.masking import mask

__all__ = ["MOST_TRIED", "TryPages"]

MOST_TRIED = 20
LONGEST = 300


class Tried(msgspec.Struct, frozen=True):
    """The form with wordings to be read, one per line."""

    lines: str = ""


class TryPages(Controller):
    """Handlers of the page on which a model is tried before it is published."""

    path = "/models"

    @post("/{model_id:int}/try", opt=needs(Permission.TRAIN), status_code=200)
    async def try_out(
        self, visit: Visit, model_id: int, data: Annotated[Tried, Body(media_type=RequestEncodingType.URL_ENCODED)]
    ) -> Template:
        """Show what a model makes of some wordings; nothing is kept of them."""
        view = await model_versions.model(visit.store, model_id)
        texts = [mask(line[:LONGEST]).text for line in lines_of(data.lines)[:MOST_TRIED]]
        context: dict[str, Any] = {"model": view, "lines": "\n".join(texts), "most": MOST_TRIED}
        found: list[Reading] = []
        problem = None if texts else "models.bad.nothing_tried"
        try:
            found = await visit.console.models.read(view, texts) if texts else []
        except ModelFileRefused:
            problem = "models.bad.file"
        except ModelTestFailed:
            problem = "models.bad.tried"
        return visit.page(
            "models/tried_page.html",
            fragment="models/tried.html",
            found=found,
            problem=problem,
            names=await intent_names(visit),
            new=new_intents(view.report),
            **context,
        )
