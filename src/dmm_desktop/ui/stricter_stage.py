"""Why a destination has a stricter stage than the one it is saved with."""

from __future__ import annotations

from ..core.environment import Destination
from ..core.text import text
from .messages import tr_text
from .services.environment_controller import EnvironmentController
from .stage import twin_words


def why_stricter(environments: EnvironmentController, target: Destination) -> str:
    """Why the stage of a destination, its strictest one, is stricter than the one it is saved with; "" if it is not."""
    if environments.own_stage(target) is target.stage:
        return ""
    strict = [twin_words(twin) for twin in environments.twins(target) if twin.stage is target.stage]
    if strict:
        return tr_text(
            text(
                "The strictest stage applies: {name} may be the same server as {others}.",
                name=target.environment.name,
                others=", ".join(strict),
            )
        )
    spelled = [twin_words(one) for one in environments.spelled_otherwise(target) if one.stage is target.stage]
    return tr_text(
        text(
            "The strictest stage applies: {name} may be the same connection as {others}.",
            name=target.connection.name,
            others=", ".join(spelled),
        )
    )
