"""Signing in to the console and out of it."""

from bot.console.sign_in.pages import SignIn

__all__ = ["CONTROLLERS"]

CONTROLLERS = [SignIn]
