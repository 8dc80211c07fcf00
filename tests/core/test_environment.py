"""What is forgotten of an environment when its address changes."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given

from dmm_desktop.core.environment import CHECKED, Environment
from storage.sample_values import environments


@given(environments)
def test_only_what_a_check_finds_is_reset_and_a_loaded_description_is_kept(environment: Environment) -> None:
    unchecked = environment.unchecked
    kept = {"description", "description_is_loaded"} if environment.description_is_loaded else set()
    for field in fields(Environment):
        is_reset = field.name in CHECKED and field.name not in kept
        expected = field.default if is_reset else getattr(environment, field.name)
        assert getattr(unchecked, field.name) == expected, field.name
    assert unchecked.unchecked == unchecked
