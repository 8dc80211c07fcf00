"""Which part of the guide is about a place in the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ...core.run_state import RunState
from .guide_text import GuidePart

#: By the name of a widget's class, so that no dialog is imported before it is used. Subclasses are included.
PARTS = {
    "About": GuidePart.OVERVIEW,
    "WelcomePage": GuidePart.OVERVIEW,
    "ConnectionsPanel": GuidePart.ENVIRONMENT,
    "EnvironmentDialog": GuidePart.ENVIRONMENT,
    "SharedDialog": GuidePart.ENVIRONMENT,
    "ConstantsQuestion": GuidePart.DESCRIPTION,
    "DescriptionDialog": GuidePart.DESCRIPTION,
    "OperationDialog": GuidePart.DESCRIPTION,
    "RemoveEnvironmentQuestion": GuidePart.PLACES,
    "ConnectionDialog": GuidePart.CONNECTION,
    "EditConnectionDialog": GuidePart.CONNECTION,
    "ImportWizard": GuidePart.IMPORT,
    "FilePage": GuidePart.CHECK,
    "OptionsPage": GuidePart.IDS,
    "PresetDialog": GuidePart.IMPORT,
    "RemovePresetQuestion": GuidePart.IMPORT,
    "CheckDialog": GuidePart.CHECK,
    "CheckWait": GuidePart.CHECK,
    "RowDialog": GuidePart.CHECK,
    "StartAnywayQuestion": GuidePart.CHECK,
    "ProductionQuestion": GuidePart.IMPORT_EXPORT,
    "ExportWizard": GuidePart.EXPORT,
    "DiscardQuestion": GuidePart.OVERVIEW,
    "WatchDialog": GuidePart.WATCH,
    "CloseQuestion": GuidePart.WATCH,
    "FollowedQuestion": GuidePart.WATCH,
    "StopQuestion": GuidePart.STOP,
    "OutcomeDialog": GuidePart.UNKNOWN,
    "LargeZipQuestion": GuidePart.RESULTS,
    "SaveAgainQuestion": GuidePart.IMPORT_EXPORT,
    "ReportDialog": GuidePart.RESULTS,
    "SavedLogsDialog": GuidePart.RESULTS,
    "FilterBar": GuidePart.FIND,
    "NoteDialog": GuidePart.FIND,
    "RemoveRunQuestion": GuidePart.PLACES,
    "CurlDialog": GuidePart.TROUBLE,
    "PreferencesDialog": GuidePart.PREFERENCES,
    "RemoveLogsQuestion": GuidePart.PREFERENCES,
    "ErrorDetails": GuidePart.TROUBLE,
    "GuideWindow": GuidePart.OVERVIEW,
}
#: Fields that are explained in a part of their own, by object name.
FIELDS = {"one_time_token": GuidePart.TOKENS, "rest_api_key": GuidePart.TOKENS}
#: These show the selected run; its state decides.
ABOUT_RUNS = ("ProgressView", "RunsPanel")


def part_about(place: QWidget | None, state: RunState | None) -> GuidePart:
    """The part about the widget that has the focus. ``state`` is that of the selected run, if any. A dialog without a
    part of its own, such as the details of a row, is about what has the focus in the window below."""
    from ..start_wizard.start_wizard import StartWizard

    while place is not None:
        if place.objectName() in FIELDS:
            return FIELDS[place.objectName()]
        names = [kind.__name__ for kind in type(place).__mro__]
        if state is not None and any(name in ABOUT_RUNS for name in names):
            return part_about_run(state)
        if isinstance(place, StartWizard):  # the focus may be on a button below the page
            names = [*(kind.__name__ for kind in type(place.page).__mro__), *names]
        for name in names:
            if name in PARTS:
                return PARTS[name]
        is_window, place = place.isWindow(), place.parentWidget()
        if is_window and place is not None:
            place = place.focusWidget() or place
    return GuidePart.OVERVIEW


def part_about_run(state: RunState) -> GuidePart:
    """The part about a run in this state."""
    if state.is_recordable:
        return GuidePart.UNKNOWN
    return GuidePart.OUTCOME if state.is_final else GuidePart.WATCH
