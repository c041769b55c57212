"""What the library sees of its service: counted a day at a time, summed over any days, each with its definition."""
