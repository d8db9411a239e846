"""What stops a small number from getting out.

PrivacyError
├── UnprotectedError       a number in 1..k-1 was about to be kept
├── UnevenVersionsError    the audiences' kept tables are not of the same stretches
└── SuppressedValueError   somebody calculated with a value that is not shown
"""


class PrivacyError(Exception):
    """The guard stopped something."""


class UnprotectedError(PrivacyError):
    """A number in 1..k-1 was about to be kept; the number itself is never in the message."""

    def __init__(self, what: str, least_count: int) -> None:
        """Name what holds it and the threshold."""
        found = f"A {what} holds a count between 1 and {least_count - 1}. "
        super().__init__(found + "Merge it with its neighbours before it is kept.")


class UnevenVersionsError(PrivacyError):
    """The audiences' kept tables are not of the same stretches: nothing may be added to them."""

    def __init__(self) -> None:
        """Say what to do."""
        found = "The audiences' frozen leaf tables do not hold the same stretches of time. "
        super().__init__(found + "Publish again from the last version that has all of them.")


class SuppressedValueError(PrivacyError):
    """Somebody calculated with a value that is not shown."""

    def __init__(self, act: str) -> None:
        """Name the act."""
        super().__init__(f"{act} of a suppressed value. Ask for its offer, or say it in words.")
