"""The documented names of the values that each operation takes, and the other names under which they are accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from ..core.export_configuration import EXPORT_FIELDS
from ..core.names import normal
from ..core.tracker_ids import TRACKER_ID_NAMES
from .contract import Operation, ValueKind

_TEXT = (ValueKind.STRING, ValueKind.INTEGER, ValueKind.NUMBER)
_FLAG = (ValueKind.BOOLEAN, ValueKind.STRING, ValueKind.INTEGER)


@dataclass(frozen=True, slots=True)
class Input:
    """A documented name [documented] with the other names under which it is accepted [assumed], best first.

    ``kinds`` are the types that can hold its value.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kinds: tuple[ValueKind, ...] = _TEXT
    optional: bool = False


TYPE = Input("Type", kinds=(ValueKind.STRING,))
CONFIGURATION = Input(
    "Configuration",
    ("ConfigurationJson", "JSONConfiguration", "JSON"),
    (ValueKind.STRING, ValueKind.BASE64, ValueKind.OBJECT, ValueKind.BINARY),
)
ZIP_FILE = Input("ZipFile", ("File", "FileContent", "Zip"), (ValueKind.STRING, ValueKind.BASE64, ValueKind.BINARY))
TRACKER_ID = Input(TRACKER_ID_NAMES[0], TRACKER_ID_NAMES[1:])

#: Fields that mark an object as a configuration [documented], in the form used for comparison.
CONFIGURATION_MARKS = frozenset(
    map(
        normal,
        (
            *("DestinationDBConnection", "SourceDBConnection", "DBConnection", "DataAppendMode", "ExportingEntities"),
            *("EntitiesToMigrate", "EntitiesToDelete", "ScramblingEntities", "ApplicationsToMigrate"),
        ),
    )
)
#: These and all other fields of the configurations that are sent.
CONFIGURATION_FIELDS = CONFIGURATION_MARKS | frozenset(map(normal, EXPORT_FIELDS))


def _flags(*names: str) -> tuple[Input, ...]:
    return tuple(Input(name, kinds=_FLAG, optional=True) for name in names)


INPUTS: dict[Operation, tuple[Input, ...]] = {
    Operation.CREATE_CONNECTION: (),
    Operation.START_EXECUTION: (TYPE, CONFIGURATION, ZIP_FILE),
    Operation.STOP_EXECUTION: (TRACKER_ID,),
    Operation.GET_EXECUTION_STATUS: (
        TRACKER_ID,
        *_flags("IncludeReports", "IncludeLogs"),
        *(Input(name, optional=True) for name in ("LogRecords", "LogPage")),
    ),
    Operation.GET_EXECUTION_OUTPUTS: (
        TRACKER_ID,
        *_flags("IncludeReports", "IncludeLogs", "IncludeFiles", "IncludeErrorReport"),
    ),
}


#: The longest name of an operation that is compared or shown, in characters; no documented name is that long.
LONGEST_NAME = 60


def has_words(name: str, operation: Operation) -> bool:
    """Whether a name consists of the words of the operation's name, in any order."""
    return len(name) <= LONGEST_NAME and _pattern(operation).fullmatch(re.sub(r"[\W_]", "", name)) is not None


@cache
def _pattern(operation: Operation) -> re.Pattern[str]:
    """Match the words of a name in any order, singular or plural, without needing word boundaries, which a name in
    lower case does not show."""
    words = [word.removesuffix("s") + "(?:s?es|s)?" for word in re.findall("[A-Z][a-z]*", operation)]
    return re.compile("|".join("".join(order) for order in permutations(words)), re.IGNORECASE)
