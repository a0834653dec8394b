"""Papers for people: what they are made of (`blocks`), and one writer each for HTML, Word, PDF and Excel.

Knows no report: whoever has something to say puts it into blocks, and every writer can print it. What is in a block is
text and never markup; each writer escapes by its own library.
"""

from typing import Final

LANGUAGE: Final = "en-US"
"""Of every paper, for screen readers and hyphenation."""
AUTHOR: Final = "sanctuary-score"
"""What stands as the author in the properties of a file: no name of a person."""
