/// As <mysql/mysql.h>.
#pragma once
#include <mysql/mysql.h>
