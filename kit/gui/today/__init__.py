"""Today: what comes next, what is in work, what needs a person."""
