"""The staff console: pages for librarians, editors, managers, administrators and auditors under /console."""
