"""From a problem to an assignment, and the true reason for each order left out."""
