/// MySQL's client library.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MYSQL_PORT 3306
#define MYSQL_SERVER_VERSION "8.0.36"
#define MYSQL_VERSION_ID 80036
#define MYSQL_NO_DATA 100
#define MYSQL_DATA_TRUNCATED 101
#define CLIENT_MULTI_STATEMENTS (1ul << 16)
#define CLIENT_MULTI_RESULTS (1ul << 17)
#define CLIENT_SSL 2048ul
#define CLIENT_FOUND_ROWS 2ul

typedef char **MYSQL_ROW;
typedef uint64_t my_ulonglong;
typedef char my_bool;
typedef struct st_mysql MYSQL;
typedef struct st_mysql_res MYSQL_RES;
typedef struct st_mysql_stmt MYSQL_STMT;

enum enum_field_types {
    MYSQL_TYPE_DECIMAL,
    MYSQL_TYPE_TINY,
    MYSQL_TYPE_SHORT,
    MYSQL_TYPE_LONG,
    MYSQL_TYPE_FLOAT,
    MYSQL_TYPE_DOUBLE,
    MYSQL_TYPE_NULL,
    MYSQL_TYPE_TIMESTAMP,
    MYSQL_TYPE_LONGLONG,
    MYSQL_TYPE_INT24,
    MYSQL_TYPE_DATE,
    MYSQL_TYPE_TIME,
    MYSQL_TYPE_DATETIME,
    MYSQL_TYPE_VARCHAR = 15,
    MYSQL_TYPE_NEWDECIMAL = 246,
    MYSQL_TYPE_TINY_BLOB = 249,
    MYSQL_TYPE_MEDIUM_BLOB,
    MYSQL_TYPE_LONG_BLOB,
    MYSQL_TYPE_BLOB,
    MYSQL_TYPE_VAR_STRING,
    MYSQL_TYPE_STRING
};

typedef struct st_mysql_field {
    char *name, *org_name, *table;
    unsigned long length, max_length;
    enum enum_field_types type;
} MYSQL_FIELD;

typedef struct st_mysql_bind {
    unsigned long *length;
    bool *is_null;
    void *buffer;
    bool *error;
    unsigned long buffer_length;
    enum enum_field_types buffer_type;
    bool is_unsigned;
    bool is_null_value, error_value;
    unsigned long length_value;
} MYSQL_BIND;

enum mysql_option {
    MYSQL_OPT_CONNECT_TIMEOUT,
    MYSQL_OPT_COMPRESS,
    MYSQL_OPT_PROTOCOL,
    MYSQL_SET_CHARSET_NAME,
    MYSQL_OPT_LOCAL_INFILE,
    MYSQL_OPT_READ_TIMEOUT,
    MYSQL_OPT_WRITE_TIMEOUT,
    MYSQL_OPT_RECONNECT,
    MYSQL_OPT_SSL_CA,
    MYSQL_OPT_SSL_MODE,
    MYSQL_OPT_SSL_VERIFY_SERVER_CERT
};
enum mysql_ssl_mode { SSL_MODE_DISABLED = 1, SSL_MODE_PREFERRED, SSL_MODE_REQUIRED, SSL_MODE_VERIFY_CA, SSL_MODE_VERIFY_IDENTITY };

/// What the functions keep; programs may have one of their own.
struct st_mysql {
    void *database, *waiting, *rest;
    char *error;
    unsigned error_number, field_count;
    unsigned long flags;
    uint64_t affected, inserted;
    bool is_own;
};

#ifdef __cplusplus
extern "C" {
#endif
int mysql_library_init(int, char **, char **);
void mysql_library_end(void);
MYSQL *mysql_init(MYSQL *);
int mysql_options(MYSQL *, enum mysql_option, const void *);
MYSQL *mysql_real_connect(MYSQL *, const char *, const char *, const char *, const char *, unsigned, const char *,
                          unsigned long);
void mysql_close(MYSQL *);
int mysql_ping(MYSQL *);
int mysql_select_db(MYSQL *, const char *);
int mysql_set_character_set(MYSQL *, const char *);
int mysql_query(MYSQL *, const char *);
int mysql_real_query(MYSQL *, const char *, unsigned long);
int mysql_next_result(MYSQL *);
bool mysql_more_results(MYSQL *);
MYSQL_RES *mysql_store_result(MYSQL *);
MYSQL_RES *mysql_use_result(MYSQL *);
void mysql_free_result(MYSQL_RES *);
MYSQL_ROW mysql_fetch_row(MYSQL_RES *);
unsigned long *mysql_fetch_lengths(MYSQL_RES *);
MYSQL_FIELD *mysql_fetch_field(MYSQL_RES *);
MYSQL_FIELD *mysql_fetch_fields(MYSQL_RES *);
my_ulonglong mysql_num_rows(MYSQL_RES *);
unsigned mysql_num_fields(MYSQL_RES *);
unsigned mysql_field_count(MYSQL *);
my_ulonglong mysql_affected_rows(MYSQL *);
my_ulonglong mysql_insert_id(MYSQL *);
unsigned mysql_errno(MYSQL *);
const char *mysql_error(MYSQL *);
const char *mysql_sqlstate(MYSQL *);
const char *mysql_get_server_info(MYSQL *);
const char *mysql_get_client_info(void);
unsigned long mysql_real_escape_string(MYSQL *, char *, const char *, unsigned long);
unsigned long mysql_escape_string(char *, const char *, unsigned long);
bool mysql_autocommit(MYSQL *, bool);
bool mysql_commit(MYSQL *);
bool mysql_rollback(MYSQL *);

MYSQL_STMT *mysql_stmt_init(MYSQL *);
int mysql_stmt_prepare(MYSQL_STMT *, const char *, unsigned long);
unsigned long mysql_stmt_param_count(MYSQL_STMT *);
bool mysql_stmt_bind_param(MYSQL_STMT *, MYSQL_BIND *);
int mysql_stmt_execute(MYSQL_STMT *);
bool mysql_stmt_bind_result(MYSQL_STMT *, MYSQL_BIND *);
int mysql_stmt_store_result(MYSQL_STMT *);
int mysql_stmt_fetch(MYSQL_STMT *);
int mysql_stmt_fetch_column(MYSQL_STMT *, MYSQL_BIND *, unsigned, unsigned long);
my_ulonglong mysql_stmt_num_rows(MYSQL_STMT *);
my_ulonglong mysql_stmt_affected_rows(MYSQL_STMT *);
my_ulonglong mysql_stmt_insert_id(MYSQL_STMT *);
unsigned mysql_stmt_field_count(MYSQL_STMT *);
unsigned mysql_stmt_errno(MYSQL_STMT *);
const char *mysql_stmt_error(MYSQL_STMT *);
bool mysql_stmt_free_result(MYSQL_STMT *);
bool mysql_stmt_reset(MYSQL_STMT *);
bool mysql_stmt_close(MYSQL_STMT *);
#ifdef __cplusplus
}
#endif
