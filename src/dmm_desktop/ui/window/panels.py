"""All panels that fill the window after its first paint, imported together."""

from ..connections_panel.panel import ConnectionsPanel
from ..error_banner import ErrorBanner
from ..runs_panel.runs_panel import RunsPanel
from ..support_bundles import SupportBundles
from .closing import Closing
from .notifications import Notifications
from .own_files import OwnFiles
from .shown_target import ShownTarget
from .updates import Updates, update_address
from .welcome_page import WelcomePage
from .wizards import Wizards

__all__ = [
    "Closing",
    "ConnectionsPanel",
    "ErrorBanner",
    "Notifications",
    "OwnFiles",
    "RunsPanel",
    "ShownTarget",
    "SupportBundles",
    "Updates",
    "WelcomePage",
    "Wizards",
    "update_address",
]
