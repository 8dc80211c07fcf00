"""First page of an export: the connection that supplies the records."""

from __future__ import annotations

from ..start_wizard.target_page import TargetPage, TargetWords


class SourcePage(TargetPage):
    """Shows the sources."""

    def words(self) -> TargetWords:
        """What the page says about sources."""
        return TargetWords(
            kind="source",
            step=self.tr("Source"),
            list_name=self.tr("Sources"),
            heading=self.tr("Where does the data come from?"),
            hint=self.tr("Choose the connection that supplies the records."),
            choose=self.tr("Choose where the data comes from."),
            add=self.tr("Add the environment you want to export from."),
            missing=self.tr("{name} is not in the list. Choose where the data comes from."),
            unusable=self.tr("{name} is a Data Destination: it cannot supply data. Choose where the data comes from."),
            moved=self.tr(
                "The earlier export was requested from {before}, but {name} is now {now}. "
                "Choose where the data comes from."
            ),
        )
