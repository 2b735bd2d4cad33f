#include "globals.h"
#include "shadow.h"

/// Registered tables; more than these are still poisoned, only not named in reports.
#define TABLES 64

static struct {
    const struct global *globals;
    size_t count;
} tables[TABLES];
static size_t table_count;

static void poison_redzone(const struct global *global) {
    uintptr_t accessible_end = round_up(global->size, GRANULE);
    poison(global->begin + accessible_end, global->size_with_redzone - accessible_end, MARK_GLOBAL);
    if (global->size % GRANULE) *shadow_of(global->begin + global->size) = (int8_t)(global->size % GRANULE);
}

void __asan_register_globals(const struct global *globals, size_t count) {
    for (size_t i = 0; i < count; i++) poison_redzone(&globals[i]);
    if (table_count == TABLES) return;
    tables[table_count].globals = globals;
    tables[table_count++].count = count;
}

/// Called by destructors at exit. The variables stay poisoned: nothing reuses their memory.
void __asan_unregister_globals(const struct global *globals, size_t count) {
    (void)globals;
    (void)count;
}

void __asan_before_dynamic_init(const char *module) { (void)module; }
void __asan_after_dynamic_init(void) {}

const struct global *find_global(uintptr_t address) {
    for (size_t t = 0; t < table_count; t++) {
        for (size_t i = 0; i < tables[t].count; i++) {
            const struct global *global = &tables[t].globals[i];
            if (address - global->begin < global->size_with_redzone) return global;
        }
    }
    return NULL;
}
