"""Tables of segments of patrons, and of campaigns to them: who is told, who is held out, and what came of it."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import CheckConstraint, Float, Index, String, Text, Time, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crm.records.base import Base, Json, Key, count, link, one_of
from crm.records.values import (
    CAMPAIGN_ARMS,
    CAMPAIGN_GOALS,
    CAMPAIGN_STATES,
    CAMPAIGN_TRIGGERS,
    SEGMENT_MEMBERSHIPS,
)
from crm.records.words import wordless

__all__ = ["Campaign", "CampaignAuthor", "CampaignRecipient", "Segment", "SegmentMember"]


class Segment(Base):
    """A rule over patrons under a name; `rule_version` rises whenever the rule becomes another one."""

    __tablename__ = "segment"
    __table_args__ = ({"info": wordless("names and rules that staff gave to groups of patrons")},)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(80), unique=True)
    rule: Mapped[dict[str, Any]] = mapped_column(Json)
    rule_version: Mapped[int] = count(1)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    refreshed_at: Mapped[datetime | None]


class SegmentMember(Base):
    """One patron in a segment; whoever was taken out by hand stays out, however often the rule is followed anew."""

    __tablename__ = "segment_member"
    __table_args__ = (one_of("status", SEGMENT_MEMBERSHIPS), Index("ix_segment_member_patron", "patron_id"))

    segment_id: Mapped[int] = link("segment.id", "CASCADE", primary_key=True)
    patron_id: Mapped[int] = link("patron.id", "CASCADE", primary_key=True)
    status: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime]


class Campaign(Base):
    """One message to a segment, with its goal, its window, its holdout and who approved it."""

    __tablename__ = "campaign"
    __table_args__ = (
        one_of("state", CAMPAIGN_STATES),
        one_of("goal", CAMPAIGN_GOALS),
        one_of("trigger", CAMPAIGN_TRIGGERS),
        CheckConstraint("(state = 'draft') = (approved_by_id IS NULL)", name="approved"),
        CheckConstraint("(approved_by_id IS NULL) = (approved_at IS NULL)", name="approved_when"),
        CheckConstraint("approved_by_id <> created_by_id", name="approved_by_another"),
        CheckConstraint("holdout_rate >= 0 AND holdout_rate <= 0.5", name="holdout_rate"),
        CheckConstraint("goal_days BETWEEN 1 AND 180", name="goal_days"),
        CheckConstraint("ends_at > starts_at", name="order"),
        CheckConstraint("(hours_from IS NULL) = (hours_until IS NULL)", name="hours"),
        CheckConstraint("state IN ('draft', 'approved') OR drawn_at IS NOT NULL OR ended_at IS NOT NULL", name="drawn"),
        CheckConstraint("(state IN ('stopped', 'done')) = (ended_at IS NOT NULL)", name="ended"),
        Index("ix_campaign_state", "state", "starts_at"),
        {"info": wordless("what staff write to many")},
    )

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(80), unique=True)
    purpose_id: Mapped[int] = link("purpose.id", "RESTRICT")
    segment_id: Mapped[int] = link("segment.id", "RESTRICT", index=True)
    # The segment's rule that was approved with it: another one would reach others.
    segment_version: Mapped[int | None]
    text_fa: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    # In the order in which they are tried; each patron is written to on one.
    channels: Mapped[list[str]] = mapped_column(Json)
    goal: Mapped[str] = mapped_column(String(16))
    goal_days: Mapped[int]
    holdout_rate: Mapped[float] = mapped_column(Float, server_default=text("0"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    # Hours of the library's day in which it is sent, when not in all that are not quiet.
    hours_from: Mapped[time | None] = mapped_column(Time)
    hours_until: Mapped[time | None] = mapped_column(Time)
    state: Mapped[str] = mapped_column(String(16), server_default=text("'draft'"))
    created_by_id: Mapped[int | None] = link("staff_user.id", "SET NULL")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    approved_by_id: Mapped[int | None] = link("staff_user.id", "RESTRICT")
    approved_at: Mapped[datetime | None]
    # When its recipients were drawn, all at once; of one with a trigger when the first could have been.
    drawn_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    trigger: Mapped[str] = mapped_column(String(16), server_default=text("'once'"))
    # Of one with a trigger: when it was last looked who has come into the state.
    looked_at: Mapped[datetime | None]


class CampaignAuthor(Base):
    """One member of staff who wrote at a campaign as it is now: none of them may approve it."""

    __tablename__ = "campaign_author"

    campaign_id: Mapped[int] = link("campaign.id", "CASCADE", primary_key=True)
    staff_id: Mapped[int] = link("staff_user.id", "CASCADE", primary_key=True)


class CampaignRecipient(Base):
    """One patron drawn for a campaign, to be told or held out for good; what is counted stays without the patron."""

    __tablename__ = "campaign_recipient"
    __table_args__ = (
        one_of("arm", CAMPAIGN_ARMS),
        UniqueConstraint("campaign_id", "patron_id"),
        Index("ix_campaign_recipient_patron", "patron_id"),
    )

    id: Mapped[Key]
    campaign_id: Mapped[int] = link("campaign.id", "CASCADE")
    patron_id: Mapped[int | None] = link("patron.id", "SET NULL")
    arm: Mapped[str] = mapped_column(String(8))
    goal_met_at: Mapped[datetime | None]
    # When they were drawn by a trigger; NULL: with all others, when the campaign says.
    drawn_at: Mapped[datetime | None]
