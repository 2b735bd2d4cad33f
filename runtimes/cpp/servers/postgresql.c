/// PostgreSQL's client library.
#define _GNU_SOURCE
#include "server.h"

#include <ctype.h>
#include <errno.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define USUAL_PORT "5432"
/// What of a login is kept.
enum { HOST, PORT, USER, PASSWORD, PARTS };
static const char *const names[PARTS][2] = {
    {"host", "hostaddr"}, {"port", "port"}, {"user", "user"}, {"password", "password"}};

/// A statement with a name of the program's.
struct prepared {
    char *name, *text;
    struct prepared *next;
};

struct pg_conn {
    sqlite3 *database;
    char *error, *login[PARTS];
    struct prepared *prepared;
};

struct pg_result {
    ExecStatusType status;
    struct rows rows;
    char *error, command[48], affected[24], state[6];
};

static void set_error(char **error, const char *format, const char *detail) {
    free(*error);
    if (asprintf(error, format, detail) < 0)
        *error = NULL;
}

static void keep(PGconn *connection, const char *name, const char *value, size_t length) {
    for (int i = 0; i < PARTS; i++)
        if (!strcmp(name, names[i][0]) || !strcmp(name, names[i][1])) {
            free(connection->login[i]);
            connection->login[i] = strndup(value, length);
        }
}

static PGconn *log_in(PGconn *connection) {
    char *const *login = connection->login;
    const char *port = login[PORT] && *login[PORT] ? login[PORT] : USUAL_PORT;
    const char *host = login[HOST] ? login[HOST] : "";
    int error = server_connect(POSTGRESQL_SERVER, host, atoi(port), login[USER], login[PASSWORD], &connection->database);
    if (error == ENOENT)
        set_error(&connection->error, "could not translate host name \"%s\" to address: Name or service not known\n", host);
    else if (error == EACCES)
        set_error(&connection->error, "FATAL:  password authentication failed for user \"%s\"\n", login[USER] ?: "");
    else if (error)
        set_error(&connection->error, "connection to server at \"%s\" failed: Connection refused\n", host);
    return connection;
}

/// `keyword = value` pairs; values may be quoted.
static void read_pairs(PGconn *connection, const char *text) {
    while (*(text += strspn(text, " \t\n"))) {
        size_t length = strcspn(text, "= \t\n");
        char *name = strndup(text, length), *value = malloc(strlen(text) + 1), *to = value;
        text += length + strspn(text + length, " \t\n");
        text += *text == '=';
        text += strspn(text, " \t\n");
        int is_quoted = *text == '\'';
        for (text += is_quoted; value && *text && (is_quoted ? *text != '\'' : !isspace((unsigned char)*text)); text++) {
            text += *text == '\\' && text[1];
            *to++ = *text;
        }
        text += is_quoted && *text;
        if (name && value)
            keep(connection, name, value, to - value);
        free(name);
        free(value);
        if (!length)
            return;
    }
}

/// `//user:password@host:port/database`.
static void read_url(PGconn *connection, const char *text) {
    size_t length = strcspn(text, "/?");
    const char *end = text + length, *at = memrchr(text, '@', length);
    if (at) {
        const char *colon = memchr(text, ':', at - text);
        keep(connection, "user", text, (colon ? colon : at) - text);
        if (colon)
            keep(connection, "password", colon + 1, at - colon - 1);
        text = at + 1;
    }
    const char *colon = memrchr(text, ':', end - text);
    keep(connection, "host", text, (colon ? colon : end) - text);
    if (colon)
        keep(connection, "port", colon + 1, end - colon - 1);
}

PGconn *PQconnectdb(const char *text) {
    PGconn *connection = calloc(1, sizeof *connection);
    if (!connection)
        return NULL;
    if (!strncmp(text, "postgresql://", 13) || !strncmp(text, "postgres://", 11))
        read_url(connection, strstr(text, "://") + 3);
    else
        read_pairs(connection, text);
    return log_in(connection);
}

