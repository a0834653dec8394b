"""A form that somebody has filled in: its cells as the data of a profile, and every cell that does not fit."""
