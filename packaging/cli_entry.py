"""Where the frozen command line starts; PyInstaller wants a file that is in no package.

It serves the demo environment and the readers of data files as well (`dmm_desktop.programs`), and removes the data for
the uninstaller of Windows: frozen there is no `python -m`.
"""

import sys

if sys.argv[1:2] == ["demo-environment"]:
    from dmm_desktop.demo.__main__ import main as serve

    del sys.argv[1]
    serve()
    sys.exit()

if sys.argv[1:2] == ["zip-reader"]:
    from dmm_desktop.archive.contents.worker import main as read

    read()
    sys.exit()

if sys.argv[1:] == ["remove-data"]:
    from dmm_desktop.operations.remove_data import main as remove

    remove()
    sys.exit()

from dmm_desktop.cli import main

sys.exit(main())
