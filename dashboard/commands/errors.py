"""What can go wrong before the planner itself is there."""


class SetupError(Exception):
    """The set-up cannot go on; the text says why and what to do."""
