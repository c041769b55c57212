"""The CRM store: records, migrations and use cases; the one place that knows the database."""
