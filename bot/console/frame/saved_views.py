"""Views of a list that the reader keeps: read with their counts, kept, dropped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from bot.console.frame.fields import TextField
from bot.console.frame.forms import Form
from bot.console.frame.lists import ListQuery
from bot.console.frame.visit import Visit
from crm.errors import InvalidValue, NotFound
from crm.staff import saved_views
from crm.staff.saved_views import LONGEST

__all__ = ["ShownView", "ViewForm", "drop_view", "keep_view", "shown_views"]


# So many rows of a view are counted.
MOST_COUNTED = 999


class ViewForm(Form):
    """The name of a view."""

    name = TextField("list.views.name", required=True, most=LONGEST, dir="auto", autocomplete=None)


@dataclass(frozen=True, slots=True)
class ShownView:
    """A view as it is shown; `is_cut` when there are more than were counted."""

    id: int
    name: str
    address: str
    is_shown: bool
    count: int
    is_cut: bool


async def shown_views(
    visit: Visit,
    list_name: str,
    query: ListQuery,
    *,
    read: Callable[[dict[str, str]], ListQuery],
    count: Callable[[ListQuery, int], Awaitable[int]],
) -> list[ShownView]:
    """Give the reader's views of a list.

    `read` makes a list's query of what was kept; `count` counts its rows, up to one more than it is told.
    """
    found = []
    for view in await saved_views.saved_views(visit.store, list_name, visit.reader.actor):
        kept = read(dict(parse_qsl(view.query)))
        rows = await count(kept, MOST_COUNTED)
        is_shown = not query.q and kept.kept == query.kept
        found.append(ShownView(view.id, view.name, kept.url(), is_shown, rows, rows > MOST_COUNTED))
    return found


async def keep_view(visit: Visit, list_name: str, query: ListQuery) -> ViewForm:
    """Keep what narrows a list under the name that was sent; give the form, with what is wrong with it."""
    form = await ViewForm.sent(visit)
    if form.is_wrong:
        return form
    if not query.narrowed_by:
        return form.wrong("page", "list.views.bad.query")
    try:
        await saved_views.save_view(visit.store, list_name, form.name.data, query.kept, by=visit.reader.actor)
    except InvalidValue as error:
        form.wrong("name" if error.field == "name" else "page", f"list.views.bad.{error.field}")
    return form


async def drop_view(visit: Visit, list_name: str) -> None:
    """Drop the view that was sent; one that is gone already stays gone."""
    sent = (await visit.request.form()).get("view")
    if isinstance(sent, str) and sent.isdecimal() and len(sent) < 16:
        try:
            await saved_views.drop_view(visit.store, list_name, int(sent), by=visit.reader.actor)
        except NotFound:
            return
