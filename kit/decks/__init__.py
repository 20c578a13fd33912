"""From words to slides: modules, deck specs, outlines, compiling, linking, checking."""
