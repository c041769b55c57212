"""The queue: notices that wait to be told, by the condition that its index knows."""

from sqlalchemy import literal

from crm import records
from crm.database.upsert import table_of

__all__ = ["IS_QUEUED"]

# The state stands in the statement itself: where it is a value that is given along, neither database may look into
# the index of what is queued, and SQLite goes through all of it for each batch.
IS_QUEUED = table_of(records.Notice).c.status == literal("queued", literal_execute=True)
