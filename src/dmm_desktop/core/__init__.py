"""Pure rules and types that every other layer shares; standard library only."""
