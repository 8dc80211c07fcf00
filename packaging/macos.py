"""What macOS reads of the application, and the disk image that people drag it from."""

import platform
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from product import AUTHORS, DISPLAY_NAME, NAME, ROOT, VERSION, WINDOW

#: What the application may do that macOS forbids to signed programs; the file says why.
ENTITLEMENTS = ROOT / "packaging" / "macos" / "entitlements.plist"

#: The application that is built beside the folder of the frozen one.
BUNDLE = f"{DISPLAY_NAME}.app"


def info_plist() -> dict[str, Any]:
    """What is said in Info.plist besides what PyInstaller says [names documented by Apple]."""
    return {
        "CFBundleDisplayName": DISPLAY_NAME,
        "CFBundleExecutable": WINDOW,
        "CFBundleVersion": VERSION,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "pt"],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Zip archive",
                "CFBundleTypeRole": "Viewer",
                "LSItemContentTypes": ["public.zip-archive"],
                "LSHandlerRank": "Alternate",  # in Open With; zips keep the program that they have
            }
        ],
        "LSApplicationCategoryType": "public.app-category.developer-tools",
        "LSMinimumSystemVersion": "13.0",  # that of PySide6
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": AUTHORS,
        "NSRequiresAquaSystemAppearance": False,  # it is dark where the system is
    }


def make_image(bundle: Path, into: Path) -> Path:
    """Write the disk image with the application and a way to where applications lie. Raises CalledProcessError."""
    result = into / f"{NAME}-{VERSION}-macos-{platform.machine()}.dmg"
    with tempfile.TemporaryDirectory(prefix="dmm-dmg-") as folder:
        # ditto keeps what a signature is about; a copy by Python does not.
        subprocess.run(["ditto", str(bundle), str(Path(folder) / bundle.name)], check=True)
        (Path(folder) / "Applications").symlink_to("/Applications")
        command = ["hdiutil", "create", "-quiet", "-ov", "-fs", "HFS+", "-format", "UDZO"]
        subprocess.run([*command, "-volname", DISPLAY_NAME, "-srcfolder", folder, str(result)], check=True)
    return result
