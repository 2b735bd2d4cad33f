/// MySQL's client library: prepared statements.
#include "mysql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct st_mysql_stmt {
    MYSQL *mysql;
    sqlite3_stmt *statement;
    MYSQL_BIND *parameters, *results;
    struct rows rows;
    int at;
    uint64_t affected, inserted;
};

MYSQL_STMT *mysql_stmt_init(MYSQL *mysql) {
    MYSQL_STMT *statement = calloc(1, sizeof *statement);
    if (statement)
        statement->mysql = mysql;
    return statement;
}

static void clear(MYSQL_STMT *statement) {
    rows_clear(&statement->rows);
    statement->at = 0;
}

static MYSQL_BIND *copied(MYSQL_BIND *old, const MYSQL_BIND *binds, int count) {
    free(old);
    MYSQL_BIND *copy = malloc((count + 1) * sizeof *copy);
    if (copy && count)
        memcpy(copy, binds, count * sizeof *copy);
    return copy;
}

int mysql_stmt_prepare(MYSQL_STMT *statement, const char *text, unsigned long length) {
    MYSQL *mysql = statement->mysql;
    const char *rest;
    if (mysql_ping(mysql))
        return 1;
    clear(statement);
    sqlite3_finalize(statement->statement);
    statement->statement = NULL;
    char *own = server_translate(MYSQL_SERVER, text, length);
    if (!own)
        return mysql_fail(mysql, 2008, "%s", "MySQL client ran out of memory");
    int failed = sqlite3_prepare_v2(mysql->database, own, -1, &statement->statement, &rest) != SQLITE_OK;
    if (failed)
        mysql_fail_by_database(mysql);
    else if (rest[strspn(rest, " \t\r\n;")])
        failed = mysql_fail(mysql, 1064, "You have an error in your SQL syntax near '%s'", rest);
    free(own);
    return failed;
}

unsigned long mysql_stmt_param_count(MYSQL_STMT *statement) { return sqlite3_bind_parameter_count(statement->statement); }

bool mysql_stmt_bind_param(MYSQL_STMT *statement, MYSQL_BIND *binds) {
    statement->parameters = copied(statement->parameters, binds, mysql_stmt_param_count(statement));
    return !statement->parameters;
}

static int64_t integer_in(const MYSQL_BIND *bind) {
    switch (bind->buffer_type) {
    case MYSQL_TYPE_TINY:
        return bind->is_unsigned ? *(uint8_t *)bind->buffer : *(int8_t *)bind->buffer;
    case MYSQL_TYPE_SHORT:
        return bind->is_unsigned ? *(uint16_t *)bind->buffer : *(int16_t *)bind->buffer;
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_INT24:
        return bind->is_unsigned ? *(uint32_t *)bind->buffer : *(int32_t *)bind->buffer;
    default:
        return *(int64_t *)bind->buffer;
    }
}

static void bind_one(sqlite3_stmt *statement, int at, const MYSQL_BIND *bind) {
    if ((bind->is_null && *bind->is_null) || bind->buffer_type == MYSQL_TYPE_NULL || !bind->buffer) {
        sqlite3_bind_null(statement, at);
        return;
    }
    switch (bind->buffer_type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONGLONG:
        sqlite3_bind_int64(statement, at, integer_in(bind));
        break;
    case MYSQL_TYPE_FLOAT:
        sqlite3_bind_double(statement, at, *(float *)bind->buffer);
        break;
    case MYSQL_TYPE_DOUBLE:
        sqlite3_bind_double(statement, at, *(double *)bind->buffer);
        break;
    default: {
        unsigned long length = bind->length ? *bind->length : bind->buffer_length;
        int is_blob = bind->buffer_type >= MYSQL_TYPE_TINY_BLOB && bind->buffer_type <= MYSQL_TYPE_BLOB;
        if (is_blob)
            sqlite3_bind_blob(statement, at, bind->buffer, length, SQLITE_TRANSIENT);
        else
            sqlite3_bind_text(statement, at, bind->buffer, length, SQLITE_TRANSIENT);
    }
    }
}

