"""What the README promises is what the code has."""

import re
from dataclasses import fields
from pathlib import Path

import dashboard.domain
from dashboard.__main__ import COMMANDS
from dashboard.services.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
WORDS = (
    "Day Order Point Load Capacity TimeWindow Priority Depot DriverClass Driver Shift Costs"
    " TravelMatrix Problem Rule Assignment Route Plan Unassigned Violation Totals"
)


def test_every_setting_is_in_the_readme_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", README, re.M))
    for field in fields(Settings):
        default = (
            "the browser's"
            if field.default == ""
            else f"{field.default:g}"
            if isinstance(field.default, float)
            else str(field.default)
        )
        assert rows[field.name].strip() == default, field.name


def test_every_command_is_in_the_readme() -> None:
    for name in COMMANDS:
        assert f"dashboard {name}" in README or f"`{name}`" in README or name == "start"


def test_every_direct_dependency_has_its_reason_in_the_readme() -> None:
    declared = (ROOT / "pyproject.toml").read_text("utf-8")
    listed = declared.split("dependencies = [", 1)[1].split("]", 1)[0]
    for name in re.findall(r'"([a-z0-9-]+)', listed):
        assert f"**{name}**" in README, name


def test_the_glossary_has_every_word() -> None:
    for word in WORDS.split():
        assert getattr(dashboard.domain, word).__doc__, word
