"""Prints the names and secrets in the Credential Manager of Windows that are the application's, as JSON; runs there."""

import json

from win32ctypes.pywin32 import pywintypes, win32cred

_NOT_FOUND = 1168


def stored() -> list[tuple[str, str]]:
    """The user name and the secret of each entry."""
    try:
        found = win32cred.CredEnumerate("dmm-desktop*", 0)
    except pywintypes.error as error:
        if error.winerror != _NOT_FOUND:
            raise
        return []
    return [(one["UserName"], one["CredentialBlob"].decode("utf-16-le")) for one in found]


if __name__ == "__main__":
    print(json.dumps(stored()))
