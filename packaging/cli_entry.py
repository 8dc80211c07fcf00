"""Where the frozen command line starts; PyInstaller wants a file that is in no package.

It serves the demo environment as well, for the window (`dmm_desktop.programs`): frozen there is no `python -m`.
"""

import sys

if sys.argv[1:2] == ["demo-environment"]:
    from dmm_desktop.demo.__main__ import main as serve

    del sys.argv[1]
    serve()
    sys.exit()

from dmm_desktop.cli import main

sys.exit(main())