PGconn *PQconnectdbParams(const char *const *keywords, const char *const *values, int expand) {
    PGconn *connection = calloc(1, sizeof *connection);
    for (int i = 0; connection && keywords[i]; i++)
        if (values[i])
            keep(connection, keywords[i], values[i], strlen(values[i]));
    return connection ? log_in(connection) : NULL;
}

PGconn *PQsetdbLogin(const char *host, const char *port, const char *options, const char *terminal, const char *database,
                     const char *user, const char *password) {
    const char *const keywords[] = {"host", "port", "user", "password", NULL}, *const values[] = {host, port, user, password};
    return PQconnectdbParams(keywords, values, 0);
}

void PQfinish(PGconn *connection) {
    if (!connection)
        return;
    for (struct prepared *at = connection->prepared, *next; at; at = next) {
        next = at->next;
        free(at->name);
        free(at->text);
        free(at);
    }
    for (int i = 0; i < PARTS; i++)
        free(connection->login[i]);
    sqlite3_close_v2(connection->database);
    free(connection->error);
    free(connection);
}

void PQreset(PGconn *connection) {
    sqlite3_close_v2(connection->database);
    connection->database = NULL;
    log_in(connection);
}

ConnStatusType PQstatus(const PGconn *connection) {
    return connection && connection->database ? CONNECTION_OK : CONNECTION_BAD;
}
PGTransactionStatusType PQtransactionStatus(const PGconn *connection) {
    return PQstatus(connection) ? PQTRANS_UNKNOWN : sqlite3_get_autocommit(connection->database) ? PQTRANS_IDLE : PQTRANS_INTRANS;
}
char *PQerrorMessage(const PGconn *connection) { return connection && connection->error ? connection->error : ""; }
int PQserverVersion(const PGconn *connection) { return PQstatus(connection) ? 0 : 160002; }
int PQsetClientEncoding(PGconn *connection, const char *name) { return 0; }

static PGresult *failed(PGconn *connection, PGresult *result, const char *state, const char *message) {
    rows_clear(&result->rows);
    result->status = PGRES_FATAL_ERROR;
    snprintf(result->state, sizeof result->state, "%s", state);
    set_error(&result->error, "ERROR:  %s\n", message);
    set_error(&connection->error, "ERROR:  %s\n", message);
    return result;
}

/// PostgreSQL's number of an error of SQLite's.
static const char *state_of(sqlite3 *database) {
    switch (sqlite3_extended_errcode(database)) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
        return "23505";
    case SQLITE_CONSTRAINT_NOTNULL:
        return "23502";
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return "23503";
    case SQLITE_CONSTRAINT_CHECK:
        return "23514";
    }
    const char *text = sqlite3_errmsg(database);
    return strstr(text, "no such table") ? "42P01" : strstr(text, "no such column") ? "42703" : "42601";
}

/// What a command is called when it is done.
static void describe(PGresult *result, const char *statement, int changes) {
    char word[16] = "";
    statement += strspn(statement, " \t\r\n(");
    for (int i = 0; i < 15 && isalpha((unsigned char)statement[i]); i++)
        word[i] = toupper((unsigned char)statement[i]);
    int changed = !strcmp(word, "INSERT") || !strcmp(word, "UPDATE") || !strcmp(word, "DELETE");
    if (changed || !strcmp(word, "SELECT"))
        snprintf(result->affected, sizeof result->affected, "%d", changed ? changes : result->rows.count);
    snprintf(result->command, sizeof result->command, strcmp(word, "INSERT") ? "%s%s%s" : "%s 0%s%s", word,
             *result->affected ? " " : "", result->affected);
}

/// Parameters as texts; where a number of rows is wanted SQLite takes no text.
static void bind(sqlite3_stmt *statement, int count, const char *const *values, const int *lengths, const int *formats) {
    int wants_numbers = strcasestr(sqlite3_sql(statement), "limit") || strcasestr(sqlite3_sql(statement), "offset");
    for (int i = 0; i < count; i++) {
        char name[16], *end;
        snprintf(name, sizeof name, "$%d", i + 1);
        int at = sqlite3_bind_parameter_index(statement, name);
        if (!at || !values[i])
            continue;
        long long number = strtoll(values[i], &end, 10);
        if (formats && formats[i])
            sqlite3_bind_blob(statement, at, values[i], lengths ? lengths[i] : 0, SQLITE_TRANSIENT);
        else if (wants_numbers && *values[i] && !*end)
            sqlite3_bind_int64(statement, at, number);
        else
            sqlite3_bind_text(statement, at, values[i], -1, SQLITE_TRANSIENT);
    }
}

