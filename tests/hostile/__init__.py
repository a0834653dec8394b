"""Hostile files that can be read, a table of those that cannot, and what must hold of every run over them."""
