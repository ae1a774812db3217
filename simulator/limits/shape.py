"""Checks a body against the SDK's own models, property by property, and knows the place of each.

The models by themselves drop what they do not know and lose the path of what they refuse; LINE
does neither.
"""

from typing import Any, cast

from linebot.v3.messaging import models
from pydantic.v1 import BaseModel, ValidationError
from pydantic.v1.fields import ModelField

from simulator.limits.problem import Path, Problem, Problems

Model = type[BaseModel]

_TOO_LONG = "value_error.any_str.max_length"
"""The SDK counts code points in a rich menu's texts, LINE counts letters with their marks."""


def shape_problems(value: object, model: Model, path: Path = ()) -> Problems:
    """Everything about `value` that `model` does not know or does not take."""
    if not isinstance(value, dict):
        yield Problem(path, "Must be an object")
        return
    actual = _resolve(value, model)
    if isinstance(actual, str):
        yield Problem((*path, "type"), actual)
        return
    fields = {field.alias: field for field in actual.__fields__.values()}
    for name in value.keys() - fields.keys():
        yield Problem((*path, name), "Unknown property")
    for name, field in fields.items():
        yield from _property_problems(value.get(name), field, actual, (*path, name))


def _property_problems(value: Any, field: ModelField, model: Model, path: Path) -> Problems:
    if value is None:
        if field.required:
            yield Problem(path, "May not be empty")
        return
    nested = _nested_model(field)
    if nested is None:
        yield from _leaf_problems(value, field, model, path)
    elif _is_list(field):
        yield from _list_problems(value, nested, path)
    elif field.name == "substitution":
        for key, item in value.items() if isinstance(value, dict) else ():
            yield from shape_problems(item, nested, (*path, key))
    else:
        yield from shape_problems(value, nested, path)


def _list_problems(value: Any, model: Model, path: Path) -> Problems:
    if not isinstance(value, list):
        yield Problem(path, "Must be an array")
        return
    for index, item in enumerate(value):
        yield from shape_problems(item, model, (*path, index))


def _leaf_problems(value: Any, field: ModelField, model: Model, path: Path) -> Problems:
    _, error = field.validate(value, {}, loc=field.alias, cls=model)
    if error is None:
        return
    errors = error if isinstance(error, list) else [error]
    for found in ValidationError(errors, model).errors():
        if model is models.RichMenuRequest and found["type"] == _TOO_LONG:
            continue
        place = (*path, *(part for part in found["loc"][1:] if isinstance(part, int)))
        yield Problem(place, found["msg"][0].upper() + found["msg"][1:])


def _nested_model(field: ModelField) -> Model | None:
    kind = field.type_
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _is_list(field: ModelField) -> bool:
    return isinstance(field.outer_type_, type) and issubclass(field.outer_type_, list)


def _resolve(value: dict[str, Any], model: Model) -> Model | str:
    """The model that `type` names, or the sentence LINE would answer."""
    kinds = _kinds(model)
    if kinds is None:
        return model
    kind = value.get("type")
    if kind is None:
        return "May not be empty"
    named = getattr(models, kinds.get(kind, "") if isinstance(kind, str) else "", None)
    if named is None or not issubclass(named, model):
        return f"Must be one of the following values: [{', '.join(_allowed(kinds, model))}]"
    return cast(Model, named)


def _kinds(model: Model) -> dict[str, str] | None:
    """The SDK's own map from `type` to model name, found on the base that has it."""
    for base in model.__mro__:
        kinds = getattr(model, f"_{base.__name__}__discriminator_value_class_map", None)
        if kinds is not None:
            return dict(kinds)
    return None


def _allowed(kinds: dict[str, str], model: Model) -> list[str]:
    return [kind for kind, name in kinds.items() if issubclass(getattr(models, name), model)]
