"""Staff: accounts, sessions, passwords and the second step."""
