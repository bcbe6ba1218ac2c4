"""From points to travel times and the lines of routes."""
