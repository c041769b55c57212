"""The ways in and out other than the web: one package a channel."""
