"""A search process that loads no engine beforehand, for searches that are fakes."""

from dashboard.services import search_child

if __name__ == "__main__":
    search_child.main(lambda: None)
