"""Roundsman: drop in today's orders, say who drives, get routes you can trust and hand out."""

__version__ = "0.1.0"
__all__ = ["PlannedDay", "__version__", "plan_day"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dashboard.services.planned_day import PlannedDay, plan_day


def __getattr__(name: str) -> object:
    """Load the planner when it is first asked for: set-up must run without any package."""
    if name in ("plan_day", "PlannedDay"):
        from dashboard.services import planned_day

        return getattr(planned_day, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
