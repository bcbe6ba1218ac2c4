"""The words of a delivery day and the rules that hold between them: the glossary."""

from dashboard.domain.aims import NO_AIMS, Aims, Balance
from dashboard.domain.arrays import Clock, clock
from dashboard.domain.assignments import (
    Assignment,
    Kind,
    Pause,
    Reload,
    Step,
    Task,
    deliveries,
)
from dashboard.domain.checks import complaints
from dashboard.domain.days import Day, TimeWindow
from dashboard.domain.document_fleet import class_from_document, class_to_document
from dashboard.domain.documents import plan_from_document, plan_to_document
from dashboard.domain.errors import (
    ConflictError,
    IntakeError,
    PlannerError,
    SolveError,
    StoreError,
    TravelError,
)
from dashboard.domain.fleet import (
    ANYWHERE,
    DEPOT,
    HOME,
    BreakRule,
    Costs,
    Depot,
    Driver,
    DriverClass,
)
from dashboard.domain.loads import Capacity, Load, total_load
from dashboard.domain.needs import Need
from dashboard.domain.orders import Collection, Order, Priority, RowProblem
from dashboard.domain.pins import Held, Pin
from dashboard.domain.plans import (
    Obstacle,
    Plan,
    Reason,
    Route,
    Rule,
    TimedStep,
    Totals,
    TravelSource,
    Unassigned,
    Violation,
)
from dashboard.domain.points import Point, great_circle_m, is_on_earth
from dashboard.domain.problems import Problem, doors
from dashboard.domain.remedies import Change, Remedy, RemedyKind
from dashboard.domain.schedules import is_on_time, make_plan, schedule
from dashboard.domain.shifts import Break, Shift, shift_hours, shifts_of
from dashboard.domain.traffic import NO_TRAFFIC, Traffic
from dashboard.domain.travel import (
    UNREACHABLE,
    TravelMatrix,
    TravelProvider,
    never_overtaking,
)
from dashboard.domain.verdicts import verdict
from dashboard.domain.violations import violations
from dashboard.domain.words import (
    STANDARD,
    Formats,
    clock_words,
    count_words,
    distance_words,
    duration_words,
    money_words,
    window_words,
)
from dashboard.domain.zones import Zone

__all__ = [
    "ANYWHERE",
    "DEPOT",
    "HOME",
    "NO_AIMS",
    "NO_TRAFFIC",
    "STANDARD",
    "UNREACHABLE",
    "Aims",
    "Assignment",
    "Balance",
    "Break",
    "BreakRule",
    "Capacity",
    "Change",
    "Clock",
    "Collection",
    "ConflictError",
    "Costs",
    "Day",
    "Depot",
    "Driver",
    "DriverClass",
    "Formats",
    "Held",
    "IntakeError",
    "Kind",
    "Load",
    "Need",
    "Obstacle",
    "Order",
    "Pause",
    "Pin",
    "Plan",
    "PlannerError",
    "Point",
    "Priority",
    "Problem",
    "Reason",
    "Reload",
    "Remedy",
    "RemedyKind",
    "Route",
    "RowProblem",
    "Rule",
    "Shift",
    "SolveError",
    "Step",
    "StoreError",
    "Task",
    "TimeWindow",
    "TimedStep",
    "Totals",
    "Traffic",
    "TravelError",
    "TravelMatrix",
    "TravelProvider",
    "TravelSource",
    "Unassigned",
    "Violation",
    "Zone",
    "class_from_document",
    "class_to_document",
    "clock",
    "clock_words",
    "complaints",
    "count_words",
    "deliveries",
    "distance_words",
    "doors",
    "duration_words",
    "great_circle_m",
    "is_on_earth",
    "is_on_time",
    "make_plan",
    "money_words",
    "never_overtaking",
    "plan_from_document",
    "plan_to_document",
    "schedule",
    "shift_hours",
    "shifts_of",
    "total_load",
    "verdict",
    "violations",
    "window_words",
]
