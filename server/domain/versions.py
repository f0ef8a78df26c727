"""A sealed declaration's versions: when one may be taken back, and which number people know it by."""

from server.domain.refusal import Refusal


def demand_take_back(status: str) -> None:
    """Only what was sent and reached nobody yet can be taken back."""
    if status != "releasing":
        raise Refusal("already_released" if status == "submitted" else "nothing_to_take_back")


def status_after_take_back(standing_before: int) -> str:
    """Back to where it was sent from. `standing_before`: versions that stood when it was sent, without itself."""
    return "correcting" if standing_before else "requested"
