"""The kinds of jurisdictions and of agencies: the two closed vocabularies that profiles and rubrics share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

Kind = Literal["state", "county", "city", "city-county", "transit-agency", "school-district", "federal-district"]
Agency = Literal[
    "police", "jail", "prosecutor", "probation", "courts", "transit", "schools", "health", "administration"
]

KINDS: Mapping[Kind, str] = {
    "state": "state",
    "county": "county",
    "city": "city",
    "city-county": "consolidated city and county",
    "transit-agency": "transit agency",
    "school-district": "school district",
    "federal-district": "federal district (D.C.): practices of states and of cities both apply",
}

AGENCIES: Mapping[Agency, str] = {
    "police": "police or sheriff's patrol",
    "jail": "jail or prison",
    "prosecutor": "prosecutor or city attorney",
    "probation": "probation and parole",
    "courts": "courts",
    "transit": "transit operator, with its own police and fare staff",
    "schools": "public schools",
    "health": "public hospitals and clinics",
    "administration": "every other department and office",
}

assert tuple(KINDS) == get_args(Kind)
assert tuple(AGENCIES) == get_args(Agency)


def asked_kinds(applies_to: Iterable[Kind], except_for: Iterable[Kind] = ()) -> frozenset[Kind]:
    """The kinds of places that a practice for these kinds is asked of.

    D.C. has the powers of a state and of a city, so what is asked of either is asked of it, unless it is named as an
    exception because federal law keeps that one power from it.
    """
    kinds = set(applies_to)
    if not kinds.isdisjoint({"state", "city"}):
        kinds.add("federal-district")
    return frozenset(kinds.difference(except_for))
