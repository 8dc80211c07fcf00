"""The connections panel and its dialogs as PNG, to be held beside the mocks 01, 02 and 09.

python tests/ui/environment_gallery.py --out DIR [--dark] [--scale 2] [--font Inter] [--pixels 13]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path


def main() -> int:
    """Render the pictures; returns the exit code. Any message of Qt is printed and fails it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--font")
    parser.add_argument("--pixels", type=int, default=13)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    sys.path.insert(0, str(Path(__file__).parent.parent))

    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton, QWidget

    messages: list[str] = []
    qInstallMessageHandler(lambda kind, context, text: messages.append(text))
    application = QApplication([])
    font = application.font()
    font.setFamily(options.font or font.family())
    font.setPixelSize(options.pixels)
    application.setFont(font)

    from demo_process import DemoProcess
    from dmm_desktop.core.address import Address
    from dmm_desktop.core.environment import Connection, Environment, KeyVerdict, Stage
    from dmm_desktop.core.token import Token
    from dmm_desktop.ui.connection_dialog.dialog import ConnectionDialog
    from dmm_desktop.ui.connections_panel.panel import ConnectionsPanel
    from dmm_desktop.ui.connections_panel.remove_question import RemoveQuestion
    from dmm_desktop.ui.environment_dialog.dialog import EnvironmentDialog
    from dmm_desktop.ui.look.theme import Appearance, Theme
    from dmm_desktop.workers.runner import TaskRunner
    from ui.run_scenes import Scene

    theme = Theme(application, Appearance.DARK if options.dark else Appearance.LIGHT)
    options.out.mkdir(parents=True, exist_ok=True)
    suffix = "dark" if options.dark else "light"

    def save(widget: QWidget, name: str) -> None:
        QTest.qWait(50)  # a window system answers late
        widget.grab().save(str(options.out / f"{name}-{suffix}.png"))

    def settle(scene: Scene) -> None:
        for _ in range(500):
            application.processEvents()
            if not scene.runner.busy:
                return
            QTest.qWait(20)

    def press(dialog: QWidget, name: str) -> None:
        button = dialog.findChild(QPushButton, name) or dialog.findChild(QRadioButton, name)
        button.click()

    with tempfile.TemporaryDirectory() as folder, DemoProcess() as demo:
        runner = TaskRunner()
        scene = Scene(Path(folder), runner)
        book = scene.desk.environments
        panel = ConnectionsPanel(scene.desk)
        panel.resize(256, 740)
        panel.show()
        panel.activateWindow()
        save(panel, "panel-empty")

        now = datetime.now(UTC)
        with scene.workspace().store() as store:
            for name, stage, verdict in (
                ("DEV-1", Stage.DEVELOPMENT, KeyVerdict.ACCEPTED),
                ("TEST-1", Stage.TEST, KeyVerdict.REFUSED),
                ("PROD-2", Stage.PRODUCTION, KeyVerdict.ACCEPTED),
                ("NEW-3", Stage.TEST, KeyVerdict.NOT_CHECKED),
            ):
                address = Address.parse(demo.address if name == "PROD-2" else f"https://{name.lower()}.acme.example")
                when = None if name == "NEW-3" else now - timedelta(minutes=30)
                one = Environment(name, name, address, stage, checked_at=when, key_verdict=verdict)
                store.environments.add(one)
            store.connections.add(Connection("DEV-1", "Legacy CRM", "DataSource"))
            store.connections.add(Connection("TEST-1", "Archive", "DataDestination"))
        scene.vault.put("PROD-2", Token(demo.token))
        book.load(lambda error: None)
        settle(scene)
        panel.select("PROD-2")
        save(panel, "panel")
        panel.test_selected()
        save(panel, "panel-testing")
        settle(scene)
        panel.findChild(QWidget, "connections").setFocus()
        panel.select("TEST-1", "Archive")
        save(panel, "panel-focus")
        down = replace(book.find("DEV-1").environment, address=Address.parse("https://127.0.0.1:1"))
        with scene.workspace().store() as store:
            store.environments.update(down)
        book.load(lambda error: None)
        settle(scene)
        panel.select("DEV-1")
        panel.test_selected()
        settle(scene)
        save(panel, "panel-no-answer")

        def environment_dialog(environment: Environment | None) -> EnvironmentDialog:
            dialog = EnvironmentDialog(scene.desk, environment)
            dialog.show()
            dialog.activateWindow()
            return dialog

        dialog = environment_dialog(book.find("PROD-2").environment)
        save(dialog, "edit")
        press(dialog, "test_connection")
        save(dialog, "edit-testing")
        settle(scene)
        save(dialog, "edit-tested")
        press(dialog, "more_settings")
        save(dialog, "edit-more")
        dialog.close()

        dialog = environment_dialog(None)
        press(dialog, "save_environment")
        save(dialog, "add-errors")
        dialog.findChild(QLineEdit, "environment_name").setText("DEMO-1")
        dialog.findChild(QLineEdit, "environment_address").setText(demo.address)
        dialog.findChild(QLineEdit, "rest_api_key").setText("wrong-key")
        press(dialog, "test_connection")
        settle(scene)
        save(dialog, "add-refused")
        dialog.findChild(QLineEdit, "environment_address").setText("https://127.0.0.1:1")
        press(dialog, "test_connection")
        settle(scene)
        save(dialog, "add-no-server")
        dialog.close()

        dialog = ConnectionDialog(scene.desk, book.find("PROD-2").environment)
        dialog.show()
        dialog.activateWindow()
        settle(scene)
        save(dialog, "connection")
        press(dialog, "add_connection")
        save(dialog, "connection-errors")
        press(dialog, "json_view")
        save(dialog, "connection-json")
        press(dialog, "known_way")
        save(dialog, "connection-known")
        dialog.close()

        question = RemoveQuestion(book.find("PROD-2").environment, None, panel)
        question.show()
        QTest.qWait(200)
        save(question, "remove")
        question.close()

        runner.shut_down(5)
        panel.close()
        application.processEvents()
        scene.close()
    del theme
    unexpected = [text for text in messages if "propagateSizeHints" not in text]
    print("\n".join(unexpected), file=sys.stderr)
    return 1 if unexpected else 0


if __name__ == "__main__":
    sys.exit(main())
