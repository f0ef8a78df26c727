"""What an apprentice may say to a sealed version: *Jeg er enig*, or words of their own."""

from server.domain import texts
from server.domain.answers import LONG
from server.domain.refusal import FieldProblem, InputInvalid, Refusal

KINDS = ("agree", "comment")


def demand_right(kind: str, text: str) -> None:
    """Agreeing has no words; a comment has some."""
    if kind not in KINDS or (kind == "agree" and text):
        raise InputInvalid([FieldProblem("kind", "value_wrong_type")])
    if kind == "comment":
        demand_words(text)


def demand_words(text: str) -> None:
    code = texts.problem(text, LONG, lines=True) or (None if text.strip() else "message_empty")
    if code:
        raise InputInvalid([FieldProblem("text", code)])


def demand_asking(status: str) -> None:
    """Only what is out, and is not being corrected already, can be asked to be opened."""
    if status != "submitted":
        raise Refusal("already_correcting" if status in ("correcting", "releasing") else "not_sealed")
