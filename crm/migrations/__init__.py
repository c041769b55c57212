"""The migrations of the store, run by `crm.migrate`."""
