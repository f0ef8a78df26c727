"""How far a declaration is, in the school's five words, from its status and whether somebody read it."""

from typing import Literal

Stage = Literal["begun", "requested", "answered", "read", "gone"]
MISSING: tuple[Stage, ...] = ("begun", "requested")  # beside those who have not even begun
SEALED = ("releasing", "submitted", "correcting")  # statuses in which a version may be out
OUT: tuple[Stage, ...] = ("answered", "read")


def stage(status: str, *, discarded: bool, released: bool, read: bool) -> Stage:
    """`released`: a sealed version is out. One that is being corrected is still answered, and read when it was."""
    if status == "withdrawn" or discarded:
        return "gone"
    if released:
        return "read" if read else "answered"
    return "begun" if status == "draft" else "requested"
