"""Facts every table keeps to, asked of all models (CONTRIBUTING.md, "Tables")."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.db import models

OURS = ("mrv.", "reporting", "verification", "inventory")
# A name that says its own unit needs no comment.
UNITED = re.compile(
    r"_(t|kg|gj|tj|kwh|mwh|m3|tco2e|co2e_t|percent|count|bytes|days|hours|seconds|at|by|date|year|month|version|id)$|^(year|month|version|id)$"
)
NUMBERS = (models.DecimalField, models.IntegerField, models.BigIntegerField, models.PositiveIntegerField)


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith(OURS) and not model._meta.proxy]


def columns() -> Iterator[tuple[str, models.Field]]:
    for model in ours():
        for field in model._meta.local_fields:
            yield f"{model._meta.label}.{field.name}", field


def conditions(model: type[models.Model]) -> str:
    return " ".join(
        str(constraint.condition)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    )


def test_every_moment_has_an_actor() -> None:
    orphans = []
    for model in ours():
        names = {field.name for field in model._meta.local_fields}
        orphans += [
            f"{model._meta.label}.{name}" for name in names if name.endswith("_at") and f"{name[:-3]}_by" not in names
        ]
    assert sorted(orphans) == []


def test_every_enumeration_is_checked_by_the_database() -> None:
    unchecked = [
        name
        for name, field in columns()
        if field.choices
        and f"'{field.name}__in'" not in conditions(field.model)
        and f"('{field.name}'" not in conditions(field.model)
    ]
    assert unchecked == []


def test_every_number_says_its_unit_by_name_or_comment() -> None:
    silent = [
        name
        for name, field in columns()
        if isinstance(field, NUMBERS)
        and not field.is_relation
        and not field.primary_key
        and not field.db_comment
        and not UNITED.search(field.name)
    ]
    assert silent == []


def test_no_quantity_of_record_is_a_float() -> None:
    assert [name for name, field in columns() if isinstance(field, models.FloatField)] == []


def test_nullable_text_does_not_blur_empty_and_unknown() -> None:
    blurred = [
        name
        for name, field in columns()
        if isinstance(field, models.CharField | models.TextField) and field.null and not field.unique
    ]
    assert blurred == []


def test_every_model_tells_itself_apart() -> None:
    assert [model._meta.label for model in ours() if model.__str__ is models.Model.__str__] == []
