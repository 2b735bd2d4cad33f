/// What the parts of MySQL's client library share.
#pragma once

#include "server.h"

#include <mysql/mysql.h>

struct st_mysql_res {
    struct rows rows;
    int at, field;
    MYSQL_FIELD *fields;
    MYSQL_ROW row;
    unsigned long *lengths;
};

/// Notes an error, and gives 1.
int mysql_fail(MYSQL *mysql, unsigned number, const char *format, const char *detail);
/// Notes SQLite's last error.
int mysql_fail_by_database(MYSQL *mysql);
