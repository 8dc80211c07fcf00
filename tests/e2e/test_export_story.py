"""Data from one environment to another, in a real window: exported, saved, checked and imported."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from demo_process import DemoProcess
from e2e.audited_app import AUDITED
from tools.desktop.desktop import Desktop
from tools.desktop.desktop_user import DesktopUser
from tools.desktop.user_steps import add_environment, fill_in_export, save_export
from zip_entities import entities_in

_ENTITIES = ["Region", "Customer", "ossys_User"]


def test_an_export_is_saved_checked_and_imported_elsewhere(desktop: Desktop, samples: Path, tmp_path: Path) -> None:
    target, configuration = tmp_path / "exported.zip", tmp_path / "configuration.json"
    configuration.write_text(json.dumps({"ExportingEntities": [{"Name": one} for one in _ENTITIES]}))
    arguments = ("--data-dir", desktop.folder / "data")
    with (
        DemoProcess() as dev,
        DemoProcess() as test,
        DesktopUser(desktop, *arguments, program=AUDITED) as user,
    ):
        add_environment(user, "TEST-1", test.address, test.token, "Test")
        add_environment(user, "DEV-1", dev.address, dev.token)  # selected now
        fill_in_export(user, configuration, dev.one_time_token)
        sentence = user.read("status", lambda text: text.startswith("Export completed"))
        assert sentence.startswith("Export completed. 662 records exported from DEV-1 in ")
        exported_id = user.read("tracker_id")

        said = save_export(user, target)
        assert "662 rows in the zip, 662 records reported. All rows checked: no problems." in said
        sample = entities_in((samples / "customers.zip").read_bytes())
        saved = entities_in(target.read_bytes())
        assert saved == {one: sample[one] for one in _ENTITIES}

        user.press("Import this into")
        user.window("import_wizard")
        user.type_into("Destinations", "t")
        user.press("Next")
        user.read("check_result", lambda text: text == "All rows checked: no problems.")
        user.press("Next")
        user.find("Data append mode", "radio button")
        user.press("Next")
        origin = f"The zip was exported from DEV-1 on {dev.host_and_port}, tracker id {exported_id}."
        assert user.read("review_origin") == origin
        assert user.read("review_contents") == "3 entities, 662 rows"
        user.fill("One-time token", test.one_time_token)
        user.press("Start import")
        user.window()
        sentence = user.read("status", lambda text: text.startswith("Import completed"))
        assert sentence.startswith("Import completed. 662 records imported into TEST-1 in ")
        assert user.read("second_line").endswith("662 rows in the zip, 662 records reported.")
        assert [row.split(",")[0] for row in user.runs()] == ["Import to TEST-1", "Export from DEV-1"]
        user.close()

        [export], [start] = (server.received()["starts"] for server in (dev, test))
        assert (export["type"], export["connection"]) == ("Export", "Runtime Connection")
        assert (start["type"], start["zip_sha256"]) == ("Import", hashlib.sha256(target.read_bytes()).hexdigest())
        assert [server.received()["misplaced_tokens"] for server in (dev, test)] == [[], []]
