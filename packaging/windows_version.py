"""What Windows shows of our programs under *Properties*, *Details*."""

from product import AUTHORS, DISPLAY_NAME, VERSION


def version_resource(program: str, description: str) -> str:
    """The version resource of a program (its name without `.exe`), in the words of PyInstaller.

    The structure and its numbers are Windows' [documented as VS_VERSIONINFO]: an application, in English and Unicode.
    """
    numbers = tuple(map(int, four_numbers(VERSION).split(".")))
    texts = {
        "CompanyName": AUTHORS,
        "FileDescription": description,
        "FileVersion": VERSION,
        "InternalName": program,
        "LegalCopyright": AUTHORS,
        "OriginalFilename": f"{program}.exe",
        "ProductName": DISPLAY_NAME,
        "ProductVersion": VERSION,
    }
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in texts.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004,"
        f" fileType=1, subtype=0, date=(0, 0)), kids=[StringFileInfo([StringTable('040904B0', [{strings}])]),"
        " VarFileInfo([VarStruct('Translation', [0x0409, 0x04B0])])])\n"
    )


def four_numbers(version: str) -> str:
    """A version as Windows wants it: four numbers; what is no number, such as of a candidate, is left out."""
    numbers = [part for part in version.split(".") if part.isdecimal()]
    return ".".join([*numbers, "0", "0", "0", "0"][:4])
