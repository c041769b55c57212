"""The database: engines, transactions, migrations, and statements for both kinds."""
