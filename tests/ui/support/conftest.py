"""The fixtures of the panels of runs."""

from ui.run_fixtures import (  # noqa: F401
    answers,
    font_of_the_mocks,
    live,
    no_leaked_thread,
    runner,
    samples,
    scene,
    shown,
)
