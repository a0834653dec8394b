"""The states by their postal codes, so that whoever writes one of these as the law above is told its id."""

from __future__ import annotations

from collections.abc import Mapping

_CODES = """
Alabama al, Alaska ak, Arizona az, Arkansas ar, California ca, Colorado co, Connecticut ct, Delaware de,
District of Columbia dc, Florida fl, Georgia ga, Hawaii hi, Idaho id, Illinois il, Indiana in, Iowa ia, Kansas ks,
Kentucky ky, Louisiana la, Maine me, Maryland md, Massachusetts ma, Michigan mi, Minnesota mn, Mississippi ms,
Missouri mo, Montana mt, Nebraska ne, Nevada nv, New Hampshire nh, New Jersey nj, New Mexico nm, New York ny,
North Carolina nc, North Dakota nd, Ohio oh, Oklahoma ok, Oregon or, Pennsylvania pa, Rhode Island ri,
South Carolina sc, South Dakota sd, Tennessee tn, Texas tx, Utah ut, Vermont vt, Virginia va, Washington wa,
West Virginia wv, Wisconsin wi, Wyoming wy
"""
STATES: Mapping[str, str] = {
    name.casefold(): code for name, _, code in (entry.strip().rpartition(" ") for entry in _CODES.split(","))
}
"""Postal codes by the name of the state, both in lower case."""


def state_id(text: str) -> str | None:
    """The id of the state that somebody names or abbreviates: `us/il` for `IL` or `Illinois`; None for any other."""
    given = " ".join(text.casefold().split())
    code = STATES.get(given, given.removeprefix("us/").removeprefix("us-"))
    return f"us/{code}" if code in STATES.values() else None
