"""The errors that entities have in the scenario "entity errors"; written like those of a database and a .NET server."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EntityError:
    """Why the chunks of one entity are refused, in the fields of the documented error report."""

    error: str
    stacktrace: str
    tip: str


def error_number(number: int, entity: str) -> EntityError:
    """The error of the failing entity `number`; the same for the same number."""
    error, method, tip = _ERRORS[number % len(_ERRORS)]
    trace = (
        f"System.Data.SqlClient.SqlException (0x80131904): {error.format(entity=entity)}\r\n"
        f"   at DMM.Import.{method}(ChunkContext context)\r\n"
        f"   at DMM.Import.ChunkRunner.Run(Int32 chunk) in ChunkRunner.cs:line {118 + number}\r\n"
        "The statement has been terminated."
    )
    return EntityError(error.format(entity=entity), trace, tip)


_ERRORS = (
    (
        "The INSERT statement conflicted with a FOREIGN KEY constraint of {entity}: the referenced record is missing.",
        "ReferenceUpdater.Apply",
        "Import the entity that is referenced first, or add it to the same export.",
    ),
    (
        "String or binary data would be truncated in entity {entity}. "
        "Truncated value: 'Café \"Zur Brücke\", 2nd floor'.",
        "BulkWriter.Write",
        "Make the attribute in the destination at least as long as in the source.",
    ),
    (
        "Cannot insert the value NULL into a mandatory attribute of {entity}.",
        "BulkWriter.Write",
        "Give the attribute a value in the source, or make it optional in the destination.",
    ),
)
