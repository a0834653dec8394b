"""The parser's complaints in plain words. Both parsers of PyYAML word them differently; a reader sees one sentence."""

from __future__ import annotations

import re

BAD_ESCAPE = "an escape (`\\`) in double quotes is not known; use single quotes, or write `\\\\`"

TAB = "a tab stands here; use spaces"

_SENTENCES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("mapping values are not allowed",),
        "a colon stands where no key can be; quote the whole text if it holds `: `, or mend the spaces before it",
    ),
    (
        ("found character",),
        "this character cannot start a text; put the text in quotes",
    ),
    (
        ("unexpected end of stream", "unexpected document"),
        "the quotation mark that opens here is never closed; add the closing one",
    ),
    (
        ("',' or ']'", "',' or '}'"),
        "a list `[...]` or block `{...}` is not closed, or a comma is missing; texts with commas or colons need quotes",
    ),
    (
        ("expected key", "<block end>", "'-' indicator", "block sequence entries", "sequence entries"),
        "the line does not fit the ones above; keys of one block start in the same column, list items with `- `",
    ),
    (
        ("could not find expected ':'", "mapping keys are not allowed"),
        "a key without a colon; write `key: value`, and put a text of several lines in quotes",
    ),
    (
        ("directive",),
        "a directive (a line that starts with `%`) stands here; delete it",
    ),
    (
        ("found unexpected ':'",),
        "a blank is missing after this colon: write `key: value`, or put the text in quotes",
    ),
    (
        ("escape", "hexdecimal"),
        BAD_ESCAPE,
    ),
    (
        ("node content", "<document start>"),
        "something stands here that belongs to no key; delete it, or put the text before it in quotes",
    ),
)
_OTHERWISE = "the text cannot be read as YAML from here on; compare the line with the example in README"


_INVISIBLE = {
    "\t": TAB,
    "\xa0": "a no-break space stands here, which looks like a space; delete it and type a space",
}


_CURLY = re.compile(r"(?:^|[:,\[{-])\s+[“”‘’„]")
_APOSTROPHE = re.compile(r"(?:^|[:,\[{-])\s+'[^']*[^'\s]'[^\s,:\]}']")


def in_plain_words(error: Exception, character: str, line: str = "") -> str:
    """What is wrong and what to do, as one sentence; `character` is what stands where the parser gave up in `line`."""
    if character in _INVISIBLE:
        return _INVISIBLE[character]
    problem = str(getattr(error, "problem", None) or error)
    if _CURLY.search(line):
        return 'these are curly quotes, as Word writes them; YAML knows only straight ones: write "..."'
    if _APOSTROPHE.search(line):
        return "a quoted text ends before the end of the line; write an apostrophe in it as '', or use double quotes"
    for marks, sentence in _SENTENCES:
        if any(mark in problem for mark in marks):
            return sentence
    return _OTHERWISE
