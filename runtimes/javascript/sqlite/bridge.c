/// SQLite for a guest whose interpreter has none: what the host calls.
///
/// This module stands beside the interpreter's and has a memory of its own. The host (`src/sandbox/interpreter/database.rs`)
/// writes arguments into blocks from `db_allocate` and reads answers from the outbox, a byte string that is valid until the next
/// call. In it, numbers are little-endian, and a text or a blob is its length in 32 bits and its bytes.
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sqlite3.h"

#define EXPORT(name) __attribute__((export_name(#name))) name

/// The rewriting of the module needs this import: observed functions tell the host through it that they were called.
__attribute__((import_module("host"), import_name("call"))) int host_call(unsigned, unsigned, unsigned, unsigned);
__attribute__((used)) static int (*const imported)(unsigned, unsigned, unsigned, unsigned) = host_call;

/// Calls a function of the guest's program: its number, what for, and the arguments in a row's form. The result is a block of
/// `db_allocate` with one value, and 0 where the program threw: then the statement is to fail.
__attribute__((import_module("dualgauge_sql"), import_name("call"))) uint8_t *
call_program(uint32_t function, uint32_t what, uint32_t group, const uint8_t *arguments, uint32_t length);

#ifndef F_GETLK
/// wasi-libc has no locks; these are the numbers that SQLite takes for itself then.
enum { F_UNLCK = 2, F_GETLK = 12 };
#endif

/// The longest text or blob, and the longest row, in bytes.
enum { MAX_VALUE = 64 << 20, MAX_ROW = 128 << 20 };

/// What a value in a row is.
enum { NOTHING, INTEGER, FLOAT, TEXT, BLOB };

/// What a function of the program is called for: its result; a step of an aggregate, the same backwards, the value so far, the
/// value at the end.
enum { RESULT, STEP, INVERSE, VALUE, FINAL };

struct text {
    uint8_t *bytes;
    size_t length, capacity;
    int failed;
};

/// Where `put` writes to: the outbox but for the time in which arguments of the program's functions are written.
static struct text outbox;
static struct text *target = &outbox;

static uint8_t seed[56];

static void put(const void *bytes, size_t length) {
    if (target->failed)
        return;
    if (target->capacity - target->length < length) {
        size_t wanted = target->length + length + target->capacity;
        uint8_t *larger = realloc(target->bytes, wanted);
        if (!larger) {
            target->failed = 1;
            return;
        }
        target->bytes = larger;
        target->capacity = wanted;
    }
    if (length)
        memcpy(target->bytes + target->length, bytes, length);
    target->length += length;
}

static void put_byte(uint8_t byte) { put(&byte, 1); }

static void put_number(uint32_t number) { put(&number, sizeof number); }

static void put_bytes(const void *bytes, size_t length) {
    put_number(length);
    put(bytes, length);
}

/// A text that may be missing.
static void put_text(const char *text) {
    put_byte(text != NULL);
    if (text)
        put_bytes(text, strlen(text));
}

static void clear_outbox(void) {
    outbox.length = 0;
    outbox.failed = 0;
}

static int done(int code) { return outbox.failed ? SQLITE_NOMEM : code; }

/// Where the outbox begins, and how long it is.
uint32_t EXPORT(db_outbox)(void) { return (uint32_t)(uintptr_t)outbox.bytes; }
uint32_t EXPORT(db_outbox_length)(void) { return outbox.length; }

void *EXPORT(db_allocate)(uint32_t length) { return malloc(length ? length : 1); }
void EXPORT(db_release)(void *block) { free(block); }

/// What SQLite's own generator starts from: the host's word, so that a file is not opened for it.
static int give_seed(sqlite3_vfs *vfs, int length, char *out) {
    int given = length < (int)sizeof seed ? length : (int)sizeof seed;
    memcpy(out, seed, given);
    return given;
}

/// No other process can hold a lock; connections of this one are told apart by SQLite itself.
static int lock_file(int fd, int command, ...) {
    va_list arguments;
    va_start(arguments, command);
    if (command == F_GETLK)
        va_arg(arguments, struct flock *)->l_type = F_UNLCK;
    va_end(arguments);
    return 0;
}

/// Starts SQLite. `bytes` are 56 that the host drew.
int EXPORT(db_start)(const uint8_t *bytes) {
    memcpy(seed, bytes, sizeof seed);
    int code = sqlite3_initialize();
    sqlite3_vfs *vfs = sqlite3_vfs_find("unix");
    if (code || !vfs)
        return code ? code : SQLITE_ERROR;
    vfs->xRandomness = give_seed;
    vfs->xSetSystemCall(vfs, "fcntl", (sqlite3_syscall_ptr)lock_file);
    code = sqlite3_vfs_register(vfs, 1);
    // Drawn once here, so that it is the seed and nothing else that it starts from.
    char first;
    sqlite3_randomness(1, &first);
    return code;
}

