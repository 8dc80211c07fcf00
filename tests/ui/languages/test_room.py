"""Every screen has room for its sentences, also for ones that are half as long again, down to the smallest size."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from dmm_desktop.core.run_state import RunState
from dmm_desktop.ui.progress_view.failing_entities import FIRST_TIME, FailingEntities
from dmm_desktop.ui.progress_view.footer import Footer
from dmm_desktop.ui.progress_view.progress_view import ProgressView
from ui.languages.all_screens import AllScreens
from ui.languages.fit import misfits
from ui.lookup import find
from ui.sample_runs import SampleServices, sample_export, sample_runs

_FIRST, _SMALLEST = (1280, 800), (960, 600)
#: The page of a run in the smallest window, beside both lists.
_NARROWEST = 460


def _misfits(screens: AllScreens, size: tuple[int, int]) -> str:
    screens.window.resize(*size)
    return "\n".join(f"{name}: {one}" for name, screen in screens.screens() for one in misfits(screen))


@pytest.mark.parametrize("size", [_FIRST, _SMALLEST], ids=["first size", "smallest size"])
def test_longer_sentences_fit(pseudo: None, screens: AllScreens, size: tuple[int, int]) -> None:
    assert _misfits(screens, size) == ""
    least = screens.window.minimumSize()
    assert least.width() <= _FIRST[0] and least.height() <= _FIRST[1]  # it grows with its words


@pytest.mark.parametrize("language", ["en", "pt-PT"])
def test_the_languages_that_we_have_fit_the_smallest_size(
    speaking: Callable[[str], None], request: pytest.FixtureRequest, language: str
) -> None:
    speaking(language)
    screens: AllScreens = request.getfixturevalue("screens")
    assert _misfits(screens, _SMALLEST) == ""
    assert 960 <= screens.window.width() <= 1040  # what a banner about a saved file needs, in the wide test font


@pytest.mark.parametrize("language", ["en", "pt-PT"])
def test_the_buttons_of_every_run_fit_the_narrowest_page(
    speaking: Callable[[str], None], services: SampleServices, shown: Callable[..., QWidget], language: str
) -> None:
    speaking(language)
    view = ProgressView(services)
    shown(view, _NARROWEST, 740)
    exports = [sample_export(state, id=state.value) for state in (RunState.RUNNING, RunState.OTHER, RunState.COMPLETED)]
    for run in exports:
        services.put(run, watched=True)
    for run_id in (*map(services.put_sample, sample_runs()), *(run.id for run in exports)):
        view.show_run(run_id)
        assert find(view, Footer, "").minimumSizeHint().width() <= _NARROWEST, run_id
        assert [one for one in misfits(view) if "Button" in one] == [], run_id


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