int mysql_stmt_execute(MYSQL_STMT *statement) {
    MYSQL *mysql = statement->mysql;
    if (!statement->statement)
        return mysql_fail(mysql, 2030, "%s", "Statement not prepared");
    int count = mysql_stmt_param_count(statement);
    if (count && !statement->parameters)
        return mysql_fail(mysql, 2031, "%s", "No data supplied for parameters in prepared statement");
    clear(statement);
    for (int i = 0; i < count; i++)
        bind_one(statement->statement, i + 1, &statement->parameters[i]);
    int code = rows_fetch(statement->statement, &statement->rows);
    sqlite3_reset(statement->statement);
    if (code != SQLITE_DONE) {
        clear(statement);
        return mysql_fail_by_database(mysql);
    }
    statement->affected = statement->rows.columns ? statement->rows.count : sqlite3_changes(mysql->database);
    statement->inserted = statement->rows.columns ? 0 : sqlite3_last_insert_rowid(mysql->database);
    return 0;
}

bool mysql_stmt_bind_result(MYSQL_STMT *statement, MYSQL_BIND *binds) {
    statement->results = copied(statement->results, binds, mysql_stmt_field_count(statement));
    return !statement->results;
}

int mysql_stmt_store_result(MYSQL_STMT *statement) { return 0; }

static void give_number(const MYSQL_BIND *bind, long long number) {
    switch (bind->buffer_type) {
    case MYSQL_TYPE_TINY:
        *(int8_t *)bind->buffer = number;
        break;
    case MYSQL_TYPE_SHORT:
        *(int16_t *)bind->buffer = number;
        break;
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_INT24:
        *(int32_t *)bind->buffer = number;
        break;
    default:
        *(int64_t *)bind->buffer = number;
    }
}

/// Gives a value to the program, from an offset on; whether it was cut.
static bool give(const MYSQL_BIND *bind, const struct cell *cell, unsigned long offset) {
    if (bind->is_null)
        *bind->is_null = !cell->text;
    if (bind->length)
        *bind->length = cell->length;
    if (bind->error)
        *bind->error = false;
    if (!cell->text || !bind->buffer)
        return false;
    switch (bind->buffer_type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONGLONG:
        give_number(bind, strtoll(cell->text, NULL, 10));
        return false;
    case MYSQL_TYPE_FLOAT:
        *(float *)bind->buffer = strtof(cell->text, NULL);
        return false;
    case MYSQL_TYPE_DOUBLE:
        *(double *)bind->buffer = strtod(cell->text, NULL);
        return false;
    default:
        break;
    }
    size_t left = offset < cell->length ? cell->length - offset : 0;
    size_t part = left < bind->buffer_length ? left : bind->buffer_length;
    memcpy(bind->buffer, cell->text + (left ? offset : 0), part);
    if (part < bind->buffer_length)
        ((char *)bind->buffer)[part] = 0;
    if (bind->error)
        *bind->error = part < left;
    return part < left;
}

int mysql_stmt_fetch(MYSQL_STMT *statement) {
    if (statement->at >= statement->rows.count)
        return MYSQL_NO_DATA;
    const struct cell *cells = statement->rows.cells + statement->at++ * statement->rows.columns;
    bool cut = false;
    for (int i = 0; statement->results && i < statement->rows.columns; i++)
        cut |= give(&statement->results[i], &cells[i], 0);
    return cut ? MYSQL_DATA_TRUNCATED : 0;
}

int mysql_stmt_fetch_column(MYSQL_STMT *statement, MYSQL_BIND *bind, unsigned column, unsigned long offset) {
    if (!statement->at || column >= (unsigned)statement->rows.columns)
        return mysql_fail(statement->mysql, 2034, "%s", "Invalid column number");
    give(bind, &statement->rows.cells[(statement->at - 1) * statement->rows.columns + column], offset);
    return 0;
}

my_ulonglong mysql_stmt_num_rows(MYSQL_STMT *statement) { return statement->rows.count; }
my_ulonglong mysql_stmt_affected_rows(MYSQL_STMT *statement) { return statement->affected; }
my_ulonglong mysql_stmt_insert_id(MYSQL_STMT *statement) { return statement->inserted; }
unsigned mysql_stmt_field_count(MYSQL_STMT *statement) {
    return statement->statement ? sqlite3_column_count(statement->statement) : 0;
}
unsigned mysql_stmt_errno(MYSQL_STMT *statement) { return mysql_errno(statement->mysql); }
const char *mysql_stmt_error(MYSQL_STMT *statement) { return mysql_error(statement->mysql); }

bool mysql_stmt_free_result(MYSQL_STMT *statement) {
    clear(statement);
    return false;
}

bool mysql_stmt_reset(MYSQL_STMT *statement) { return mysql_stmt_free_result(statement); }

bool mysql_stmt_close(MYSQL_STMT *statement) {
    clear(statement);
    sqlite3_finalize(statement->statement);
    free(statement->parameters);
    free(statement->results);
    free(statement);
    return false;
}
