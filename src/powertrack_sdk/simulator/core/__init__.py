"""The door of the simulator: cookies, sign-in pages and faults. The other modules answer what gets past it."""