/// Runs one statement or, without parameters, all of them; the last one's result.
static PGresult *run(PGconn *connection, const char *text, int count, const char *const *values, const int *lengths,
                     const int *formats, int is_single) {
    PGresult *result = calloc(1, sizeof *result);
    if (!result)
        return NULL;
    if (PQstatus(connection))
        return failed(connection, result, "08003", "no connection to the server");
    char *own = server_translate(POSTGRESQL_SERVER, text, strlen(text));
    sqlite3 *database = connection->database;
    const char *at = own ? own : "", *rest;
    for (; *at && result->status != PGRES_FATAL_ERROR; at = rest) {
        sqlite3_stmt *statement = NULL;
        if (sqlite3_prepare_v2(database, at, -1, &statement, &rest)) {
            failed(connection, result, state_of(database), sqlite3_errmsg(database));
        } else if (statement && is_single && rest[strspn(rest, " \t\r\n;")]) {
            failed(connection, result, "42601", "cannot insert multiple commands into a prepared statement");
        } else if (statement) {
            bind(statement, count, values, lengths, formats);
            rows_clear(&result->rows);
            *result->affected = 0;
            if (rows_fetch(statement, &result->rows) != SQLITE_DONE) {
                failed(connection, result, state_of(database), sqlite3_errmsg(database));
            } else {
                result->status = result->rows.columns ? PGRES_TUPLES_OK : PGRES_COMMAND_OK;
                describe(result, at, sqlite3_changes(database));
            }
        }
        sqlite3_finalize(statement);
    }
    free(own);
    return result;
}

PGresult *PQexec(PGconn *connection, const char *statement) { return run(connection, statement, 0, NULL, NULL, NULL, 0); }

PGresult *PQexecParams(PGconn *connection, const char *statement, int count, const Oid *types, const char *const *values,
                       const int *lengths, const int *formats, int format) {
    return run(connection, statement, count, values, lengths, formats, 1);
}

PGresult *PQprepare(PGconn *connection, const char *name, const char *statement, int count, const Oid *types) {
    PGresult *result = calloc(1, sizeof *result);
    sqlite3_stmt *prepared = NULL;
    if (!result)
        return NULL;
    if (PQstatus(connection))
        return failed(connection, result, "08003", "no connection to the server");
    char *own = server_translate(POSTGRESQL_SERVER, statement, strlen(statement));
    int code = own ? sqlite3_prepare_v2(connection->database, own, -1, &prepared, NULL) : SQLITE_NOMEM;
    sqlite3_finalize(prepared);
    free(own);
    if (code)
        return failed(connection, result, state_of(connection->database), sqlite3_errmsg(connection->database));
    struct prepared *kept = malloc(sizeof *kept);
    if (kept) {
        // The newest of a name comes first.
        *kept = (struct prepared){strdup(name), strdup(statement), connection->prepared};
        connection->prepared = kept;
    }
    result->status = PGRES_COMMAND_OK;
    return result;
}

PGresult *PQexecPrepared(PGconn *connection, const char *name, int count, const char *const *values, const int *lengths,
                         const int *formats, int format) {
    for (struct prepared *at = connection ? connection->prepared : NULL; at; at = at->next)
        if (at->name && at->text && !strcmp(at->name, name))
            return run(connection, at->text, count, values, lengths, formats, 1);
    PGresult *result = calloc(1, sizeof *result);
    return result && connection ? failed(connection, result, "26000", "prepared statement does not exist") : result;
}

void PQclear(PGresult *result) {
    if (!result)
        return;
    rows_clear(&result->rows);
    free(result->error);
    free(result);
}

