"""Steel, aluminum, magnesium and other metals."""
