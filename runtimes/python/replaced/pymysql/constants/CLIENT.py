"""The flags that a client may ask for."""

FOUND_ROWS, LOCAL_FILES, MULTI_STATEMENTS, MULTI_RESULTS = 2, 128, 1 << 16, 1 << 17
