"""Measurements beside Rasa's own bots, printed as ratios of one run on one machine."""
