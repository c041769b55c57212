"""Telegram: updates in by polling or webhook, answers out from the outbox.

Its library takes a tenth of a gateway's start: what the console needs of this channel is read without it.
"""
