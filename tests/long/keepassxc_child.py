"""One use of our session keys: `python keepassxc_child.py get|put|remove ENVIRONMENT [KEY]`; prints the result."""

import sys

from dmm_desktop.core.key_store_errors import SecretStoreError
from dmm_desktop.core.token import Token
from dmm_desktop.storage.secrets import SecretStore
from dmm_desktop.storage.session_keys import SessionKeys


def say(*words: object) -> None:
    print(*words, flush=True)


def main(deed: str, environment_id: str, *key: str) -> None:
    store = SecretStore(waits=lambda waits: say("waits:", waits))
    keys = SessionKeys(store)
    if deed == "get":
        found = keys.get(environment_id)
        say(found.reveal() if found else "nothing")
    elif deed == "put":
        placement = keys.put(environment_id, Token(key[0]))
        say(
            placement.place.value, *((type(placement.problem).__name__, placement.problem) if placement.problem else ())
        )
    else:
        keys.remove(environment_id)
        say("removed")


try:
    main(*sys.argv[1:])
except SecretStoreError as error:
    say(type(error).__name__, error)
