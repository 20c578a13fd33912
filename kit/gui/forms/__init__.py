"""The form editor: questions at the left, the one chosen in the middle, the phone at the right."""
