"""The house and its rules: hours, places, ways, rooms, printing, lending terms."""
