"""The page Workshops: write a run of show, look at it as a timed table, run it from the cockpit."""
