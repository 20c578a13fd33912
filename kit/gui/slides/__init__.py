"""Slides: find, look at and import slide modules."""
