"""What a person can understand and act upon; everything else is a bug and may crash."""


class PlannerError(Exception):
    """Something a dispatcher can understand and act upon; its text says what to do."""


class IntakeError(PlannerError):
    """A file that cannot be read as orders or drivers."""


class TravelError(PlannerError):
    """A source of travel times gave no usable answer."""


class SolveError(PlannerError):
    """A search could not start, failed, or gave an answer that does not hold."""


class StoreError(PlannerError):
    """The workspace cannot be read or written as asked."""


class ConflictError(PlannerError):
    """Somebody else changed the same thing meanwhile."""
