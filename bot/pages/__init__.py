"""The gateway's public pages: the library's own page, the sign-in page."""
