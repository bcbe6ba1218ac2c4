"""Whether a day is ready to be planned."""

from dashboard.services.inputs import Readiness, readiness

__all__ = ["Readiness", "readiness"]
