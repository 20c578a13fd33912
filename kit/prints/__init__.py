"""What goes onto paper: posters, badges, sign-in lists and certificates as PDF; sizes in millimetres, type in points."""
