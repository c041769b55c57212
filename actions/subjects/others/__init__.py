"""Accounts of others: of children for their guardians, and of everybody else for nobody."""
