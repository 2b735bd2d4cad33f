/// MySQL's client library: connections and queries.
#define _GNU_SOURCE
#include "mysql.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int mysql_library_init(int count, char **arguments, char **groups) { return 0; }
void mysql_library_end(void) {}

MYSQL *mysql_init(MYSQL *mysql) {
    int is_own = !mysql;
    if (is_own && !(mysql = malloc(sizeof *mysql)))
        return NULL;
    *mysql = (MYSQL){.is_own = is_own};
    return mysql;
}

/// Nothing of what can be set changes what a server answers.
int mysql_options(MYSQL *mysql, enum mysql_option option, const void *value) { return 0; }

int mysql_fail(MYSQL *mysql, unsigned number, const char *format, const char *detail) {
    free(mysql->error);
    mysql->error_number = number;
    if (asprintf(&mysql->error, format, detail) < 0)
        mysql->error = NULL;
    return 1;
}

int mysql_fail_by_database(MYSQL *mysql) {
    sqlite3 *database = mysql->database;
    const char *text = sqlite3_errmsg(database);
    switch (sqlite3_extended_errcode(database)) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
        return mysql_fail(mysql, 1062, "Duplicate entry for key: %s", text);
    case SQLITE_CONSTRAINT_NOTNULL:
        return mysql_fail(mysql, 1048, "Column cannot be null: %s", text);
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return mysql_fail(mysql, 1452, "Cannot add or update a child row: %s", text);
    }
    if (strstr(text, "no such table"))
        return mysql_fail(mysql, 1146, "Table doesn't exist: %s", text);
    if (strstr(text, "no such column"))
        return mysql_fail(mysql, 1054, "Unknown column: %s", text);
    return mysql_fail(mysql, 1064, "You have an error in your SQL syntax; %s", text);
}

MYSQL *mysql_real_connect(MYSQL *mysql, const char *host, const char *user, const char *password, const char *name,
                          unsigned port, const char *path, unsigned long flags) {
    sqlite3 *database;
    int error = server_connect(MYSQL_SERVER, host ? host : "", port ? port : MYSQL_PORT, user, password, &database);
    mysql->flags = flags;
    mysql->database = database;
    if (!error)
        return mysql;
    if (error == EACCES)
        mysql_fail(mysql, 1045, "Access denied for user '%s'", user ? user : "");
    else if (error == ENOENT)
        mysql_fail(mysql, 2005, "Unknown MySQL server host '%s'", host ? host : "");
    else
        mysql_fail(mysql, 2003, "Can't connect to MySQL server on '%s'", host ? host : "localhost");
    return NULL;
}

/// Forgets what the last query left.
static void forget(MYSQL *mysql) {
    mysql_free_result(mysql->waiting);
    mysql->waiting = NULL;
    free(mysql->rest);
    mysql->rest = NULL;
}

void mysql_close(MYSQL *mysql) {
    if (!mysql)
        return;
    forget(mysql);
    sqlite3_close_v2(mysql->database);
    free(mysql->error);
    int is_own = mysql->is_own;
    *mysql = (MYSQL){0};
    if (is_own)
        free(mysql);
}

int mysql_ping(MYSQL *mysql) { return mysql->database ? 0 : mysql_fail(mysql, 2006, "%s", "MySQL server has gone away"); }
int mysql_select_db(MYSQL *mysql, const char *name) { return mysql_ping(mysql); }
int mysql_set_character_set(MYSQL *mysql, const char *name) { return 0; }

static enum enum_field_types kind_of(int type) {
    return type == SQLITE_INTEGER  ? MYSQL_TYPE_LONGLONG
           : type == SQLITE_FLOAT  ? MYSQL_TYPE_DOUBLE
           : type == SQLITE_BLOB   ? MYSQL_TYPE_BLOB
                                   : MYSQL_TYPE_VAR_STRING;
}

/// A result of rows, which become its own.
static MYSQL_RES *result_of(struct rows rows) {
    MYSQL_RES *result = calloc(1, sizeof *result);
    if (result) {
        result->rows = rows;
        result->fields = calloc(rows.columns + 1, sizeof *result->fields);
        result->row = calloc(rows.columns + 1, sizeof *result->row);
        result->lengths = calloc(rows.columns + 1, sizeof *result->lengths);
    }
    if (!result || !result->fields || !result->row || !result->lengths) {
        rows_clear(&rows);
        if (result)
            result->rows = rows;
        mysql_free_result(result);
        return NULL;
    }
    for (int i = 0; i < rows.columns; i++)
        result->fields[i] = (MYSQL_FIELD){rows.names[i], rows.names[i], "", .type = kind_of(rows.types[i])};
    return result;
}

