"""The demo environment: a DMM API on loopback, in a process of its own (`python -m dmm_desktop.demo`).

It is written from what is known about the DMM API, not from our client, and shares no code with the rest of the
application: a mistake made on one side cannot be cancelled out by the same mistake on the other.

How a request travels: `server` (process, connections) -> `app` (addresses) -> `api` (reads the values of an operation)
-> `environment` (the five operations) -> `runs`, `run_script` (what has happened by now) and `reports`.
"""
