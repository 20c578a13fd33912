"""Pictures of slides: scenes painted into images off the window's thread, kept in memory and on disk by the hash of what they show."""
