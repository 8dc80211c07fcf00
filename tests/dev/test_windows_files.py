"""What the installer for Windows writes and what it removes: the same files, and none of anybody else."""

import re
from pathlib import Path

from windows_installer import scripts


def test_what_is_installed_is_removed_and_nothing_else(tmp_path: Path) -> None:
    names = ["app.exe", "uninstall $x.txt", "_internal/Qt/Qt6Core.dll", "_internal/Qt/plugins/a.dll", "_internal/b.pyd"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    install, remove = scripts(tmp_path)
    folder, installed = "", []
    for command in install.splitlines():
        verb, value = re.fullmatch(r'(SetOutPath|File) "(.*)"', command).groups()  # type: ignore[union-attr]
        if verb == "SetOutPath":
            folder = value
        else:
            assert value.startswith(str(tmp_path))
            installed.append(folder + "\\" + value.rpartition("/")[2])
    assert folder == "$INSTDIR"
    assert sorted(installed) == sorted(re.findall(r'^Delete "(.*)"$', remove, re.MULTILINE))
    assert "$INSTDIR\\uninstall $$x.txt" in installed and len(installed) == len(names)
    assert re.findall(r'^RMDir "(.*)"$', remove, re.MULTILINE) == [
        "$INSTDIR\\_internal\\Qt\\plugins",
        "$INSTDIR\\_internal\\Qt",
        "$INSTDIR\\_internal",
    ]
    assert "RMDir /r" not in remove + (Path(__file__).parents[2] / "packaging/windows/installer.nsi").read_text("utf-8")