/// Opens a database. Its error, if any, is told by `db_error`; without memory for a connection there is none.
sqlite3 *EXPORT(db_open)(const char *path, int flags) {
    sqlite3 *db = NULL;
    sqlite3_open_v2(path, &db, flags, "unix");
    if (!db)
        return NULL;
    sqlite3_extended_result_codes(db, 1);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, MAX_VALUE);
    return db;
}

int EXPORT(db_close)(sqlite3 *db) { return sqlite3_close(db); }

/// The last error's extended code; its message and the offset in the statement's text are left in the outbox.
int EXPORT(db_error)(sqlite3 *db) {
    clear_outbox();
    int code = sqlite3_extended_errcode(db);
    put_number(sqlite3_error_offset(db));
    put_text(sqlite3_errmsg(db));
    return done(code);
}

/// Runs all statements of a text.
int EXPORT(db_execute)(sqlite3 *db, const char *sql) { return sqlite3_exec(db, sql, NULL, NULL, NULL); }

static int result_of_prepare(sqlite3_stmt *statement, uint32_t consumed) {
    put_number((uint32_t)(uintptr_t)statement);
    put_number(consumed);
    put_byte(statement && sqlite3_stmt_readonly(statement));
    int columns = sqlite3_column_count(statement);
    put_number(columns);
    for (int i = 0; i < columns; i++)
        put_text(sqlite3_column_name(statement, i));
    int parameters = sqlite3_bind_parameter_count(statement);
    put_number(parameters);
    for (int i = 1; i <= parameters; i++)
        put_text(sqlite3_bind_parameter_name(statement, i));
    return done(SQLITE_OK);
}

/// Prepares the first statement of a text. Outbox: the statement (0 if the text has none), how many bytes of the text it took,
/// whether it only reads, the columns' names, the parameters' names.
int EXPORT(db_prepare)(sqlite3 *db, const char *sql, int length) {
    clear_outbox();
    sqlite3_stmt *statement = NULL;
    const char *tail = sql;
    int code = sqlite3_prepare_v2(db, sql, length, &statement, &tail);
    if (code)
        return code;
    code = result_of_prepare(statement, tail - sql);
    if (code)
        sqlite3_finalize(statement);
    return code;
}

/// Outbox: for each column its name in the result, then in its table, the table, the database, the declared type.
int EXPORT(db_columns)(sqlite3_stmt *statement) {
    clear_outbox();
    int columns = sqlite3_column_count(statement);
    put_number(columns);
    for (int i = 0; i < columns; i++) {
        put_text(sqlite3_column_name(statement, i));
        put_text(sqlite3_column_origin_name(statement, i));
        put_text(sqlite3_column_table_name(statement, i));
        put_text(sqlite3_column_database_name(statement, i));
        put_text(sqlite3_column_decltype(statement, i));
    }
    return done(SQLITE_OK);
}

/// The statement's text with its parameters' values in their places.
int EXPORT(db_expanded)(sqlite3_stmt *statement) {
    clear_outbox();
    char *text = sqlite3_expanded_sql(statement);
    put_text(text);
    sqlite3_free(text);
    return done(SQLITE_OK);
}

int EXPORT(db_bind_null)(sqlite3_stmt *statement, int index) { return sqlite3_bind_null(statement, index); }

int EXPORT(db_bind_integer)(sqlite3_stmt *statement, int index, int64_t value) {
    return sqlite3_bind_int64(statement, index, value);
}

int EXPORT(db_bind_float)(sqlite3_stmt *statement, int index, double value) {
    return sqlite3_bind_double(statement, index, value);
}

/// Binds a text or a blob. `bytes` is a block of `db_allocate`, and SQLite's from here on.
int EXPORT(db_bind_bytes)(sqlite3_stmt *statement, int index, void *bytes, int length, int is_text) {
    if (is_text)
        return sqlite3_bind_text(statement, index, bytes, length, free);
    return sqlite3_bind_blob(statement, index, bytes, length, free);
}

void EXPORT(db_clear)(sqlite3_stmt *statement) { sqlite3_clear_bindings(statement); }

static void put_value(sqlite3_value *value) {
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER: {
        int64_t number = sqlite3_value_int64(value);
        put_byte(INTEGER);
        put(&number, sizeof number);
        break;
    }
    case SQLITE_FLOAT: {
        double number = sqlite3_value_double(value);
        put_byte(FLOAT);
        put(&number, sizeof number);
        break;
    }
    case SQLITE_TEXT: {
        const unsigned char *text = sqlite3_value_text(value);
        put_byte(TEXT);
        put_bytes(text, sqlite3_value_bytes(value));
        break;
    }
    case SQLITE_BLOB: {
        const void *blob = sqlite3_value_blob(value);
        put_byte(BLOB);
        put_bytes(blob, sqlite3_value_bytes(value));
        break;
    }
    default:
        put_byte(NOTHING);
    }
}

static int put_row(sqlite3_stmt *statement) {
    size_t start = outbox.length;
    int columns = sqlite3_data_count(statement);
    put_number(columns);
    for (int i = 0; i < columns; i++) {
        put_value(sqlite3_column_value(statement, i));
        if (outbox.length - start > MAX_ROW)
            return SQLITE_TOOBIG;
    }
    return done(SQLITE_OK);
}

