/// System parameters.
#pragma once
#include <features.h>
#include_next <sys/param.h>
