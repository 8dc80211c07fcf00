"""The application's icon as each system wants it, drawn from `resources/app-icon.svg`."""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from product import ROOT

SOURCE = ROOT / "resources" / "app-icon.svg"

#: The sizes of the hicolor theme that desktops look for, and those of Windows, in pixels.
LINUX_SIZES = (16, 22, 24, 32, 36, 48, 64, 72, 96, 128, 192, 256, 512)
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)

#: Apple's names of sizes in pixels; the second ones are for screens with twice as many dots.
_MACOS = (
    *((b"icp4", 16), (b"icp5", 32), (b"ic07", 128), (b"ic08", 256), (b"ic09", 512)),
    *((b"ic11", 32), (b"ic12", 64), (b"ic13", 256), (b"ic14", 512), (b"ic10", 1024)),
)


def png(size: int) -> bytes:
    """The icon as a PNG, ``size`` pixels square."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs know files only
    return bytes(content.data())


def write_ico(path: Path) -> None:
    """Write the icon for Windows: a directory of PNGs [documented by Microsoft]."""
    pictures = [png(size) for size in WINDOWS_SIZES]
    header = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(header) + 16 * len(pictures)
    for size, picture in zip(WINDOWS_SIZES, pictures, strict=True):
        side = size % 256  # 0 stands for 256
        header += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    path.write_bytes(header + b"".join(pictures))


def write_icns(path: Path) -> None:
    """Write the icon for macOS: PNGs, each after its name and length [documented by Apple]."""
    parts = [(name, png(size)) for name, size in _MACOS]
    body = b"".join(name + struct.pack(">I", 8 + len(picture)) + picture for name, picture in parts)
    path.write_bytes(b"icns" + struct.pack(">I", 8 + len(body)) + body)
