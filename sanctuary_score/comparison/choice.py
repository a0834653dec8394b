"""Which places to compare: by state, kind and population. Looks at nothing else of a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sanctuary_score.kinds import KINDS, Kind
from sanctuary_score.profile import Jurisdiction

_RANGE = re.compile(r"(?P<least>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?\.\.(?P<most>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Population:
    """How many people a place has: from the least to the most, both among them; None for no bound."""

    least: int | None
    most: int | None


def population_range(text: str) -> Population:
    """The range written as `100000..500000`, `100000..` or `..500000`. Raises ValueError for anything else."""
    found = _RANGE.fullmatch(text.strip())
    if found is None or text.strip() == "..":
        raise ValueError(f"`{text[:40]}` is no range of people; write it as 100000..500000, 100000.. or ..500000")
    least, most = (int(number.replace(",", "")) if number else None for number in (found["least"], found["most"]))
    if least is not None and most is not None and most < least:
        raise ValueError(f"`{text[:40]}` is no range of people: it ends before it begins")
    return Population(least, most)


@dataclass(frozen=True, slots=True)
class Choice:
    """The places that are wanted; whatever is left empty lets every place through."""

    states: tuple[str, ...] = ()
    """As users write them: `il`, `IL` or `us/il`."""
    kinds: tuple[Kind, ...] = ()
    population: Population | None = None

    def wants(self, place: Jurisdiction) -> bool | None:
        """Whether the place is wanted; None when that hangs on a population which is not known."""
        if self.kinds and place.profile.kind not in self.kinds:
            return False
        if self.states and not any(lies_in(place.id, state) for state in self.states):
            return False
        if self.population is None:
            return True
        people, wanted = place.profile.population, self.population
        if people is None:
            return None
        return (wanted.least is None or wanted.least <= people) and (wanted.most is None or people <= wanted.most)

    def words(self) -> Iterator[str]:
        """What is wanted, in words."""
        if self.states:
            yield f"in {' or '.join(state.upper().removeprefix('US/') for state in self.states)}"
        if self.kinds:
            yield f"of the kind {' or '.join(KINDS[kind].partition(':')[0] for kind in self.kinds)}"
        if self.population is not None:
            yield _people(self.population)


def _people(wanted: Population) -> str:
    if wanted.most is None:
        return f"with {wanted.least:,} people or more"
    if wanted.least is None:
        return f"with {wanted.most:,} people or fewer"
    return f"with {wanted.least:,} to {wanted.most:,} people"


def lies_in(id_: str, state: str) -> bool:
    """Whether the place of this id is that state or lies in it; a bare `il` is the step below the country."""
    wanted, steps = state.casefold().strip("/").split("/"), id_.split("/")
    return steps[1:2] == wanted if len(wanted) == 1 else steps[: len(wanted)] == wanted
