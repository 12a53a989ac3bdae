"""The values that flow between the stages: frozen, without behaviour beyond derived properties."""
