"""Every screen has room for its sentences, also for ones that are half as long again, down to the smallest size."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from dmm_desktop.ui.progress_view.failing_entities import FIRST_TIME, FailingEntities
from ui.languages.all_screens import AllScreens
from ui.languages.fit import misfits
from ui.sample_runs import sample_runs

_FIRST, _SMALLEST = (1280, 800), (960, 600)


def _misfits(screens: AllScreens, size: tuple[int, int]) -> str:
    screens.window.resize(*size)
    return "\n".join(f"{name}: {one}" for name, screen in screens.screens() for one in misfits(screen))


@pytest.mark.parametrize("size", [_FIRST, _SMALLEST], ids=["first size", "smallest size"])
def test_longer_sentences_fit(pseudo: None, screens: AllScreens, size: tuple[int, int]) -> None:
    assert _misfits(screens, size) == ""
    least = screens.window.minimumSize()
    assert least.width() <= _FIRST[0] and least.height() <= _FIRST[1]  # it grows with its words


@pytest.mark.parametrize(("language", "widest"), [("en", 1000), ("pt-PT", 1120)])
def test_the_languages_that_we_have_need_little_more_than_the_smallest_size(
    speaking: Callable[[str], None], request: pytest.FixtureRequest, language: str, widest: int
) -> None:
    speaking(language)
    screens: AllScreens = request.getfixturevalue("screens")
    assert _misfits(screens, _SMALLEST) == ""
    assert 960 <= screens.window.width() <= widest  # what the buttons below the log need at most, in the wide test font


def test_the_time_of_a_failing_entity_has_room_for_its_title_after_it_was_hidden(
    speaking: Callable[[str], None], shown: Callable[..., QWidget]
) -> None:
    speaking("pt-PT")
    part = FailingEntities()
    shown(part, 460, 400)
    part.show_entities(sample_runs()["errors"][0], has_log=True)
    header = part.table.horizontalHeader()
    assert header.isSectionHidden(FIRST_TIME)
    part.resize(712, 400)
    assert not header.isSectionHidden(FIRST_TIME)
    assert header.sectionSize(FIRST_TIME) >= header.sectionSizeHint(FIRST_TIME) > 80
