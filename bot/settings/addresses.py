"""At which addresses the gateway and its processes are reached, who stands in front of it, and which sites embed it."""

from __future__ import annotations

import ipaddress
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

from bot.origins import origin_of
from library.setting_values import split_at_commas, written

__all__ = ["LOOPBACK", "AddressSettings"]

MachineAddress = Annotated[
    str,
    written(
        r"(?!0\.0\.0\.0$)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?",
        "the name or IPv4 address of this machine is needed, by which others reach it",
    ),
]
LOOPBACK = "127.0.0.1"


class AddressSettings(BaseSettings):
    """The addresses of gateway, engine and action server, and those from which they are used."""

    host: str = Field("127.0.0.1", description="the address on which the gateway listens")
    port: int = Field(8000, ge=1, le=65535, description="the gateway's port, the only public one")
    engine_port: int = Field(5005, ge=1, le=65535, description="the engine's port, on loopback only")
    actions_port: int = Field(5055, ge=1, le=65535, description="the action server's port, on loopback only")
    engine_host: MachineAddress = Field(
        "",
        description="the address of this machine at which gateways of others reach its engine, which is then found by "
        "them through the store (docs/scaling.md); on loopback only if not set",
    )
    actions_host: MachineAddress = Field(
        "",
        description="the address of this machine at which engines of others reach its action server (docs/scaling.md); "
        "on loopback only if not set",
    )
    action_servers: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="several action servers, which the engine asks in turn: http://HOST:PORT, separated by commas; "
        "the one of this machine if not set",
    )
    public_url: str = Field(
        "", description="the address at which patrons reach the gateway; http://HOST:PORT if not set"
    )
    sites: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="the library's own sites that may embed the widget: origins, separated by commas"
    )
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="the web servers in front whose X-Forwarded-For is trusted: addresses or networks, separated by "
        "commas; none if not set",
    )

    @field_validator("sites", "trusted_proxies", "action_servers", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return split_at_commas(value)

    @field_validator("sites")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(origin_of(site) for site in value)

    @field_validator("action_servers")
    @classmethod
    def _servers(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(origin_of(each) for each in value)

    @field_validator("public_url")
    @classmethod
    def _origin(cls, value: str) -> str:
        return origin_of(value) if value else value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            try:
                ipaddress.ip_network(network)
            except ValueError as error:
                raise ValueError(f"{network} is no address or network: {error}") from error
        return value

    @property
    def gateway_url(self) -> str:
        """The address at which the gateway is reached on this machine."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    @property
    def engine_url(self) -> str:
        """The engine's base address."""
        return f"http://{self.engine_host or LOOPBACK}:{self.engine_port}"

    @property
    def actions_url(self) -> str:
        """The base address of this machine's action server."""
        return f"http://{self.actions_host or LOOPBACK}:{self.actions_port}"

    @property
    def actions_urls(self) -> tuple[str, ...]:
        """The base addresses of the action servers that the engine asks."""
        return self.action_servers or (self.actions_url,)
