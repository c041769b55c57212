"""Branches and rules: hours, places, ways, rooms, printing, lending terms."""
