"""The database itself: engines, transactions, migrations, and statements that both databases understand."""
