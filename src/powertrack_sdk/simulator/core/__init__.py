"""What every request passes: session, faults, routing, and the store of documents."""
