"""The licences of what is shipped: each distribution's own, and what some of them ask to be said."""

import importlib.metadata
import re
from pathlib import Path

import pytest

from architecture.project import ROOT
from licences import LicenceMissing, distributions, licences

LOCK = (ROOT / "packaging" / "requirements" / "runtime.txt").read_text(encoding="utf-8")


def installed() -> list[str]:
    """The distributions that this system takes from the lock."""
    locked = re.findall(r"^([a-z0-9-]+)==", LOCK, re.MULTILINE)
    here = {re.sub(r"[-_.]+", "-", one.name).lower() for one in importlib.metadata.distributions()}
    return sorted(here & set(locked))


def of(name: str, text: str) -> str:
    """What stands below the title of a part."""
    return re.split(rf"^{name}\b.*\n=+\n", text, flags=re.MULTILINE | re.IGNORECASE)[1].partition("\n====")[0]


def test_all_that_is_locked_has_its_licence() -> None:
    text = licences(installed(), [], [])
    for name in installed():
        assert name in ("pyside6-essentials", "shiboken6") or len(of(re.sub("-", "[-_.]", name), text)) > 300, name
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in of("GNU Lesser", text)
    for library in ("expat", "libmpdec", "libffi", "zlib", "Mersenne Twister"):
        assert library in of("Parts of Python", text), library


@pytest.mark.parametrize("name", ["certifi", "tqdm"])
def test_the_mozilla_licence_asks_where_the_source_is(name: str) -> None:
    assert "Its source code: https://" in of(name, licences([name], [], []))


def test_what_is_compiled_into_a_distribution_is_told() -> None:
    parts = of("cryptography", licences(["cryptography"], [], []))
    assert re.search(r"^  openssl [\d.]+ \(Apache-2.0\)$", parts, re.MULTILINE)
    assert re.search(r"^  asn1 [\d.]+ \(BSD-3-Clause\)$", parts, re.MULTILINE)


def test_nothing_is_shipped_whose_licence_is_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    information = tmp_path / "nameless-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: nameless\nVersion: 1.0\n")
    (information / "RECORD").write_text("nameless.py,,\n")
    (tmp_path / "nameless.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert distributions(["nameless.part", "json"]) == ["nameless"]
    with pytest.raises(LicenceMissing, match="nameless"):
        licences(["nameless"], [], [])
    with pytest.raises(LicenceMissing, match=r"libnobody\.so\.1"):
        licences([], [tmp_path / "libnobody.so.1"], [])


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["PySide6/Qt/lib/libicuuc.so.73", "PySide6/Qt/lib/libQt6WaylandClient.so.6"], ["Wayland", "ICU"]),
        ([r"PySide6\Qt6Svg.dll", r"PySide6\Qt6Core.dll"], ["SVG"]),
    ],
)
def test_only_the_parts_of_qt_that_are_shipped_are_listed(names: list[str], expected: list[str]) -> None:
    listed = licences([], [], names).partition("====")[0]
    assert [part for part in ("SVG", "Wayland", "ICU") if part in listed] == expected
