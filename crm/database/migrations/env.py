"""Alembic's environment: runs migrations on the connection that `crm.database.migrate` gives."""

from alembic import context

from crm.database.comparing import compared
from crm.records import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    compare_type=True,
    include_object=compared(connection),
    # SQLite changes a table only by making it anew.
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
