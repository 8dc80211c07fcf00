"""Names in answers of the DMM API."""

#: The documented name of an execution's id, and those that are taken for it too [assumed], best first.
TRACKER_ID_NAMES = ("MainExecutionTrackerId", "ExecutionTrackerId", "ExecutionId", "Id")
