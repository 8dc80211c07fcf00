"""The check of a faulty zip in the demo's window: from its findings to the row in the file, and to a start that the
user has to confirm."""

from __future__ import annotations

import re
from urllib.request import urlopen

from tools.desktop.desktop import Desktop
from tools.desktop.desktop_user import DesktopUser
from tools.desktop.waiting import wait_for


def test_a_faulty_zip_is_started_only_when_the_user_confirms(desktop: Desktop) -> None:
    with DesktopUser(desktop, "--demo") as user:
        user.find("Connections", "tree")
        user.press("Check a faulty sample")
        user.window("import_wizard")
        user.press("Next")
        assert user.read("check_result", lambda text: text.startswith("All rows")) == (
            "All rows checked: 3 errors, 5 warnings."
        )
        assert any("Order_Data.csv, line 501" in row for row in user.rows("Findings", "table"))
        user.press("All results")
        user.window("check_dialog")
        assert user.read("findings_count") == "8 findings"
        user.find("All findings", "table").focus()
        desktop.press_keys("Down", "Down", "Down", "Return")
        user.window("row_dialog")
        user.find("Customer_Data.csv, line 41", "label")
        assert any("Name: 'Mary-Jane Müller'" in row for row in user.rows("Values of the row", "table"))
        user.press("Close")
        user.window("check_dialog")
        user.press("Close")
        user.window("import_wizard")
        user.press("Next")
        user.find("Data append mode", "radio button")
        user.press("Next")
        assert user.read("review_check") == "All rows checked: 3 errors, 5 warnings."
        user.press("Open the Authentication Token page")
        [page] = wait_for(desktop.opened_pages, "the browser")
        with urlopen(page, timeout=30) as answer:
            token = re.search(r'id="token">([^<]+)<', answer.read().decode())
        assert token is not None
        user.fill("One-time token", token[1])
        user.press("Start import")
        user.window("start_anyway_question")
        user.find("The check found 3 errors. Start the import anyway?", "label")
        user.press("Start anyway")
        user.window()
        user.read("records", lambda text: " of " in text)
        user.close()
