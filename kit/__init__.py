"""Lectern: decks from modules, workshops from checklists, attendance and feedback through QR codes."""

__version__ = "0.1.0"
