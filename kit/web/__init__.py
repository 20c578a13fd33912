"""Phones and projector pages, served from this machine."""
