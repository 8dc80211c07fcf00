"""The test server (`python -m dmm_server`): the demo environment with additions that only tests need.

It is the server of `dmm_desktop.demo` with more options: other request layouts, other response styles, other ways to
refuse, and a log of what it received. Without these options it behaves like the demo environment.
"""
