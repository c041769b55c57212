"""Outreach: segments of patrons, and campaigns to them that a second person has approved."""
