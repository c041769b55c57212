"""The trace goes on in the action server: an action is a span of what the gateway asked, and the store's below it."""

from __future__ import annotations

from process import traces
from tests.support.talk import Begin
from tests.support.traces import traced

ASKED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
WORDS = "kelidar dowlatabadi zorbadge"


async def test_an_action_is_a_span_of_the_trace_that_came_along(begin: Begin) -> None:
    talk = await begin("en")
    with traced("actions") as found:
        with traces.carried(ASKED):
            await talk.says("search_book", WORDS, title="kelidar")
        [action], text = found.named("action"), found.whole_text()
        below = {span.name for span in found.spans if span.parent and span.parent.span_id == action.context.span_id}
    assert f"{action.context.trace_id:032x}" == ASKED[3:35]
    assert action.parent is not None and f"{action.parent.span_id:016x}" == ASKED[36:52]
    assert action.attributes == {"action": "action_search_book"}
    assert below <= {"store.read", "store.write"}
    for word in WORDS.split():
        assert word not in text
