/// Limits.
#pragma once
#include <limits.h>
