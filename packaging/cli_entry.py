"""Where the frozen command line starts; PyInstaller wants a file that is in no package."""

import sys

from dmm_desktop.cli import main

sys.exit(main())
