"""Models: trained, tested beside the running one, published and rolled back."""

from bot.console.frame.navigation import NavItem
from bot.console.frame.roles import Permission
from bot.console.models.pages import ModelPages
from bot.console.models.trying import TryPages

__all__ = ["CONTROLLERS", "NAV"]

CONTROLLERS = [ModelPages, TryPages]
NAV = [NavItem("models", "/console/models", Permission.READ_MODELS, 50)]
