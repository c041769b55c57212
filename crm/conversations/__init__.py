"""Conversations: chat partners, the journal, closing of turns, the list and the transcript."""
