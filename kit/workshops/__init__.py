"""Workshops: runs of show, and runs derived from what happened."""
