"""Headers that must stay whole: Python would put a long link into encoded words, and no mail program finds it there."""

from email.headerregistry import HeaderRegistry, UniqueUnstructuredHeader
from email.policy import SMTP, EmailPolicy


class WholeHeader(UniqueUnstructuredHeader):
    """One line, as it is: a link of ours, plain ASCII."""

    def fold(self, *, policy: EmailPolicy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]  # the registry mixes in BaseHeader


_registry = HeaderRegistry()
_registry.map_to_type("list-unsubscribe", WholeHeader)  # type: ignore[arg-type]  # typeshed asks for less than this is
POLICY = SMTP.clone(header_factory=_registry)
