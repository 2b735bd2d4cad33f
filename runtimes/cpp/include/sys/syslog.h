/// As <syslog.h>.
#pragma once
#include <syslog.h>
