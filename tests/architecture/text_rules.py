"""Finds addresses and paths of a particular computer or network."""

import re

#: The source of packages is a setting of each computer. Assembled from pieces, so that this file contains none of them.
_REGISTRIES = [
    f"{host}.{domain}"
    for host, domain in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb.debian", "org"),
        ("snapshot.debian", "org"),
        ("security.debian", "org"),
        ("proxy.golang", "org"),
    )
]
#: A path that only ends like one (`a/root/b`) does not count.
_FOLDERS = ["root", "home/[a-z]+", "Users/[A-Za-z]+", "tmp/[a-z]+"]

_OWN = re.compile(
    "|".join([*map(re.escape, _REGISTRIES), *(rf"(?<![\w.\-{{}}/$])/{folder}(?=/)" for folder in _FOLDERS)])
)


def of_one_computer(text: str) -> list[str]:
    """Every package registry and every local path in a text, with its line."""
    return [
        f"line {number}: {match.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        for match in _OWN.finditer(line)
    ]
