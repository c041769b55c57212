"""Channels other than the web, one package each."""
