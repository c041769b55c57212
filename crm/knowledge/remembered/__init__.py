"""What readers remember of well-known works, whatever a library's catalogue says of them."""

from crm.knowledge.remembered.works import RememberedWork, RememberedWorks

__all__ = ["RememberedWork", "RememberedWorks"]
