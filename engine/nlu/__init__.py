"""Rasa graph components that understand Persian and English."""
