/// Logins, dialects of SQL, rows.
#define _GNU_SOURCE
#include "server.h"
#include "host.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/// `NOW()` and its like.
static void now_text(sqlite3_context *context, int count, sqlite3_value **arguments) {
    char text[32];
    time_t seconds = time(NULL);
    struct tm parts;
    gmtime_r(&seconds, &parts);
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts);
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

static void version_text(sqlite3_context *context, int count, sqlite3_value **arguments) {
    const char *text = sqlite3_user_data(context);
    sqlite3_result_text(context, text, -1, SQLITE_STATIC);
}

static void sleep_seconds(sqlite3_context *context, int count, sqlite3_value **arguments) {
    double seconds = sqlite3_value_double(arguments[0]);
    if (seconds > 0 && seconds < 86400)
        nanosleep(&(struct timespec){seconds, (seconds - (time_t)seconds) * 1e9}, NULL);
    sqlite3_result_int(context, 0);
}

static void add_functions(enum server_kind kind, sqlite3 *database) {
    const char *version = kind == MYSQL_SERVER ? "8.0.36" : "PostgreSQL 16.2";
    int flags = SQLITE_UTF8;
    sqlite3_create_function(database, "now", 0, flags, NULL, now_text, NULL, NULL);
    sqlite3_create_function(database, "version", 0, flags, (void *)version, version_text, NULL, NULL);
    sqlite3_create_function(database, kind == MYSQL_SERVER ? "sleep" : "pg_sleep", 1, flags, NULL, sleep_seconds, NULL, NULL);
}

int server_connect(enum server_kind kind, const char *host, unsigned port, const char *user, const char *password,
                   sqlite3 **database) {
    char *login = NULL, path[PATH_MAX];
    uint32_t written = 0;
    *database = NULL;
    int length = asprintf(&login, "%s%c%s%c%u%c%s%c%s%c", kind == MYSQL_SERVER ? "mysql" : "postgresql", 0,
                          host ? host : "", 0, port & 0xffff, 0, user ? user : "", 0, password ? password : "", 0);
    if (length < 0)
        return ENOMEM;
    int error = dg_server_database(login, length, path, sizeof path - 1, &written);
    free(login);
    if (error)
        return error;
    path[written < sizeof path ? written : sizeof path - 1] = 0;
    if (sqlite3_open_v2(path, database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL)) {
        sqlite3_close(*database);
        *database = NULL;
        return ECONNREFUSED;
    }
    add_functions(kind, *database);
    return 0;
}

/// A text literal of MySQL, in which a backslash escapes; what follows it. Writes it as SQLite has it.
static const char *copy_literal(FILE *out, const char *at, const char *end) {
    char quote = *at++;
    fputc(quote, out);
    for (; at < end; at++) {
        if (*at == quote && at + 1 < end && at[1] == quote) {
            fputc(*at++, out);
        } else if (*at == quote) {
            fputc(quote, out);
            return at + 1;
        } else if (*at == '\\' && at + 1 < end) {
            char next = *++at;
            next = next == 'n' ? '\n' : next == 't' ? '\t' : next == 'r' ? '\r' : next;
            if (next == '%' || next == '_')
                fputc('\\', out);
            if (next == quote)
                fputc(quote, out);
            fputc(next, out);
            continue;
        }
        fputc(*at, out);
    }
    return at;
}

/// A quoted part as it stands; what follows it.
static const char *copy_quoted(FILE *out, const char *at, const char *end) {
    char quote = *at;
    do
        fputc(*at++, out);
    while (at < end && *at != quote);
    if (at < end)
        fputc(*at++, out);
    return at;
}

/// A word, in SQLite's spelling; what follows it.
static const char *copy_word(FILE *out, enum server_kind kind, const char *at, const char *end) {
    static const char *const spellings[][2] = {{"ILIKE", "LIKE"}, {"AUTO_INCREMENT", ""}, {"UNSIGNED", ""}};
    size_t length = 0;
    while (at + length < end && (isalnum((unsigned char)at[length]) || at[length] == '_'))
        length++;
    for (int i = kind == MYSQL_SERVER; i < (kind == MYSQL_SERVER ? 3 : 1); i++)
        if (strlen(spellings[i][0]) == length && !strncasecmp(spellings[i][0], at, length)) {
            fputs(spellings[i][1], out);
            return at + length;
        }
    fwrite(at, 1, length, out);
    return at + length;
}

char *server_translate(enum server_kind kind, const char *statement, size_t length) {
    const char *at = statement, *end = statement + length;
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    while (out && at < end) {
        if (*at == '\'' || (*at == '"' && kind == MYSQL_SERVER)) {
            at = kind == MYSQL_SERVER ? copy_literal(out, at, end) : copy_quoted(out, at, end);
        } else if (*at == '"' || *at == '`') {
            at = copy_quoted(out, at, end);
        } else if (*at == '#' && kind == MYSQL_SERVER) {
            // A comment up to the line's end.
            fputs("--", out);
            at++;
        } else if (*at == ':' && at + 1 < end && at[1] == ':' && kind == POSTGRESQL_SERVER) {
            // A cast: SQLite compares by the columns' kinds anyway.
            for (at += 2; at < end && (isalnum((unsigned char)*at) || *at == '_' || *at == '[' || *at == ']');)
                at++;
        } else if (isalpha((unsigned char)*at) || *at == '_') {
            at = copy_word(out, kind, at, end);
        } else {
            fputc(*at++, out);
        }
    }
    if (out)
        fclose(out);
    return text;
}

void rows_clear(struct rows *rows) {
    for (int i = 0; i < rows->columns; i++)
        free(rows->names[i]);
    for (int i = 0; i < rows->columns * rows->count; i++)
        free(rows->cells[i].text);
    free(rows->names);
    free(rows->types);
    free(rows->cells);
    *rows = (struct rows){0};
}

static int add_row(sqlite3_stmt *statement, struct rows *rows) {
    struct cell *cells = realloc(rows->cells, (rows->count + 1) * rows->columns * sizeof *cells);
    if (!cells)
        return SQLITE_NOMEM;
    rows->cells = cells;
    memset(cells + rows->count * rows->columns, 0, rows->columns * sizeof *cells);
    struct cell *row = cells + rows->count++ * rows->columns;
    for (int i = 0; i < rows->columns; i++) {
        int type = sqlite3_column_type(statement, i);
        if (type == SQLITE_NULL)
            continue;
        if (!rows->types[i])
            rows->types[i] = type;
        const void *text = sqlite3_column_blob(statement, i);
        row[i].length = sqlite3_column_bytes(statement, i);
        if (!(row[i].text = malloc(row[i].length + 1)))
            return SQLITE_NOMEM;
        if (row[i].length)
            memcpy(row[i].text, text, row[i].length);
        row[i].text[row[i].length] = 0;
    }
    return SQLITE_OK;
}

int rows_fetch(sqlite3_stmt *statement, struct rows *rows) {
    int columns = sqlite3_column_count(statement), code = SQLITE_OK;
    *rows = (struct rows){0};
    rows->names = calloc(columns + 1, sizeof *rows->names);
    rows->types = calloc(columns + 1, sizeof *rows->types);
    if (!rows->names || !rows->types) {
        free(rows->names);
        free(rows->types);
        *rows = (struct rows){0};
        return SQLITE_NOMEM;
    }
    rows->columns = columns;
    for (int i = 0; i < columns; i++)
        rows->names[i] = strdup(sqlite3_column_name(statement, i) ?: "");
    while (!code && (code = sqlite3_step(statement)) == SQLITE_ROW)
        code = add_row(statement, rows);
    return code;
}
