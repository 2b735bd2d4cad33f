/// The harness: calls a candidate's functions whatever their signatures. README.md says how.
#pragma once

#include "entry.hpp"

/// Calls entry point `entry` with the arguments in `json`, a list. Answers by one of the host's functions `returned`,
/// `raised` and `unsuitable`. In the runtime module, where the candidate's entries have made themselves known.
extern "C" void dualgauge_call(unsigned entry, const char *json, size_t length);

/// Memory for the text of a call's arguments, valid until the next call of this function.
extern "C" char *dualgauge_arguments(size_t size);

/// 1 while the candidate's function runs, 0 while the harness prepares a call or writes its result: memory that is
/// allocated then is not the candidate's.
extern "C" int dualgauge_in_candidate;
