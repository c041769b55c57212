"""Upkeep: what is harvested every night, how much room the disk needs, and what tells how the gateway stands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

from library.setting_values import addressed, written
from protocol.clock import Clock, clock_from_env, parse_moment

__all__ = ["REPOSITORY", "UpkeepSettings"]

REPOSITORY = "an address is needed that begins with https://, without a user name and without a query"


class UpkeepSettings(BaseSettings):
    """The harvested catalogue, the disk, metrics, traces, logs, and the clock."""

    oai_url: Annotated[str, addressed(REPOSITORY, plain=True)] = Field(
        "", description="the address of the catalogue’s OAI-PMH repository, harvested every night (docs/import.md)"
    )
    oai_prefix: str = Field("marc21", description="the metadata prefix of its MARC records, such as marc21 or marcxml")
    oai_set: str = Field("", description="the set to harvest, if not everything")
    oai_mapping: Path | None = Field(None, description="the mapping file for its records (docs/import.md)")
    min_free_mb: int = Field(
        200,
        ge=0,
        description="free disk space in megabytes below which ketabyar does not start, or reports that it is not ready",
    )
    metrics_token: Annotated[
        str, written(r"[A-Za-z0-9._~+/=-]{24,256}", "24 to 256 letters, digits or signs ._~+/=- are needed")
    ] = Field(
        "",
        description="the token that Prometheus must show to read /metrics (docs/watching.md); without it there are "
        "no metrics",
    )
    traces_url: Annotated[
        str, addressed("an address is needed such as http://127.0.0.1:4318/v1/traces, without a user", plain=True)
    ] = Field("", description="the OTLP address to which traces are sent (docs/watching.md); without it there are none")
    log_level: Literal["info", "warning", "error"] = Field(
        "info", description="from which level on lines are written into the logs"
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="how they are written: `text` for people, `json` for programs, one object a line"
    )
    now: str = Field(
        "", description="an ISO 8601 moment at which the clock starts, for tests and demos; refused in production"
    )

    @field_validator("now")
    @classmethod
    def _moment(cls, value: str) -> str:
        try:
            if value:
                parse_moment(value)
        except ValueError:
            raise ValueError(f"{value} is no ISO 8601 moment, such as 2026-11-24T08:00:00+00:00") from None
        return value

    def clock(self) -> Clock:
        """The clock that the whole process uses."""
        return clock_from_env()
