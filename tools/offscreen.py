"""Qt without a display: the variables for its offscreen platform."""

import os
import sys
from pathlib import Path

#: One screen of 1920 by 1080 pixels, where Qt's own has 800 by 800.
SCREEN = Path(__file__).with_name("offscreen.json")


def offscreen(screens: Path = SCREEN) -> dict[str, str]:
    """The environment variables for windows on the screens that a JSON file describes."""
    path = str(screens)
    if sys.platform != "win32":
        return {"QT_QPA_PLATFORM": f"offscreen:configfile={path}"}
    # Qt splits the value at colons, and looks for fonts in a folder that is not there [platform].
    path = os.path.splitdrive(path)[1]
    fonts = os.path.join(os.environ.get("SYSTEMROOT", r"C:\Windows"), "Fonts")
    return {"QT_QPA_PLATFORM": f"offscreen:configfile={path}", "QT_QPA_FONTDIR": fonts}
