"""What a patron owes and what for, what lateness costs, and objections to a charge."""
