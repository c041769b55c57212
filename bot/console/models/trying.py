"""Trying a model that is not published yet with wordings of one's own."""

from __future__ import annotations

from typing import Any

from litestar import Controller, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.fields import TextField
from bot.console.frame.forms import Form
from bot.console.frame.intent_names import intent_names
from bot.console.frame.pasted import lines_of
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.models.shown import new_intents
from bot.console.models.tables import TRIED
from bot.models.model_files import ModelFileRefused
from bot.models.testing import ModelReading, ModelTestFailed
from crm.content import model_versions
from language.masking import mask

__all__ = ["MOST_TRIED", "TryPages"]

MOST_TRIED = 20
LONGEST = 300


class TriedForm(Form):
    """Wordings to be read, one per line."""

    lines = TextField(strip=False, longest=100_000)


class TryPages(Controller):
    """Handlers of the page on which a model is tried before it is published."""

    path = "/models"

    @post("/{model_id:int}/try", opt=needs(Permission.TRAIN), status_code=200)
    async def try_out(self, visit: Visit, model_id: int) -> Template:
        """Show what a model makes of some wordings; nothing is kept of them."""
        form = await TriedForm.sent(visit)
        view = await model_versions.model(visit.store, model_id)
        texts = [mask(line[:LONGEST]).text for line in lines_of(form.lines.data)[:MOST_TRIED]]
        context: dict[str, Any] = {"model": view, "lines": "\n".join(texts), "most": MOST_TRIED}
        found: list[ModelReading] = []
        problem = None if texts else "models.bad.nothing_tried"
        try:
            found = await visit.console.models.read(view, texts) if texts else []
        except ModelFileRefused:
            problem = "models.bad.file"
        except ModelTestFailed:
            problem = "models.bad.tried"
        return visit.part(
            "models/tried.html",
            title=visit.t("models.try"),
            back=f"/console/models/{model_id}",
            back_text=visit.t("models.number", id=model_id),
            style="models",
            above="models/try_form.html",
            target="tried",
            columns=TRIED,
            found=found,
            problem=problem,
            names=await intent_names(visit),
            new=new_intents(view.report),
            **context,
        )
