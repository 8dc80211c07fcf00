"""The server of the tests (`python -m dmm_server`): the demo environment, with what only tests need of it.

It is the server of `dmm_desktop.demo` with more options: other layouts of requests, other styles of answers, other ways
to refuse, and a log of what it received. Without these options it answers as the demo environment does.
"""
