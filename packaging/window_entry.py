"""Where the frozen window starts; PyInstaller wants a file that is in no package."""

import os
import sys

# PyInstaller has set these for this process, which has read them by now. Programs that it starts, such as a browser,
# must not look into our folder for their libraries and Qt plugins.
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
for name in ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
    os.environ.pop(name, None)
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before

try:
    from dmm_desktop.app import main  # after the above, which imports of Qt would read
except ImportError as error:  # what the .deb depends on is no part of the .tar.zst
    sys.exit(f"dmm-desktop: this system lacks a library that desktops have. {error}.")

sys.exit(main())
