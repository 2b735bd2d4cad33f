# Leaves while it is loaded.
raise SystemExit(7)
