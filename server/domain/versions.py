"""A sealed declaration's versions: when one may be taken back, corrected, or the correction dropped."""

from server.domain.refusal import Refusal


def demand_take_back(status: str) -> None:
    """Only what was sent and reached nobody yet can be taken back."""
    if status != "releasing":
        raise Refusal("already_released" if status == "submitted" else "nothing_to_take_back")


def status_after_take_back(standing_before: int) -> str:
    """Back to where it was sent from. `standing_before`: versions that stood when it was sent, without itself."""
    return "correcting" if standing_before else "requested"


def demand_correction(status: str) -> None:
    """What is out can be corrected; before that it can be taken back, or is still open."""
    refused = {"releasing": "take_back_instead", "correcting": "already_correcting", "withdrawn": "withdrawn"}
    if status != "submitted":
        raise Refusal(refused.get(status, "not_sealed"))


def demand_dropping(status: str) -> None:
    if status != "correcting":
        raise Refusal("take_back_instead" if status == "releasing" else "not_correcting")
