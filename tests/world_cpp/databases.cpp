// The client libraries of PostgreSQL and MySQL: who is let in, injection, parameters, several statements.
#include <cstdio>
#include <cstring>
#include <libpq-fe.h>
#include <mysql/mysql.h>
#include <string>

static void show(const char *name, PGresult *result) {
    printf("%s: %s %s", name, PQresStatus(PQresultStatus(result)), PQresultErrorMessage(result));
    for (int row = 0; row < PQntuples(result); row++)
        for (int column = 0; column < PQnfields(result); column++)
            printf(" %s=%s", PQfname(result, column), PQgetisnull(result, row, column) ? "NULL" : PQgetvalue(result, row, column));
    printf(" [%s]\n", PQcmdTuples(result));
    PQclear(result);
}

static void postgresql() {
    PGconn *refused = PQconnectdb("postgresql://app:wrong@pg.internal/shop");
    printf("%d %s", PQstatus(refused), PQerrorMessage(refused));
    PQfinish(refused);
    PGconn *connection = PQconnectdb("host=pg.internal port=5432 user=app password='secret' dbname=shop");
    printf("connected %d\n", PQstatus(connection) == CONNECTION_OK);
    std::string name = "' OR '1'='1";
    show("injected", PQexec(connection, ("SELECT id, name FROM users WHERE name = '" + name + "'").c_str()));
    const char *values[] = {name.c_str()};
    const char *alice[] = {"alice", "1"};
    show("bound", PQexecParams(connection, "SELECT id FROM users WHERE name = $1", 1, nullptr, values, nullptr, nullptr, 0));
    show("limited", PQexecParams(connection, "SELECT id FROM users WHERE name ILIKE $1::text LIMIT $2", 2, nullptr, alice,
                                 nullptr, nullptr, 0));
    char *literal = PQescapeLiteral(connection, name.c_str(), name.size());
    show("escaped", PQexec(connection, (std::string("SELECT id FROM users WHERE name = ") + literal).c_str()));
    PQfreemem(literal);
    show("several", PQexec(connection, "SELECT 1; UPDATE users SET name = 'bobby' WHERE id = 2"));
    show("several bound", PQexecParams(connection, "SELECT 1; DELETE FROM users", 0, nullptr, nullptr, nullptr, nullptr, 0));
    PQclear(PQprepare(connection, "insert", "INSERT INTO users (id, name) VALUES ($1, $2)", 2, nullptr));
    const char *row[] = {"3", nullptr};
    show("prepared", PQexecPrepared(connection, "insert", 2, row, nullptr, nullptr, 0));
    show("again", PQexecPrepared(connection, "insert", 2, row, nullptr, nullptr, 0));
    show("wrong", PQexec(connection, "SELECT * FROM missing"));
    PQfinish(connection);
}

static void query(MYSQL *mysql, const std::string &text) {
    int failed = mysql_query(mysql, text.c_str());
    printf("%d %u:", failed, mysql_errno(mysql));
    MYSQL_RES *result = mysql_store_result(mysql);
    while (MYSQL_ROW row = result ? mysql_fetch_row(result) : nullptr)
        for (unsigned i = 0; i < mysql_num_fields(result); i++)
            printf(" %s", row[i] ? row[i] : "NULL");
    printf(" (%d)\n", failed ? -1 : (int)mysql_affected_rows(mysql));
    mysql_free_result(result);
}

static void mysql() {
    MYSQL *mysql = mysql_init(nullptr);
    printf("%d", mysql_real_connect(mysql, "db.internal", "root", "", "shop", 3307, nullptr, 0) != nullptr);
    printf(" %s\n", mysql_error(mysql));
    printf("%d\n", mysql_real_connect(mysql, "db.internal", "root", "", "shop", 0, nullptr, 0) == mysql);
    std::string name = "x' OR 1=1 # ";
    query(mysql, "SELECT id, name FROM users WHERE name = '" + name + "' AND id = 1");
    char escaped[100];
    mysql_real_escape_string(mysql, escaped, name.c_str(), name.size());
    query(mysql, "SELECT id FROM users WHERE name = '" + std::string(escaped) + "'");
    query(mysql, "SELECT 1; DELETE FROM users");
    MYSQL_STMT *statement = mysql_stmt_init(mysql);
    std::string text = "SELECT id, name FROM users WHERE name = ? OR id = ?";
    printf("prepare %d, %lu\n", mysql_stmt_prepare(statement, text.c_str(), text.size()), mysql_stmt_param_count(statement));
    MYSQL_BIND in[2]{}, out[2]{};
    int id = 1, found = 0;
    char buffer[20];
    unsigned long length = name.size(), got = 0;
    in[0].buffer_type = MYSQL_TYPE_STRING;
    in[0].buffer = name.data();
    in[0].buffer_length = name.size();
    in[0].length = &length;
    in[1].buffer_type = MYSQL_TYPE_LONG;
    in[1].buffer = &id;
    mysql_stmt_bind_param(statement, in);
    mysql_stmt_execute(statement);
    out[0].buffer_type = MYSQL_TYPE_LONG;
    out[0].buffer = &found;
    out[1].buffer_type = MYSQL_TYPE_STRING;
    out[1].buffer = buffer;
    out[1].buffer_length = sizeof buffer;
    out[1].length = &got;
    mysql_stmt_bind_result(statement, out);
    while (mysql_stmt_fetch(statement) == 0)
        printf("fetched %d %.*s\n", found, (int)got, buffer);
    mysql_stmt_close(statement);
    mysql_close(mysql);
}

int main() {
    postgresql();
    mysql();
}
