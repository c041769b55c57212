"""How people are served: in which language and time zone, how long what lasts, and how long what is kept of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

from crm.lifecycle.rule import LifecycleRule
from crm.patrons.sign_in_periods import SignInBounds, SignInPeriod
from crm.records.values import STAFF_ROLES
from crm.trust.periods import DEFAULTS
from language.calendars import known_zone
from protocol.patience import TURN_SECONDS
from protocol.values import Language

__all__ = ["ServingSettings"]


class ServingSettings(BaseSettings):
    """The library's language and time zone, and the spans of time and limits that patrons and staff are served by."""

    default_language: Language = Field("fa", description="the language to use when a patron's is not known")
    time_zone: str = Field(
        "Asia/Tehran", description="the library's time zone, for branches that have none of their own"
    )
    session_minutes: int = Field(30, ge=1, description="minutes of silence after which a conversation is closed")
    sign_in_idle_minutes: int = Field(
        30, ge=1, description="minutes of silence after which a patron is signed out on a shared device"
    )
    sign_in_hours: int = Field(
        12, ge=1, description="hours after which a patron is signed out on a shared device in any case"
    )
    own_device_idle_days: int = Field(
        30,
        ge=1,
        description="days of silence after which a patron is signed out on a device of their own and on messengers",
    )
    own_device_days: int = Field(
        180,
        ge=1,
        description="days after which a patron is signed out on a device of their own and on messengers in any case",
    )
    handoff_minutes: int = Field(
        10, ge=1, description="minutes to wait for a librarian before the bot takes over again and opens a case"
    )
    handoff_word_minutes: int = Field(
        3, ge=1, description="minutes of waiting after which a patron is told that no librarian has come yet"
    )
    turn_seconds: float = Field(
        TURN_SECONDS, gt=0, description="seconds that a turn may take before the patron gets an apology"
    )
    messages_per_minute: int = Field(
        30, ge=1, description="messages that one chat may send in a minute before it is asked to wait"
    )
    retention_days: int = Field(180, ge=1, description="days after which patrons' words are erased everywhere")
    silent_visitor_days: int = Field(
        30, ge=1, description="days after which a visitor of the website who never wrote anything is deleted"
    )
    case_retention_days: int = Field(
        365, ge=1, description="days after which the words of closed or abandoned cases are erased"
    )
    loan_history_days: int = Field(
        90,
        ge=1,
        description="days after which a returned loan is detached from its reader, unless they asked for a history",
    )
    patron_new_days: int = Field(84, ge=1, le=1000, description="days for which a patron counts as new after joining")
    patron_lapsing_days: int = Field(
        180, ge=1, le=3000, description="days without any use of the library after which a patron counts as lapsing"
    )
    patron_lapsed_days: int = Field(
        365,
        ge=2,
        le=4000,
        description="days without any use after which they count as lapsed; more than KETABYAR_PATRON_LAPSING_DAYS",
    )
    patron_return_days: int = Field(
        30,
        ge=1,
        le=365,
        description="days within which a silent patron who was written to must come back to be won back",
    )
    staff_idle_minutes: int = Field(
        30, ge=1, description="minutes without use after which staff are signed out of the console"
    )
    staff_session_hours: int = Field(12, ge=1, description="hours after which staff must sign in again in any case")
    two_step_required: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="staff roles that must use two-step sign-in, separated by commas, such as admin,supervisor"
    )

    @field_validator("two_step_required", mode="before")
    @classmethod
    def _split_roles(cls, value: object) -> object:
        if isinstance(value, str):
            value = tuple(role.strip() for role in value.split(",") if role.strip())
        unknown = [role for role in value if role not in STAFF_ROLES] if isinstance(value, tuple) else []
        if unknown:
            raise ValueError(f"there is no role {', '.join(unknown)}; roles are {', '.join(STAFF_ROLES)}")
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        return known_zone(value).key

    @property
    def sign_in_bounds(self) -> SignInBounds:
        """For how long patrons stay signed in."""
        return SignInBounds(
            shared=SignInPeriod(timedelta(minutes=self.sign_in_idle_minutes), timedelta(hours=self.sign_in_hours)),
            own=SignInPeriod(timedelta(days=self.own_device_idle_days), timedelta(days=self.own_device_days)),
        )

    @property
    def lifecycle_rule(self) -> LifecycleRule:
        """For how long patrons are new, and how long a silence makes them lapsing and lapsed."""
        return LifecycleRule(
            self.patron_new_days, self.patron_lapsing_days, self.patron_lapsed_days, self.patron_return_days
        )

    @property
    def retention_defaults(self) -> dict[str, int]:
        """Days that things about patrons are kept where staff have not chosen otherwise (crm.trust.periods)."""
        return {
            **DEFAULTS,
            "talks": self.retention_days,
            "cases": self.case_retention_days,
            "loans": self.loan_history_days,
            "visitors": self.silent_visitor_days,
        }