/// Steps until `rows` rows are in the outbox, or more than `bytes` bytes, or there is no further row. SQLITE_ROW says that
/// there may be more.
int EXPORT(db_fetch)(sqlite3_stmt *statement, uint32_t rows, uint32_t bytes) {
    clear_outbox();
    for (uint32_t row = 0; row < rows && outbox.length <= bytes; row++) {
        int code = sqlite3_step(statement);
        if (code != SQLITE_ROW)
            return code;
        code = put_row(statement);
        if (code)
            return code;
    }
    return SQLITE_ROW;
}

int EXPORT(db_reset)(sqlite3_stmt *statement) { return sqlite3_reset(statement); }
int EXPORT(db_finalize)(sqlite3_stmt *statement) { return sqlite3_finalize(statement); }

/// Outbox: rows changed last, rows changed in all, the last row's id, whether no transaction is open.
int EXPORT(db_state)(sqlite3 *db) {
    clear_outbox();
    int64_t numbers[] = {sqlite3_changes64(db), sqlite3_total_changes64(db), sqlite3_last_insert_rowid(db)};
    put(numbers, sizeof numbers);
    put_byte(sqlite3_get_autocommit(db));
    return done(SQLITE_OK);
}

/// How long to wait for a lock of another connection: it is never released meanwhile.
void EXPORT(db_busy_timeout)(sqlite3 *db, int milliseconds) { sqlite3_busy_timeout(db, milliseconds); }

/// Switches an option of the connection (SQLITE_DBCONFIG_...) that takes a truth value.
int EXPORT(db_configure)(sqlite3 *db, int option, int value) { return sqlite3_db_config(db, option, value, NULL); }

/// Makes the value of a block the result, and frees the block.
static void give_result(sqlite3_context *context, uint8_t *block) {
    if (!block) {
        sqlite3_result_error(context, "the function threw an error", -1);
        return;
    }
    switch (*block) {
    case INTEGER: {
        int64_t number;
        memcpy(&number, block + 1, sizeof number);
        sqlite3_result_int64(context, number);
        break;
    }
    case FLOAT: {
        double number;
        memcpy(&number, block + 1, sizeof number);
        sqlite3_result_double(context, number);
        break;
    }
    case TEXT:
    case BLOB: {
        uint32_t length;
        memcpy(&length, block + 1, sizeof length);
        if (*block == TEXT)
            sqlite3_result_text(context, (char *)block + 5, length, SQLITE_TRANSIENT);
        else
            sqlite3_result_blob(context, block + 5, length, SQLITE_TRANSIENT);
        break;
    }
    default:
        sqlite3_result_null(context);
    }
    free(block);
}

/// Each group of an aggregate has a number, from 1.
static uint32_t groups;

static void call(sqlite3_context *context, uint32_t what, int count, sqlite3_value **values) {
    uint32_t function = (uint32_t)(uintptr_t)sqlite3_user_data(context), group = 0;
    if (what != RESULT) {
        uint32_t *known = sqlite3_aggregate_context(context, sizeof *known);
        if (!known) {
            sqlite3_result_error_nomem(context);
            return;
        }
        if (!*known)
            *known = ++groups;
        group = *known;
    }
    struct text arguments = {0}, *before = target;
    target = &arguments;
    put_number(count);
    for (int i = 0; i < count; i++)
        put_value(values[i]);
    target = before;
    if (arguments.failed) {
        sqlite3_result_error_nomem(context);
    } else {
        uint8_t *block = call_program(function, what, group, arguments.bytes, arguments.length);
        // A step has no result, but it can fail.
        if (!block || what == RESULT || what == VALUE || what == FINAL)
            give_result(context, block);
        else
            free(block);
    }
    free(arguments.bytes);
}

static void call_function(sqlite3_context *context, int count, sqlite3_value **values) {
    call(context, RESULT, count, values);
}
static void call_step(sqlite3_context *context, int count, sqlite3_value **values) {
    call(context, STEP, count, values);
}
static void call_inverse(sqlite3_context *context, int count, sqlite3_value **values) {
    call(context, INVERSE, count, values);
}
static void call_value(sqlite3_context *context) { call(context, VALUE, 0, NULL); }
static void call_final(sqlite3_context *context) { call(context, FINAL, 0, NULL); }

/// What a function of the program is: one of single values, an aggregate, one that can be asked over windows too.
enum { SCALAR, AGGREGATE, WINDOW };

/// Lets statements call a function of the program by a name. `count` is how many arguments it takes, -1 for any.
int EXPORT(db_define)(sqlite3 *db, const char *name, int count, int flags, uint32_t function, int kind) {
    void *number = (void *)(uintptr_t)function;
    flags |= SQLITE_UTF8;
    if (kind == SCALAR)
        return sqlite3_create_function_v2(db, name, count, flags, number, call_function, NULL, NULL, NULL);
    int window = kind == WINDOW;
    return sqlite3_create_window_function(db, name, count, flags, number, call_step, call_final,
                                          window ? call_value : NULL, window ? call_inverse : NULL, NULL);
}