/// Runs the first of some statements, and keeps the others if the program wants several.
static int run_first(MYSQL *mysql, const char *text) {
    sqlite3 *database = mysql->database;
    sqlite3_stmt *statement = NULL;
    const char *rest = text;
    free(mysql->error);
    mysql->error = NULL;
    mysql->error_number = 0;
    if (sqlite3_prepare_v2(database, text, -1, &statement, &rest))
        return mysql_fail_by_database(mysql);
    rest += strspn(rest, " \t\r\n;");
    if (*rest && strncmp(rest, "--", 2) && !(mysql->flags & CLIENT_MULTI_STATEMENTS)) {
        sqlite3_finalize(statement);
        return mysql_fail(mysql, 1064, "You have an error in your SQL syntax; check the manual near '%s'", rest);
    }
    if (!statement)
        return mysql_fail(mysql, 1065, "%s", "Query was empty");
    struct rows rows;
    int code = rows_fetch(statement, &rows);
    mysql->field_count = rows.columns;
    mysql->affected = rows.columns ? rows.count : sqlite3_changes(database);
    mysql->inserted = rows.columns ? 0 : sqlite3_last_insert_rowid(database);
    sqlite3_finalize(statement);
    if (code != SQLITE_DONE) {
        rows_clear(&rows);
        return mysql_fail_by_database(mysql);
    }
    if (rows.columns)
        mysql->waiting = result_of(rows);
    else
        rows_clear(&rows);
    mysql->rest = *rest ? strdup(rest) : NULL;
    return 0;
}

int mysql_real_query(MYSQL *mysql, const char *statement, unsigned long length) {
    if (mysql_ping(mysql))
        return 1;
    forget(mysql);
    char *own = server_translate(MYSQL_SERVER, statement, length);
    int failed = own ? run_first(mysql, own) : mysql_fail(mysql, 2008, "%s", "MySQL client ran out of memory");
    free(own);
    return failed;
}

int mysql_query(MYSQL *mysql, const char *statement) { return mysql_real_query(mysql, statement, strlen(statement)); }
bool mysql_more_results(MYSQL *mysql) { return mysql->rest != NULL; }

int mysql_next_result(MYSQL *mysql) {
    char *rest = mysql->rest;
    if (!rest)
        return -1;
    mysql->rest = NULL;
    forget(mysql);
    int failed = run_first(mysql, rest);
    free(rest);
    return failed;
}

MYSQL_RES *mysql_store_result(MYSQL *mysql) {
    MYSQL_RES *result = mysql->waiting;
    mysql->waiting = NULL;
    return result;
}

MYSQL_RES *mysql_use_result(MYSQL *mysql) { return mysql_store_result(mysql); }

void mysql_free_result(MYSQL_RES *result) {
    if (!result)
        return;
    rows_clear(&result->rows);
    free(result->fields);
    free(result->row);
    free(result->lengths);
    free(result);
}

MYSQL_ROW mysql_fetch_row(MYSQL_RES *result) {
    if (!result || result->at >= result->rows.count)
        return NULL;
    const struct cell *cells = result->rows.cells + result->at++ * result->rows.columns;
    for (int i = 0; i < result->rows.columns; i++) {
        result->row[i] = cells[i].text;
        result->lengths[i] = cells[i].length;
    }
    return result->row;
}

unsigned long *mysql_fetch_lengths(MYSQL_RES *result) { return result->lengths; }
MYSQL_FIELD *mysql_fetch_fields(MYSQL_RES *result) { return result->fields; }
MYSQL_FIELD *mysql_fetch_field(MYSQL_RES *result) {
    return result->field < result->rows.columns ? &result->fields[result->field++] : NULL;
}
my_ulonglong mysql_num_rows(MYSQL_RES *result) { return result ? result->rows.count : 0; }
unsigned mysql_num_fields(MYSQL_RES *result) { return result ? result->rows.columns : 0; }
unsigned mysql_field_count(MYSQL *mysql) { return mysql->field_count; }
my_ulonglong mysql_affected_rows(MYSQL *mysql) { return mysql->affected; }
my_ulonglong mysql_insert_id(MYSQL *mysql) { return mysql->inserted; }
unsigned mysql_errno(MYSQL *mysql) { return mysql->error_number; }
const char *mysql_error(MYSQL *mysql) { return mysql->error ? mysql->error : ""; }
const char *mysql_sqlstate(MYSQL *mysql) { return mysql->error_number ? "HY000" : "00000"; }
const char *mysql_get_server_info(MYSQL *mysql) { return MYSQL_SERVER_VERSION; }
const char *mysql_get_client_info(void) { return MYSQL_SERVER_VERSION; }

unsigned long mysql_escape_string(char *to, const char *from, unsigned long length) {
    static const char special[] = "\0\n\r\\'\"\x1a", letters[] = "0nr\\'\"Z";
    char *start = to;
    for (unsigned long i = 0; i < length; i++) {
        const char *found = memchr(special, from[i], sizeof special - 1);
        if (found)
            *to++ = '\\';
        *to++ = found ? letters[found - special] : from[i];
    }
    *to = 0;
    return to - start;
}

unsigned long mysql_real_escape_string(MYSQL *mysql, char *to, const char *from, unsigned long length) {
    return mysql_escape_string(to, from, length);
}

static bool end_transaction(MYSQL *mysql, const char *how) {
    sqlite3 *database = mysql->database;
    return database && !sqlite3_get_autocommit(database) && sqlite3_exec(database, how, NULL, NULL, NULL) != SQLITE_OK;
}

bool mysql_commit(MYSQL *mysql) { return end_transaction(mysql, "COMMIT"); }
bool mysql_rollback(MYSQL *mysql) { return end_transaction(mysql, "ROLLBACK"); }

bool mysql_autocommit(MYSQL *mysql, bool automatic) {
    if (automatic)
        return mysql_commit(mysql);
    return mysql->database && sqlite3_get_autocommit(mysql->database) &&
           sqlite3_exec(mysql->database, "BEGIN", NULL, NULL, NULL) != SQLITE_OK;
}
