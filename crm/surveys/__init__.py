"""Surveys: what patrons are asked, whom and how often, what they said, and what was made good."""
