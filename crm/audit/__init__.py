"""The audit trail: events chained to each other, how they are read, and what guards them."""
