"""Campaigns: written, approved by a second person, stopped at once, and what came of each."""

from bot.console.campaigns.home import cards
from bot.console.campaigns.pages import CampaignPages
from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission

__all__ = ["CONTROLLERS", "HOME", "NAV"]

CONTROLLERS = [CampaignPages]
NAV = [NavItem("campaigns", "/console/campaigns", Permission.READ_CAMPAIGNS)]
HOME = cards
