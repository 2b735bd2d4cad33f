/// Short texts that are put together for a report; what doesn't fit is left out.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    char characters[256];
    size_t length;
};

void append_text(struct text *text, const char *part);
void append_number(struct text *text, unsigned __int128 magnitude, bool negative);
void append_hexadecimal(struct text *text, uintptr_t value);
