"""Migrations of the store, run by `crm.migrate`."""
