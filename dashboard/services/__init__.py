"""One function for each thing a planner does: where intake, travel, search and store meet."""
