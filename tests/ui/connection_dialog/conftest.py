"""The fixtures of the panels of environments."""

from ui.environment_fixtures import demo, files, shelf  # noqa: F401
from ui.run_fixtures import font_of_the_mocks, no_leaked_thread, runner, scene, shown  # noqa: F401
