"""A folder of practice files to a rubric, with everything that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from sanctuary_score.atlas import shipped
from sanctuary_score.diagnostic import Code, Placed, Pointer
from sanctuary_score.fields import WORD
from sanctuary_score.load import Document, load
from sanctuary_score.rubric import Practice, Rubric
from sanctuary_score.rubric_header import Header
from sanctuary_score.rubric_references import check_argument, check_rubric
from sanctuary_score.validate import did_you_mean, parse_model, quoted

HEADER = "rubric.yaml"
_ENDINGS = (".yaml", ".yml")


def read_rubric(folder: str, past: bool = False) -> tuple[Rubric | None, tuple[Placed, ...]]:
    """The rubric in a folder, or None and everything that is wrong with it.

    One of the past need not argue what nobody asked for then: it is read to be compared, not to be defended.
    """
    header_file = os.path.join(folder, HEADER)
    if not os.path.isfile(header_file):
        return None, (_about(folder, f"the folder holds no `{HEADER}`; name a folder that is a rubric"),)
    document = load(header_file)
    header, problems = parse_model(Header, document)
    found = list(document.placed(problems))
    documents: dict[str, Document] = {}
    practices: dict[str, Practice] = {}
    areas: dict[str, str] = {}
    for path in _practice_files(folder):
        if wrong := _misnamed(folder, path):
            found.append(_about(path, wrong))
            continue
        document = load(path)
        name, area = os.path.splitext(os.path.basename(path))[0], os.path.basename(os.path.dirname(path))
        practice, problems = parse_model(Practice, document)
        found += document.placed(problems)
        if name in documents:
            found.append(_about(path, f"two files hold a practice called {quoted(name)}; rename one"))
        documents[name], areas[name] = document, area
        if practice is not None:
            practices[name] = practice
    if not documents:
        found.append(_about(folder, "the folder holds no practice; add one below the folder of its area"))
    if header is None or found:
        return None, tuple(sorted(found))
    order = [area.id for area in header.areas]
    found += [
        _about(documents[name].path, f"the folder {quoted(area)} is no area of {HEADER}{did_you_mean(area, order)}")
        for name, area in areas.items()
        if area not in order
    ]
    if found:
        return None, tuple(sorted(found))
    ranked = sorted(practices, key=lambda name: (order.index(areas[name]), not practices[name].core, name))
    rubric = Rubric(header, {name: practices[name] for name in ranked}, areas)
    for name, document in documents.items():
        found += document.placed(check_rubric(rubric, name, Pointer(document.path)))
        if not past:
            found += document.placed(check_argument(rubric.practices[name], Pointer(document.path)))
    return (None if found else rubric), tuple(sorted(found))


def _practice_files(folder: str) -> Iterator[str]:
    """The files of the rubric's own practices: a folder below with a header of its own is another rubric."""
    for here, folders, files in os.walk(folder):
        if here != folder and HEADER in files:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(_ENDINGS) and not name.startswith(".") and (here, name) != (folder, HEADER):
                yield os.path.join(here, name)


def _misnamed(folder: str, path: str) -> str:
    """Why a file cannot be a practice by its name and place; empty when it can."""
    name, ending = os.path.splitext(os.path.basename(path))
    if ending not in _ENDINGS:
        return f"the name ends in {quoted(ending)}; a practice is a file that ends in `.yaml`"
    if not WORD.fullmatch(name):
        return f"{quoted(name)} cannot be the id of a practice; use lower-case letters, digits and hyphens alone"
    if os.path.relpath(path, folder).count(os.sep) != 1:
        return (
            "a practice lies in the folder of its area, and that one right in the rubric's, as custody/holds.yaml does"
        )
    return ""


DEFAULT = "protecting-our-communities"
"""The id of the rubric that ships and is used when none is named; every report says it."""


def rubric_names() -> list[str]:
    """The rubrics that ship, by name, the one that is used when none is named first."""
    return [DEFAULT, *sorted(os.listdir(os.path.join(shipped("rubric"), "others")))]


def find_rubric(name: str | None) -> str:
    """The folder of a rubric: the one that ships, another that ships by its name, or a folder of the user's."""
    if name is None or (name == DEFAULT and not os.path.isdir(name)):
        return shipped("rubric")
    by_name = os.path.join(shipped("rubric"), "others", name)
    return by_name if not os.path.isdir(name) and os.path.isdir(by_name) else name


def _about(path: str, message: str) -> Placed:
    code = Code.RUBRIC_FOLDER
    return Placed(Pointer(path).top(), code.number, message, code.severity)
