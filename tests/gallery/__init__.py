"""The gallery deck: every layout in every theme and language with plain, crowded and extreme content, checked and looked at."""
