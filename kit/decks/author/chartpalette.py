"""What all parts of a chart's look share: its colours, its text size, its namespace."""

from __future__ import annotations

from pptx.enum.dml import MSO_THEME_COLOR as THEME

GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006/chart"
ACCENTS = (THEME.ACCENT_1, THEME.ACCENT_2, THEME.ACCENT_3, THEME.ACCENT_4, THEME.ACCENT_5, THEME.ACCENT_6)
ROUND = ("pie", "doughnut")
TEXT = 14
CROWDED = 16  # labels beyond this many no longer help
