"""JSON Schemas (draft 2020-12), made from the models; that of profiles knows every answer the rubric accepts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from pydantic import TypeAdapter

from sanctuary_score.comparison_formats.shape import DocumentV1 as Comparison
from sanctuary_score.history_formats.shape import DocumentV1 as History
from sanctuary_score.profile import Profile
from sanctuary_score.questions import KINDS, AtLeast, AtMost, Exceptions, Fact, Levels, Scored, ShareOf, YesNo
from sanctuary_score.report_json.shape import DocumentV1
from sanctuary_score.rubric import Practice, Rubric

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def profile_schema(rubric: Rubric) -> Schema:
    """The schema of a profile, so that an editor completes practices, questions and answers and explains them."""
    schema = Profile.model_json_schema()
    definitions = schema["$defs"]
    reserved = definitions["Provision"]["properties"]
    provides = {name: _provision(practice, reserved) for name, practice in rubric.practices.items()}
    bars = {name: {"$ref": "#/$defs/Bar"} for name in rubric.practices}
    policy = definitions["Policy"]["properties"]
    policy["provides"] = _closed(provides, "what it says, by practice")
    policy["forbids"] = _closed(bars, "practices that it forbids to the places it reaches")
    policy["instrument"] = {"oneOf": [{"const": i.id, "description": i.title} for i in rubric.header.instruments]}
    day = schema["properties"]["none_found"]["additionalProperties"]
    schema["properties"]["none_found"] = _closed(dict.fromkeys(rubric.practices, day), "searched for in vain, and when")
    del definitions["Provision"]
    return {"$schema": _DIALECT, "title": "A sanctuary-score profile"} | schema


def _closed(properties: Schema, description: str) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "description": description,
    }


def _provision(practice: Practice, reserved: Schema) -> Schema:
    questions = {
        name: _answers(question) | {"description": question.ask} for name, question in practice.questions.items()
    }
    return _closed(reserved | questions, practice.title)


def _answers(question: Scored | Fact) -> Schema:
    match question:
        case Levels():
            return {"oneOf": [{"const": n, "description": question.meanings.get(n, n)} for n in question.levels]}
        case YesNo():
            return {"enum": ["yes", "no", True, False]}
        case AtMost() | AtLeast():
            return {"type": ["number", "string"], "pattern": "^[0-9]+([.][0-9]+)?$", "title": question.unit}
        case ShareOf() | Exceptions():
            word = {"enum": list(question.words())}
            return {"anyOf": [word, {"type": "array", "items": word, "minItems": 1, "uniqueItems": True}]}
        case Fact():
            return {"type": ["string", "number"]}


def rubric_schema(rubric: Rubric) -> Schema:  # noqa: ARG001 (every schema is made alike)
    """The schema of a practice file."""
    schema = Practice.model_json_schema()
    definitions = schema["$defs"]
    for kind, model in KINDS.items():
        of_kind = model.model_json_schema()
        definitions |= of_kind.pop("$defs", {})
        definitions[kind] = of_kind
    any_of_them = {"oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in KINDS]}
    names = schema["properties"]["questions"]["patternProperties"]
    schema["properties"]["questions"] |= {"patternProperties": dict.fromkeys(names, any_of_them)}
    return {"$schema": _DIALECT, "title": "A practice of a sanctuary-score rubric"} | schema


def _output_schema(model: Any, title: str, rubric: Rubric) -> Schema:  # noqa: ARG001 (every schema is made alike)
    """The schema of what a command writes with `--format json`."""
    return {"$schema": _DIALECT, "title": title} | TypeAdapter(model).json_schema()


SCHEMAS: Mapping[str, Callable[[Rubric], Schema]] = {
    "profile": profile_schema,
    "rubric": rubric_schema,
    "report": partial(_output_schema, DocumentV1, "A sanctuary-score report, version 1"),
    "comparison": partial(_output_schema, Comparison, "A sanctuary-score comparison, version 1"),
    "history": partial(_output_schema, History, "A sanctuary-score history, version 1"),
}
