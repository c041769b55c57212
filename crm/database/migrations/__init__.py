"""Migrations of the store, run by `crm.database.migrate`."""
