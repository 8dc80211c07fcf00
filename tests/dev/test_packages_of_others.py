"""What is built on Windows and macOS only, as far as it can be looked at elsewhere."""

import ast
import plistlib
import struct
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from icons import WINDOWS_SIZES, write_icns, write_ico
from left_out import TRACES, kept, unused
from macos import ENTITLEMENTS, info_plist
from product import DISPLAY_NAME, VERSION, WINDOW
from windows_version import four_numbers, version_resource

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", "0.1.0.0"), ("1.2.3.4.5", "1.2.3.4"), ("2.0.0rc1", "2.0.0.0"), ("3", "3.0.0.0")],
)
def test_windows_wants_four_numbers(version: str, numbers: str) -> None:
    assert four_numbers(version) == numbers


def test_the_version_resource_says_what_a_program_is() -> None:
    """PyInstaller evaluates the text with these names, and has them on Windows only."""
    description = 'A "description", isn\'t it?'
    tree = ast.parse(version_resource(WINDOW, description), mode="eval")
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = {"VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct", "VarFileInfo"}
    assert {ast.unparse(call.func) for call in calls} == names | {"VarStruct"}
    texts = dict(arguments(call) for call in calls if ast.unparse(call.func) == "StringStruct")
    assert texts["ProductName"] == DISPLAY_NAME and texts["ProductVersion"] == texts["FileVersion"] == VERSION
    assert texts["OriginalFilename"] == f"{WINDOW}.exe" and texts["FileDescription"] == description
    [fixed] = [call for call in calls if ast.unparse(call.func) == "FixedFileInfo"]
    told = {keyword.arg: ast.literal_eval(keyword.value) for keyword in fixed.keywords}
    assert told["filevers"] == told["prodvers"] == tuple(map(int, four_numbers(VERSION).split(".")))


def arguments(call: ast.Call) -> list[Any]:
    return [ast.literal_eval(argument) for argument in call.args]


def test_the_icon_for_windows_has_every_size(tmp_path: Path) -> None:
    write_ico(tmp_path / "icon.ico")
    content = (tmp_path / "icon.ico").read_bytes()
    assert struct.unpack_from("<HHH", content) == (0, 1, len(WINDOWS_SIZES))
    for index, size in enumerate(WINDOWS_SIZES):
        width, height, *_, length, offset = struct.unpack_from("<BBBBHHII", content, 6 + 16 * index)
        assert width == height == size % 256
        assert_shows_something(content[offset : offset + length], size)


def test_the_icon_for_macos_has_every_size(tmp_path: Path) -> None:
    write_icns(tmp_path / "icon.icns")
    content = (tmp_path / "icon.icns").read_bytes()
    assert content[:4] == b"icns" and struct.unpack_from(">I", content, 4) == (len(content),)
    sizes, place = {}, 8
    while place < len(content):
        name, length = struct.unpack_from(">4sI", content, place)
        picture = content[place + 8 : place + length]
        sizes[name.decode()] = size = QImage.fromData(picture).width()
        assert_shows_something(picture, size)
        place += length
    assert place == len(content)
    assert sizes["ic07"] == 128 and sizes["ic09"] == 512 and sizes["ic10"] == 1024


def assert_shows_something(picture: bytes, size: int) -> None:
    """A picture of that size in which not everything has one colour."""
    assert picture.startswith(PNG)
    image = QImage.fromData(picture)
    assert (image.width(), image.height()) == (size, size)
    assert len({image.pixel(x, y) for x in range(size) for y in range(size)}) > 4


def test_macos_is_told_what_it_asks_for() -> None:
    told = plistlib.loads(plistlib.dumps(info_plist()))
    assert told == info_plist()
    assert told["NSRequiresAquaSystemAppearance"] is False, "it would be light where the system is dark"
    assert told["CFBundleExecutable"] == WINDOW and told["CFBundleVersion"] == VERSION
    [document] = told["CFBundleDocumentTypes"]
    assert document["LSItemContentTypes"] == ["public.zip-archive"] and document["LSHandlerRank"] == "Alternate"
    assert set(plistlib.loads(ENTITLEMENTS.read_bytes()).values()) == {True}


def test_what_is_left_out_on_windows_and_macos() -> None:
    """The names are those of PySide6's wheel for Windows; PyInstaller writes them with its separator."""
    used = ["Qt6Core.dll", r"plugins\platforms\qwindows.dll", r"plugins\imageformats\qsvg.dll"]
    used += [r"plugins\styles\qmodernwindowsstyle.dll", r"translations\qtbase_pt_BR.qm"]
    left = ["opengl32sw.dll", r"plugins\platforms\qminimal.dll", r"plugins\tls\qschannelbackend.dll"]
    left += [r"translations\qtbase_de.qm", r"translations\qtbase_pl.qm"]
    entries = [(rf"PySide6\{name}", rf"C:\Python\PySide6\{name}", "BINARY") for name in used + left]
    assert [name for name, _, _ in kept(entries, "win32")] == [rf"PySide6\{name}" for name in used]
    stale = unused(entries, "win32")
    assert "PySide6/opengl32sw.dll" not in stale and "PySide6/plugins/platforms/qdirect2d.dll" in stale
    assert kept(entries, "darwin") == entries and set(unused(entries, "darwin")) == set(TRACES)
