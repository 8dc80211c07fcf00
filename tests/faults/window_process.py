"""The whole application in a separate process without a screen: ``python window_process.py ACTION FOLDER [...]``

It prints a line of JSON at each milestone.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from dmm_desktop.app import opened
from dmm_desktop.ui.widgets.banner import Banner
from dmm_desktop.ui.widgets.buttons import spoken
from faults.echo_session import talk
from faults.soaking import soak
from faults.window_steps import idle, say, until


def show(folder: str, *options: str) -> None:
    """Open the window, and report what it shows once idle."""
    with opened(["--data-dir", folder, *options]) as application:
        QTest.qWait(0)
        idle(application)
        window = application.window
        banners = [one.accessibleName() for one in window.findChildren(Banner) if one.isVisible()]
        quit_ = window.findChild(QAction, "menu_quit")
        say(
            title=window.windowTitle(),
            visible=window.isVisible(),
            banners=banners,
            appearance=application.theme.appearance.value,
            quit=spoken(quit_.text()) if quit_ is not None else "",
        )
        window.close()


def first(folder: str) -> None:
    """Open the window, and report the wizard's file when another copy has passed one."""
    with opened(["--data-dir", folder]) as application:
        QTest.qWait(0)
        say(ready=True)

        until(lambda: bool(zip_file()))
        say(zip=Path(zip_file()).name, active=application.window.isVisible())
        idle(application)


def desktop_gives(event: QFileOpenEvent) -> None:
    """Send an event to the application as the desktop does."""
    application = QApplication.instance()
    assert application is not None
    QCoreApplication.sendEvent(application, event)


def given(folder: str, moment: str, *files: str) -> None:
    """Open the window, have the desktop pass it files as macOS does, and report which one the wizard shows."""
    with opened(["--data-dir", folder]) as application:
        if moment == "later":
            until(lambda: application.has_begun)
        for file in files:
            desktop_gives(QFileOpenEvent(file))
        until(lambda: bool(zip_file()))
        idle(application)
        say(zip=Path(zip_file()).name)


def children(folder: str) -> None:
    """Open the window with the demo environment, and report the environment variables of the programs it has
    started."""
    with opened(["--demo", "--data-dir", folder]) as application:
        until(lambda: bool(application.demo and application.demo.one_time_token))
        idle(application)
        ours = [one.parent for one in Path("/proc").glob("[0-9]*/stat") if parent(one) == os.getpid()]
        say(children=[(one / "environ").read_bytes().decode().split("\0") for one in ours])


def parent(stat: Path) -> int:
    """The parent of the process with this ``/proc/*/stat``; 0 if it has ended."""
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def zip_file() -> str:
    """The file in the wizard; empty if there is no wizard."""
    fields = (field for top in QApplication.topLevelWidgets() for field in top.findChildren(QLineEdit))
    return next((one.text() for one in fields if one.accessibleName() == "Zip file" and one.text()), "")


if __name__ == "__main__":
    actions = {action.__name__: action for action in (show, first, given, children, soak, talk)}
    actions[sys.argv[1]](*sys.argv[2:])
