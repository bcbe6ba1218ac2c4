"""Plain web routes beside the pages, and what stands in front of all of them."""
