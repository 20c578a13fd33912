"""Events: the list, and one event with its overview, door, roster, feedback and sheets."""
