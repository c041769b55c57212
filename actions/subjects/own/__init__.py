"""Questions about a patron's own things of any kind, answered from the record before anything else is made of them."""
