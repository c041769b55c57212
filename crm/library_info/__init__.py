"""What the library tells about itself: branches, opening hours, closings, events, notes."""
