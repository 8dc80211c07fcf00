"""Everything that the window is filled with once it is painted, to be imported in one go."""

from ..connections_panel.panel import ConnectionsPanel
from ..error_banner import ErrorBanner
from ..runs_panel.runs_panel import RunsPanel
from ..support_bundles import SupportBundles
from .updates import Updates, update_address
from .welcome_page import WelcomePage

__all__ = ["ConnectionsPanel", "ErrorBanner", "RunsPanel", "SupportBundles", "Updates", "WelcomePage", "update_address"]
