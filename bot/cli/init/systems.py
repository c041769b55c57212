"""What is asked for each library system: the settings that it cannot do without, and those that many need."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ASKED", "SYSTEMS", "Asked"]

SYSTEMS = ("embedded", "files", "koha", "folio", "sip2")


@dataclass(frozen=True, slots=True)
class Asked:
    """One setting of a library system; its question is the text `init.ask.<setting>`."""

    setting: str
    is_secret: bool = False


ASKED: dict[str, tuple[Asked, ...]] = {
    "embedded": (),
    "files": (),
    "koha": (
        Asked("koha_url"),
        Asked("koha_client_id"),
        Asked("koha_client_secret", is_secret=True),
        Asked("koha_login_attempts"),
    ),
    "folio": (
        Asked("folio_url"),
        Asked("folio_api_key", is_secret=True),
        Asked("folio_external_id"),
        Asked("folio_service_points"),
        Asked("folio_cancellation_reason"),
    ),
    "sip2": (
        Asked("sip2_host"),
        Asked("sip2_port"),
        Asked("sip2_user"),
        Asked("sip2_password", is_secret=True),
        Asked("sip2_location"),
        Asked("sip2_institution"),
        Asked("sip2_charset"),
        Asked("sip2_tls"),
    ),
}
