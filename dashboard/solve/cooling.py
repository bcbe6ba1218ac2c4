"""How warm a search is: how much dearer it lets the routes become for a while."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cooling:
    """From which heat to which, in what driving costs for an order on average."""

    hot: float
    cold: float

    def at(self, spent: float) -> float:
        """The heat after a share of the search."""
        return float(self.hot * (self.cold / self.hot) ** spent)

    def stage(self, number: int, count: int) -> "Cooling":
        """One of so many stretches, the first of which is 0."""
        return Cooling(self.at(number / count), self.at((number + 1) / count))
