/// As <libpq-fe.h>.
#pragma once
#include <libpq-fe.h>
