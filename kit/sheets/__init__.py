"""Workbooks made from records: attendance, feedback, roster."""
