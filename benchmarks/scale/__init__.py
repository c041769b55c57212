"""What several gateways, engines and action servers answer, what a turn costs each, and what that foretells."""
