"""Background tasks, such as running a report."""

from powertrack_api.api.tasks.get_task import get_task
from powertrack_api.api.tasks.get_task_results import get_task_results
from powertrack_api.api.tasks.get_tasks import get_tasks
from powertrack_api.api.tasks.start_task import start_task

__all__ = [
    "get_tasks",
    "get_task",
    "get_task_results",
    "start_task",
]
