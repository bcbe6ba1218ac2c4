"""The workspace's password, as the settings page sees it."""

import os
from pathlib import Path

from dashboard.services.access import remove_password, set_password, watch_access

PASSWORD_VARIABLE = "ROUNDSMAN_PASSWORD"


def is_set(folder: Path) -> bool:
    """Whether a password is kept in the workspace."""
    return watch_access(folder)().password is not None


def is_given_from_outside() -> bool:
    """Whether the environment names one, which goes before the workspace's."""
    return bool(os.environ.get(PASSWORD_VARIABLE))


def clear(folder: Path) -> None:
    """Let everybody on this machine in again."""
    remove_password(folder)


__all__ = ["clear", "is_given_from_outside", "is_set", "set_password"]
