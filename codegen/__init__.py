"""From the specification to the generated package: bundle, lint, generate, check. For maintainers; never shipped."""
