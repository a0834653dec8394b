"""What is wrong with the files, and where. Never about gaps in policy: those are the report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple

Route = tuple[str | int, ...]
"""Keys and positions (from 0) from the top of a document down to a value."""

Severity = Literal["error", "warning", "advice"]
"""An error stands in the way of a score, a warning does not; advice is for authors, and printed when they ask."""


class Place(NamedTuple):
    """A spot in a file, as a reader needs it: line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1


class Pointer(NamedTuple):
    """A value, by file and route: what the rules know. `on_key` points at its key instead."""

    path: str
    route: Route = ()
    on_key: bool = False

    def top(self) -> Place:
        """The beginning of the file."""
        return Place(self.path)

    def key(self) -> Pointer:
        """The same value by its key."""
        return Pointer(self.path, self.route, on_key=True)

    def child(self, *steps: str | int) -> Pointer:
        """The pointer to a value further down."""
        return Pointer(self.path, (*self.route, *steps), self.on_key)


class Code(Enum):
    """Every kind of problem: number, severity, and one sentence that documents it. Numbers are never reused."""

    UNREADABLE = ("SS101", "error", "The file cannot be read.")
    TOO_LARGE = ("SS102", "error", "The file is larger than a profile can be.")
    NOT_UTF8 = ("SS103", "error", "The file is not saved as UTF-8 text.")
    FORBIDDEN_CHARACTER = ("SS104", "error", "The file holds an invisible or control character.")
    NOT_YAML = ("SS105", "error", "The text is not valid YAML.")
    REPEATED_KEY = ("SS106", "error", "A key is written twice in the same block.")
    ANCHOR = ("SS107", "error", "An anchor (`&name`) or alias (`*name`) is used.")
    TAG = ("SS108", "error", "A tag (`!name`) or a directive (`%NAME`) is used.")
    MERGE_KEY = ("SS109", "error", "A merge key (`<<`) is used.")
    SEVERAL_DOCUMENTS = ("SS110", "error", "The file holds more than one document.")
    ODD_KEY = ("SS111", "error", "A key is not a plain word.")
    TOO_DEEP = ("SS112", "error", "Blocks are nested too deeply.")
    TOO_MANY_VALUES = ("SS113", "error", "The file holds more values than a profile can have.")
    EMPTY = ("SS114", "error", "The file is empty.")
    MISSING_KEY = ("SS201", "error", "A required key is missing.")
    UNKNOWN_KEY = ("SS202", "error", "A key is not known here.")
    WRONG_VALUE = ("SS203", "error", "A value is not of the kind that belongs here.")
    UNKNOWN_PRACTICE = ("SS301", "error", "No practice of the rubric has this name.")
    UNKNOWN_QUESTION = ("SS302", "error", "The practice asks no question of this name.")
    WRONG_ANSWER = ("SS303", "error", "The answer is none that its question accepts.")
    UNKNOWN_INSTRUMENT = ("SS304", "error", "The rubric knows no instrument of this name.")
    DATES_REVERSED = ("SS305", "error", "Something ends before it begins.")
    NO_LAW_ABOVE = ("SS306", "error", "The law above that the profile names is not found.")
    REPEATED_ID = ("SS307", "error", "Two policies of one place have the same id.")
    NOT_OPERATED = (
        "SS308",
        "error",
        "A policy binds an agency that the place does not operate, or a part of it binds more than the whole.",
    )
    RUBRIC_REFERENCE = ("SS309", "error", "A reference inside the rubric leads nowhere.")
    RUBRIC_FOLDER = ("SS310", "error", "The rubric folder is not complete.")
    MISFILED = ("SS311", "error", "The kind of the place and where its file lies do not agree.")
    NOTHING_ASKED = ("SS312", "error", "The rubric asks nothing of the place.")
    CASE_CLASH = ("SS313", "error", "The names of two files differ only in capitals, or only in `.yaml` and `.yml`.")
    UNDATED = ("SS401", "warning", "A policy has no start: it may or may not bind.")
    NO_SOURCE = ("SS402", "warning", "A policy names no source.")
    NOT_ASKED = ("SS403", "warning", "An answer is given to a practice that is not asked of this place.")
    WITHOUT_EFFECT = ("SS404", "warning", "A policy binds or forbids nothing that counts.")
    NOWHERE = ("SS405", "warning", "The profile does not say in which state the place lies.")
    CUT_TEXT = ("SS406", "warning", "The end of a text is taken for a comment.")
    CONTRADICTION = ("SS407", "warning", "Two policies in force on one day say the opposite of each other.")
    NOT_YET = ("SS408", "warning", "Something is said to have been seen on a day that has not come.")
    SOURCES_AT_ODDS = ("SS409", "warning", "The sources of a policy do not agree, or cannot be as they are cited.")
    NOT_MEASURED = ("SS410", "warning", "The rubric does not measure places of this kind.")
    SECONDARY_ONLY = ("SS411", "advice", "Every source of a policy is secondary.")
    STALE = ("SS412", "advice", "The sources of a policy in force have not been read for a long time.")
    OUTDONE = ("SS413", "advice", "The law above already gives all that a policy gives.")
    LOST_ZERO = ("SS414", "advice", "A section number may have lost a zero.")
    WAIVER_EXPIRED = ("SS415", "warning", "A waiver has expired.")
    WAIVER_UNUSED = ("SS416", "warning", "A waiver waives nothing.")
    WAIVERS_ALONE = ("SS417", "warning", "A file of waivers has no profile beside it.")
    NO_STATE = ("SS418", "warning", "The tree holds no profile of the state that the place lies in.")
    LAPSED = ("SS419", "advice", "The only law on a practice has ended, and nothing is entered that follows it.")
    PLACEHOLDER = ("SS420", "warning", "A text of the example still stands where one of the law belongs.")
    INTERNAL = ("SS901", "error", "The program itself failed on this file.")

    def __init__(self, number: str, severity: Severity, sentence: str) -> None:
        self.number = number
        self.severity: Severity = severity
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file: what, where, what was expected and what to do."""

    code: Code
    at: Pointer
    message: str


class Placed(NamedTuple):
    """A problem with its line and column, in the order in which problems are printed."""

    place: Place
    number: str
    message: str
    severity: Severity
