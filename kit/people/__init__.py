"""People and where they are expected."""
