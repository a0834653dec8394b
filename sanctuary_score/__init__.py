"""Score what a place does in law for its immigrant residents against a toolkit's recommended practices."""

# A constant, and not `importlib.metadata`: looking it up costs more than the whole check of a file.
__version__ = "0.1.0"
