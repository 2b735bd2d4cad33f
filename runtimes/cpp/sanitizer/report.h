/// Reports to the host. Every function traps after its report.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct block;

/// An access of `size` bytes, of which the one at `fault` is the first that may not be accessed. The kind follows from
/// the shadow there.
_Noreturn void report_access(uintptr_t fault, size_t size, bool write);

/// A fault of a kind of its own, about `block` when that isn't null.
_Noreturn void report_fault(const char *kind, uintptr_t address, size_t size, bool write, const struct block *block);
