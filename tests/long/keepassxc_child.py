"""One use of our vault: `python keepassxc_child.py get|put|remove ENVIRONMENT [KEY]`; prints the result."""

import sys

from dmm_desktop.core.errors import SecretStoreError
from dmm_desktop.core.token import Token
from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.vault import TokenVault


def say(*words: object) -> None:
    print(*words, flush=True)


def main(deed: str, environment_id: str, *key: str) -> None:
    store = SecretStore(waits=lambda waits: say("waits:", waits))
    vault = TokenVault(store)
    if deed == "get":
        found = vault.get(environment_id)
        say(found.reveal() if found else "nothing")
    elif deed == "put":
        placement = vault.put(environment_id, Token(key[0]))
        say(
            placement.place.value, *((type(placement.problem).__name__, placement.problem) if placement.problem else ())
        )
    else:
        vault.remove(environment_id)
        say("removed")


try:
    main(*sys.argv[1:])
except SecretStoreError as error:
    say(type(error).__name__, error)
