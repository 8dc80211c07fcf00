"""As what an address answers: remembered, so that a person is told when another server answers there."""

from __future__ import annotations

from dataclasses import dataclass

from .text import Text, text


@dataclass(frozen=True, slots=True)
class Identity:
    """``host`` is what the server calls itself in its API description, ``issuer`` who issued its certificate, ``api``
    the title of its API and where that is. What is not known is "", and differs from nothing."""

    host: str = ""
    issuer: str = ""
    api: str = ""

    def completed(self, now: Identity) -> Identity:
        """The same, with what was not known taken from what is known now."""
        return Identity(self.host or now.host, self.issuer or now.issuer, self.api or now.api)

    def differences(self, now: Identity) -> tuple[Text, ...]:
        """What is another now than it was in this."""
        pairs = (
            (self.host, now.host, text("It calls itself {now}, and was {before}.", now=now.host, before=self.host)),
            (
                self.issuer,
                now.issuer,
                text(
                    "Its certificate was issued by {now}, and before by {before}.", now=now.issuer, before=self.issuer
                ),
            ),
            (self.api, now.api, text("Its API is {now}, and was {before}.", now=now.api, before=self.api)),
        )
        return tuple(sentence for before, after, sentence in pairs if before and after and before != after)


#: Nothing is known.
UNKNOWN = Identity()
