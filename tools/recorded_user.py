"""A user at a window who takes a numbered picture of each step."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tools.window_user import WindowUser, expect

#: The least size and number of colours of any window or question.
SMALLEST, COLOURS = (320, 120), 32
#: The largest share of one colour in any window.
MOST_OF_ONE_COLOUR = 0.97
#: Milliseconds between two pictures of a window, and how many of them are taken at most.
_BETWEEN, _TRIES = 100, 10


class RecordedUser(WindowUser):
    """Saves pictures in the folder ``output``, and files that the application saves."""

    def __init__(self, window: QWidget, output: Path) -> None:
        super().__init__(window)
        self.output = output
        self._shots = len(list(output.glob("[0-9][0-9]-*.png")))

    def shot(self, name: str, widget: QWidget | None = None) -> None:
        """Save a picture of a window, which must not be blank."""
        shown = widget or self.window
        self._shots += 1
        path = self.output / f"{self._shots:02}-{name}.png"
        expect(self._picture(shown).save(str(path)), f"{path} could not be written.")
        image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
        expected = shown.size() * shown.devicePixelRatio()
        expect(
            image.size() == expected and image.width() >= SMALLEST[0] and image.height() >= SMALLEST[1], f"{path}: size"
        )
        pixels = Counter(memoryview(image.constBits()).cast("I"))
        (_, most), *_ = pixels.most_common(1)
        is_empty = len(pixels) < COLOURS or most > MOST_OF_ONE_COLOUR * pixels.total()
        expect(not is_empty, f"{path} is blank.")

    def _picture(self, shown: QWidget) -> QImage:
        """The window once it has been laid out: two pictures in a row are the same. What moves is taken as it is."""
        pictures = [shown.grab().toImage()]
        for _ in range(_TRIES):
            QTest.qWait(_BETWEEN)
            pictures.append(shown.grab().toImage())
            if pictures[-1] == pictures[-2]:
                break
        return pictures[-1]

    def save_as(self, name: str) -> None:
        """Choose where to save, and wait for the file."""
        target = self.output / name
        self.choose_file("save_file", target)
        self.wait(target.exists, name)
        notices = self.window.findChildren(QWidget, "notice")
        self.wait(lambda: any(notice.isVisible() for notice in notices), "the notice that the file is saved")


def use_dialogs_of_qt() -> None:
    """Let Qt draw the file dialogs: those of Windows and macOS cannot be used from here."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
