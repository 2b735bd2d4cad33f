/// One bit a signal.
#pragma once
typedef unsigned long long sigset_t;
