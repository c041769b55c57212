"""Figures of the service: counted day by day, summed over any days, each with its definition."""
