"""Several gateways on one store: who is there, what one of them does for all, and what they tell each other."""
