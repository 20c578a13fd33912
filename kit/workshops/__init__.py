"""Workshops: the plan of a run of show, its log as it happens, and where it stands."""
