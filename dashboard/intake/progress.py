"""How far a piece of work has come, in words."""

from config.texts import texts_under
from config.words import Language
from dashboard.intake.jobs import Job

_STATE = texts_under("intake.state")
_PHASE = texts_under("intake.phase")
_PHASES = ("inbox", "land", "models", "protect", "publish")
"""What a build says it does, in that order (data_pipeline.build)."""


def progress_words(job: Job, language: Language) -> str:
    """Say what a running job is doing."""
    step = job.step
    if step is None or step.phase not in _PHASES:
        return _STATE[f"{job.kind}.running"](language)
    return _PHASE[step.phase](language, done=step.done, total=step.total)


def state_words(job: Job, language: Language) -> str:
    """Say how a job stands."""
    if job.is_running:
        return progress_words(job, language)
    return _STATE[f"{job.kind}.{job.state}"](language)
