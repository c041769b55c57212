"""The patron's page: finding patrons, their timeline, contacts at the desk, wrong links, and records made one."""
