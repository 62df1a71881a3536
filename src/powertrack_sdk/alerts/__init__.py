"""Alert triggers and counts of active alerts."""
