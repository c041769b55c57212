"""The gateway's input channel: turns, readings, forgetting and readiness, on loopback and behind a secret."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from msgspec.json import encode
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from engine.event_log import EventLogError
from engine.figures import ANSWERED, FIGURES, GONE, REFUSED
from engine.reading import CHANNEL
from engine.request import BadRequest, read
from engine.sentences import NoVectors, Sentences
from engine.settings import EngineSettings
from engine.turn import TurnFailed, Turns
from process.traces import TRACE_HEADER, carried
from protocol.keys import SECRET_HEADER, is_shown
from protocol.turns import (
    MOST_CONVERSATIONS,
    ForgetRequest,
    Forgotten,
    KeptAnswer,
    KeptConversation,
    KeptRequest,
    ParseAnswer,
    ParseRequest,
    Problem,
    Ready,
    TurnRequest,
    VectorsAnswer,
    VectorsRequest,
)

#: Failures of a turn that are not tried again: the gateway has closed it, or gives the patron an answer at once.
FINAL = frozenset({"action_broken", "turn_closed"})


class KetabyarChannel(InputChannel):
    """Answers with all messages of a turn and its reading, or with an error status if there is no answer."""

    def __init__(self, secret: str | None = None, too: Sequence[str] = ()) -> None:
        if secret is None:
            settings = EngineSettings.load()
            secret, too = settings.secret, settings.secrets_too
        self._accepted = (secret, *too)
        self.not_ready: str | None = "starting"
        self._turns: Turns | None = None
        self._sentences = Sentences()

    @classmethod
    def name(cls) -> str:
        """The channel's name, also its place below /webhooks/."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> KetabyarChannel:
        """Make the channel; the secret is never in a credentials file."""
        return cls()

    def turns(self, app: Sanic) -> Turns:
        """The turns of the agent that the server holds now."""
        agent = app.ctx.agent
        if self._turns is None or self._turns.processor is not agent.processor:
            self._turns = Turns(agent)
        return self._turns

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Define the routes."""
        blueprint = Blueprint("ketabyar_channel")

        @blueprint.route("/turn", methods=["POST"])
        async def turn(request: Request) -> HTTPResponse:
            return await self._guarded(request, self._turn)

        @blueprint.route("/parse", methods=["POST"])
        async def parse(request: Request) -> HTTPResponse:
            return await self._guarded(request, self._parse)

        @blueprint.route("/vectors", methods=["POST"])
        async def vectors(request: Request) -> HTTPResponse:
            return await self._guarded(request, self._vectors)

        @blueprint.route("/kept", methods=["POST"])
        async def kept(request: Request) -> HTTPResponse:
            return await self._guarded(request, self._kept)

        @blueprint.route("/forget", methods=["POST"])
        async def forget(request: Request) -> HTTPResponse:
            return await self._guarded(request, self._forget)

        @blueprint.route("/figures", methods=["GET"])
        async def figures(request: Request) -> HTTPResponse:
            return await self._guarded(request, self._figures)

        @blueprint.route("/ready", methods=["GET"])
        async def ready(request: Request) -> HTTPResponse:
            return await self._guarded(request, self._ready)

        return blueprint

    async def _guarded(self, request: Request, handle: Callable[[Request], Awaitable[HTTPResponse]]) -> HTTPResponse:
        # An empty secret opens nothing, not even to an empty header.
        if not is_shown(request.headers.get(SECRET_HEADER, ""), self._accepted):
            return _json(Problem("secret"), status=401)
        try:
            with carried(request.headers.get(TRACE_HEADER)):
                return await handle(request)
        except BadRequest as error:
            return _json(Problem("bad_request", str(error)), status=422)
        except TurnFailed as error:
            # What would go wrong again is not to be tried again.
            return _json(Problem(error.code), status=409 if error.code in FINAL else 503)

    async def _turn(self, request: Request) -> HTTPResponse:
        asked = read(TurnRequest, request.body)
        how = GONE
        try:
            with FIGURES.turn():
                answer = await self.turns(request.app).run(asked)
            how = ANSWERED
        except BadRequest:
            how = REFUSED
            raise
        except TurnFailed as error:
            how = error.code
            raise
        finally:
            FIGURES.ended(how)
        return _json(answer)

    async def _figures(self, request: Request) -> HTTPResponse:
        return _json(FIGURES.told())

    async def _parse(self, request: Request) -> HTTPResponse:
        asked = read(ParseRequest, request.body)
        return _json(ParseAnswer(await self.turns(request.app).parse(asked.text)))

    async def _vectors(self, request: Request) -> HTTPResponse:
        asked = read(VectorsRequest, request.body)
        try:
            return _json(VectorsAnswer(await self._sentences.vectors(list(asked.texts), adapted=asked.adapted)))
        except NoVectors:
            return _json(Problem("no_vectors"), status=503)

    async def _kept(self, request: Request) -> HTTPResponse:
        asked = read(KeptRequest, request.body)
        store = self.turns(request.app).store
        store.tidy()
        try:
            found = store.log.kept(asked.after, MOST_CONVERSATIONS)
        except EventLogError as error:
            raise TurnFailed("tracker_failed") from error
        return _json(KeptAnswer([KeptConversation(one.sender_id, one.idle_seconds) for one in found]))

    async def _forget(self, request: Request) -> HTTPResponse:
        asked = read(ForgetRequest, request.body)
        return _json(Forgotten(*await self.turns(request.app).forget(asked.conversations)))

    async def _ready(self, request: Request) -> HTTPResponse:
        if self.not_ready is not None:
            return _json(Ready(ready=False, reason=self.not_ready), status=503)
        version = self.turns(request.app).version
        return _json(Ready(ready=True, engine_version=version, turns=FIGURES.under_way))


def _json(body: object, status: int = 200) -> HTTPResponse:
    return raw(encode(body), status=status, content_type="application/json")
