"""The fixtures of what all panels share."""

from ui.run_fixtures import font_of_the_mocks, no_leaked_thread, runner, scene  # noqa: F401
