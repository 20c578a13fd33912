"""The window: the only room that knows Qt."""

from kit.gui import nothing

nothing.keep()
