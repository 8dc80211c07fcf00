"""DMM Desktop as users start it, with the data folder that the argument names."""

import sys

from dmm_desktop.app import opened

with opened(["--data-dir", sys.argv[1]]) as application:
    from benchmarks.windows.signs import Signs  # only now: what the application imports is measured as it is

    Signs(application.window)
    application.run()
