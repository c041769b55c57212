"""Errors of the databases' drivers, translated for the layers above the store."""

from sqlalchemy.exc import ArgumentError, SQLAlchemyError, StatementError

__all__ = ["DriverError", "hide_values", "is_unusable_url"]

DriverError = SQLAlchemyError


def is_unusable_url(error: BaseException) -> bool:
    """Tell whether an error says that a database URL cannot be read."""
    return isinstance(error, ArgumentError)


def hide_values(error: BaseException | None) -> None:
    """Let errors of the database be written without the values of the statement: they are people's."""
    while error is not None:
        if isinstance(error, StatementError):
            error.hide_parameters = True
        error = error.__cause__ or error.__context__