ExecStatusType PQresultStatus(const PGresult *result) { return result ? result->status : PGRES_FATAL_ERROR; }

char *PQresStatus(ExecStatusType status) {
    static const char *const texts[] = {"PGRES_EMPTY_QUERY", "PGRES_COMMAND_OK",   "PGRES_TUPLES_OK",      "PGRES_COPY_OUT",
                                        "PGRES_COPY_IN",     "PGRES_BAD_RESPONSE", "PGRES_NONFATAL_ERROR", "PGRES_FATAL_ERROR"};
    return (char *)((unsigned)status < 8 ? texts[status] : "invalid ExecStatusType code");
}

char *PQresultErrorMessage(const PGresult *result) { return result && result->error ? result->error : ""; }

char *PQresultErrorField(const PGresult *result, int field) {
    if (!result || !result->error)
        return NULL;
    return field == PG_DIAG_SQLSTATE           ? (char *)result->state
           : field == PG_DIAG_SEVERITY         ? "ERROR"
           : field == PG_DIAG_MESSAGE_PRIMARY ? result->error + strlen("ERROR:  ")
                                               : NULL;
}

int PQntuples(const PGresult *result) { return result ? result->rows.count : 0; }
int PQnfields(const PGresult *result) { return result ? result->rows.columns : 0; }

static int has_column(const PGresult *result, int column) { return column >= 0 && column < PQnfields(result); }

char *PQfname(const PGresult *result, int column) { return has_column(result, column) ? result->rows.names[column] : NULL; }

int PQfnumber(const PGresult *result, const char *name) {
    for (int i = 0; i < PQnfields(result); i++)
        if (!strcasecmp(result->rows.names[i], name))
            return i;
    return -1;
}

/// The numbers of `int8`, `float8`, `bytea` and `text`.
Oid PQftype(const PGresult *result, int column) {
    int type = has_column(result, column) ? result->rows.types[column] : 0;
    return type == SQLITE_INTEGER ? 20 : type == SQLITE_FLOAT ? 701 : type == SQLITE_BLOB ? 17 : 25;
}

static const struct cell *cell_of(const PGresult *result, int row, int column) {
    static const struct cell none;
    return has_column(result, column) && row >= 0 && row < result->rows.count
               ? &result->rows.cells[row * result->rows.columns + column]
               : &none;
}

char *PQgetvalue(const PGresult *result, int row, int column) { return cell_of(result, row, column)->text ?: ""; }
int PQgetlength(const PGresult *result, int row, int column) { return cell_of(result, row, column)->length; }
int PQgetisnull(const PGresult *result, int row, int column) { return !cell_of(result, row, column)->text; }
char *PQcmdStatus(PGresult *result) { return result ? result->command : ""; }
char *PQcmdTuples(PGresult *result) { return result ? result->affected : ""; }

/// A text in quotes, which are doubled inside.
static char *quoted(const char *text, size_t length, char quote) {
    char *out = malloc(2 * length + 3), *to = out;
    if (!out)
        return NULL;
    *to++ = quote;
    for (size_t i = 0; i < length && text[i]; i++) {
        if (text[i] == quote)
            *to++ = quote;
        *to++ = text[i];
    }
    *to++ = quote;
    *to = 0;
    return out;
}

char *PQescapeLiteral(PGconn *connection, const char *text, size_t length) { return quoted(text, length, '\''); }
char *PQescapeIdentifier(PGconn *connection, const char *text, size_t length) { return quoted(text, length, '"'); }

size_t PQescapeString(char *to, const char *text, size_t length) {
    char *start = to;
    for (size_t i = 0; i < length && text[i]; i++) {
        if (text[i] == '\'')
            *to++ = '\'';
        *to++ = text[i];
    }
    *to = 0;
    return to - start;
}

size_t PQescapeStringConn(PGconn *connection, char *to, const char *text, size_t length, int *error) {
    if (error)
        *error = 0;
    return PQescapeString(to, text, length);
}

void PQfreemem(void *memory) { free(memory); }
