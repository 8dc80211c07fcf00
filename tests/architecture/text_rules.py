"""Words that belong to a machine or a registry and not into the project."""

import re

# Put together from pieces, so that this file does not contain what it looks for.
_HOSTS = [
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
#: Folders that exist on somebody's machine only; a path that merely ends like one (`a/work/b`) is none.
_FOLDERS = ["work", "root", "home/[a-z]+", "Users/[A-Za-z]+", "opt/(?:wheels|pypi)", "tmp/[a-z]+"]
_TOOLS = [".lib" + "rary/", "before" + "-stop"]

_FORBIDDEN = re.compile(
    "|".join([*map(re.escape, [*_HOSTS, *_TOOLS]), *(rf"(?<![\w.\-{{}}/$])/{folder}(?=/)" for folder in _FOLDERS)])
)


def forbidden_words(text: str) -> list[str]:
    """Every forbidden word in a text, with its line."""
    return [
        f"line {number}: {match.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        for match in _FORBIDDEN.finditer(line)
    ]
