"""What verification does by the clock."""

from celery import shared_task

from verification.services.lapse_answers import lapse_answers


@shared_task(name="verification.lapse_answers", ignore_result=True, acks_late=True, soft_time_limit=50, time_limit=60)
def hand_back_overdue_answers() -> int:
    """Hand reports back to the verifier whose time to answer is over; answers how many."""
    return lapse_answers()
