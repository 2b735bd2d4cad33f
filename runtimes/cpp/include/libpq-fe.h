/// PostgreSQL's client library.
#pragma once
#include <stddef.h>
#include <stdio.h>

typedef unsigned Oid;
typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;
typedef enum { CONNECTION_OK, CONNECTION_BAD } ConnStatusType;
typedef enum {
    PGRES_EMPTY_QUERY = 0,
    PGRES_COMMAND_OK,
    PGRES_TUPLES_OK,
    PGRES_COPY_OUT,
    PGRES_COPY_IN,
    PGRES_BAD_RESPONSE,
    PGRES_NONFATAL_ERROR,
    PGRES_FATAL_ERROR
} ExecStatusType;
typedef enum { PQTRANS_IDLE, PQTRANS_ACTIVE, PQTRANS_INTRANS, PQTRANS_INERROR, PQTRANS_UNKNOWN } PGTransactionStatusType;
#define PG_DIAG_SEVERITY 'S'
#define PG_DIAG_SQLSTATE 'C'
#define PG_DIAG_MESSAGE_PRIMARY 'M'
#define InvalidOid ((Oid)0)

#ifdef __cplusplus
extern "C" {
#endif
PGconn *PQconnectdb(const char *);
PGconn *PQconnectdbParams(const char *const *, const char *const *, int);
PGconn *PQsetdbLogin(const char *, const char *, const char *, const char *, const char *, const char *, const char *);
void PQfinish(PGconn *);
void PQreset(PGconn *);
ConnStatusType PQstatus(const PGconn *);
PGTransactionStatusType PQtransactionStatus(const PGconn *);
char *PQerrorMessage(const PGconn *);
int PQserverVersion(const PGconn *);
int PQsetClientEncoding(PGconn *, const char *);
PGresult *PQexec(PGconn *, const char *);
PGresult *PQexecParams(PGconn *, const char *, int, const Oid *, const char *const *, const int *, const int *, int);
PGresult *PQprepare(PGconn *, const char *, const char *, int, const Oid *);
PGresult *PQexecPrepared(PGconn *, const char *, int, const char *const *, const int *, const int *, int);
ExecStatusType PQresultStatus(const PGresult *);
char *PQresStatus(ExecStatusType);
char *PQresultErrorMessage(const PGresult *);
char *PQresultErrorField(const PGresult *, int);
int PQntuples(const PGresult *);
int PQnfields(const PGresult *);
char *PQfname(const PGresult *, int);
int PQfnumber(const PGresult *, const char *);
Oid PQftype(const PGresult *, int);
char *PQgetvalue(const PGresult *, int, int);
int PQgetlength(const PGresult *, int, int);
int PQgetisnull(const PGresult *, int, int);
char *PQcmdStatus(PGresult *);
char *PQcmdTuples(PGresult *);
void PQclear(PGresult *);
char *PQescapeLiteral(PGconn *, const char *, size_t);
char *PQescapeIdentifier(PGconn *, const char *, size_t);
size_t PQescapeStringConn(PGconn *, char *, const char *, size_t, int *);
size_t PQescapeString(char *, const char *, size_t);
void PQfreemem(void *);
#ifdef __cplusplus
}
#endif
