"""The CRM store: records, migrations and use cases over one database."""
