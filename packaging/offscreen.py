"""Qt without a display, but with a screen of an ordinary size: that of its own accord is 800 pixels wide and high."""

from pathlib import Path

#: The value for QT_QPA_PLATFORM.
PLATFORM = f"offscreen:configfile={Path(__file__).with_suffix('.json')}"
