"""What a patron has on loan: when it is due, what was lost or left behind, what comes due while one is away."""
