"""Addresses and paths that are those of one computer or network, and not the project's."""

import re

#: Where packages come from is a setting of each computer. Put together from pieces, so that this file has none of them.
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
#: A path that merely ends like one (`a/root/b`) is none.
_FOLDERS = ["root", "home/[a-z]+", "Users/[A-Za-z]+", "tmp/[a-z]+"]

_OWN = re.compile(
    "|".join([*map(re.escape, _REGISTRIES), *(rf"(?<![\w.\-{{}}/$])/{folder}(?=/)" for folder in _FOLDERS)])
)


def of_one_computer(text: str) -> list[str]:
    """Every registry and every path of somebody's computer in a text, with its line."""
    return [
        f"line {number}: {match.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        for match in _OWN.finditer(line)
    ]
