"""The fictional plants: sites, devices, weather and production, all derived from the seed."""
