"""DMM Desktop with the data folder that is named, as a person starts it."""

import sys

from dmm_desktop.app import opened

with opened(["--data-dir", sys.argv[1]]) as application:
    from signs import Signs

    Signs(application.window)
    application.run()
