"""Traffic compared with the specification: shapes of answers, findings, reports. Shapes hold no values."""
