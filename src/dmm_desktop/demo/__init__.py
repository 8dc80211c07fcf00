"""The demo environment: a DMM API on loopback, in a separate process (`python -m dmm_desktop.demo`).

It is written from the known facts about the DMM API, not from our client, and shares no code with the rest of the
application, so that a mistake on one side is not hidden by the same mistake on the other.

The path of a request: `server` (process, connections) -> `app` (addresses) -> `api` (values of an operation) ->
`environment` (the five operations) -> `runs`, `run_script` (what has happened so far) and `reports`.
"""
