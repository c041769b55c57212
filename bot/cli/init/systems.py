"""What is asked for each library system: the settings that it cannot do without, and those that many need."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ASKED", "SYSTEMS", "AskedSetting"]

SYSTEMS = ("embedded", "files", "koha", "folio", "sip2")


@dataclass(frozen=True, slots=True)
class AskedSetting:
    """One setting of a library system; its question is the text `init.ask.<setting>`."""

    setting: str
    is_secret: bool = False


ASKED: dict[str, tuple[AskedSetting, ...]] = {
    "embedded": (),
    "files": (),
    "koha": (
        AskedSetting("koha_url"),
        AskedSetting("koha_client_id"),
        AskedSetting("koha_client_secret", is_secret=True),
        AskedSetting("koha_login_attempts"),
    ),
    "folio": (
        AskedSetting("folio_url"),
        AskedSetting("folio_api_key", is_secret=True),
        AskedSetting("folio_external_id"),
        AskedSetting("folio_service_points"),
        AskedSetting("folio_cancellation_reason"),
    ),
    "sip2": (
        AskedSetting("sip2_host"),
        AskedSetting("sip2_port"),
        AskedSetting("sip2_user"),
        AskedSetting("sip2_password", is_secret=True),
        AskedSetting("sip2_location"),
        AskedSetting("sip2_institution"),
        AskedSetting("sip2_charset"),
        AskedSetting("sip2_tls"),
    ),
}
