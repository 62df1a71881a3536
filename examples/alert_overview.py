"""Name the devices of a customer with active alerts, those with the most first, and their alert triggers."""

from __future__ import annotations

from argparse import Namespace

from _options import DONE, connected, parser, run


def work(options: Namespace) -> int:
    """Count the active alerts, then read the triggers of the devices that have some."""
    with connected(options) as client:
        summary = client.get_alert_summary(customer_id=options.customer_id)
        most = sorted(summary.hardware_summaries.items(), key=lambda item: -(item[1].count or 0))
        for key, counted in most[: options.limit]:
            triggers = client.get_alert_triggers(key)
            names = ", ".join(trigger.name or trigger.key for trigger in triggers.active_triggers)
            print(f"{key}: {counted.count} active, highest code {counted.max_severity}; set: {names or 'nothing'}")
    print(f"{summary.total_alerts} active alerts on {len(summary.hardware_summaries)} devices")
    return DONE


if __name__ == "__main__":
    run(parser(__doc__ or "", customer=True), work)
