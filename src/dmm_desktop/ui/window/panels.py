"""All panels that fill the window after its first paint, imported together."""

from ..connections_panel.panel import ConnectionsPanel
from ..error_banner import ErrorBanner
from ..runs_panel.runs_panel import RunsPanel
from ..support_bundles import SupportBundles
from .closing import Closing
from .updates import Updates, update_address
from .welcome_page import WelcomePage

__all__ = [
    "Closing",
    "ConnectionsPanel",
    "ErrorBanner",
    "RunsPanel",
    "SupportBundles",
    "Updates",
    "WelcomePage",
    "update_address",
]
