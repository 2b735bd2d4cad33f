/// Accounts and groups, read from /etc/passwd and /etc/group of the virtual files.
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LINE 1024
#define MEMBERS 64

/// Splits a line at its colons; the number of fields.
static int split(char *line, char **fields, int most) {
    int count = 0;
    line[strcspn(line, "\n")] = 0;
    while (line && count < most)
        fields[count++] = strsep(&line, ":");
    return count;
}

/// The next account of a file, in `text`; 0 at the end.
static int next_account(FILE *file, struct passwd *account, char *text, size_t length) {
    while (file && fgets(text, length, file)) {
        char *f[7];
        if (split(text, f, 7) < 7)
            continue;
        *account = (struct passwd){f[0], f[1], strtoul(f[2], NULL, 10), strtoul(f[3], NULL, 10), f[4], f[5], f[6]};
        return 1;
    }
    return 0;
}

/// Finds an account by name, or by id where there is no name.
static int find_account(const char *name, uid_t id, struct passwd *account, char *text, size_t length,
                        struct passwd **found) {
    FILE *file = fopen("/etc/passwd", "r");
    *found = NULL;
    while (!*found && next_account(file, account, text, length))
        if (name ? !strcmp(name, account->pw_name) : account->pw_uid == id)
            *found = account;
    if (file)
        fclose(file);
    return 0;
}

int getpwnam_r(const char *name, struct passwd *account, char *text, size_t length, struct passwd **found) {
    return find_account(name, 0, account, text, length, found);
}

int getpwuid_r(uid_t id, struct passwd *account, char *text, size_t length, struct passwd **found) {
    return find_account(NULL, id, account, text, length, found);
}

static char account_text[LINE];
static struct passwd account;
static FILE *accounts;

struct passwd *getpwnam(const char *name) {
    struct passwd *found;
    getpwnam_r(name, &account, account_text, LINE, &found);
    return found;
}

struct passwd *getpwuid(uid_t id) {
    struct passwd *found;
    getpwuid_r(id, &account, account_text, LINE, &found);
    return found;
}

void endpwent(void) {
    if (accounts)
        fclose(accounts);
    accounts = NULL;
}

void setpwent(void) { endpwent(); }

struct passwd *getpwent(void) {
    if (!accounts)
        accounts = fopen("/etc/passwd", "r");
    return next_account(accounts, &account, account_text, LINE) ? &account : NULL;
}

/// The next group of a file. Its members' pointers lie at the end of `text`.
static int next_group(FILE *file, struct group *group, char *text, size_t length) {
    size_t pointers = sizeof(char *) * (MEMBERS + 1);
    if (length < pointers + 64)
        return 0;
    char **members = (char **)((uintptr_t)(text + length - pointers) & ~(sizeof(char *) - 1));
    while (file && fgets(text, (char *)members - text, file)) {
        char *f[4], *member;
        if (split(text, f, 4) < 4)
            continue;
        int count = 0;
        while (count < MEMBERS && (member = strsep(&f[3], ",")))
            if (*member)
                members[count++] = member;
        members[count] = NULL;
        *group = (struct group){f[0], f[1], strtoul(f[2], NULL, 10), members};
        return 1;
    }
    return 0;
}

static int find_group(const char *name, gid_t id, struct group *group, char *text, size_t length,
                      struct group **found) {
    FILE *file = fopen("/etc/group", "r");
    *found = NULL;
    while (!*found && next_group(file, group, text, length))
        if (name ? !strcmp(name, group->gr_name) : group->gr_gid == id)
            *found = group;
    if (file)
        fclose(file);
    return 0;
}

int getgrnam_r(const char *name, struct group *group, char *text, size_t length, struct group **found) {
    return find_group(name, 0, group, text, length, found);
}

int getgrgid_r(gid_t id, struct group *group, char *text, size_t length, struct group **found) {
    return find_group(NULL, id, group, text, length, found);
}

static char group_text[2 * LINE];
static struct group group;
static FILE *groups;

struct group *getgrnam(const char *name) {
    struct group *found;
    getgrnam_r(name, &group, group_text, sizeof group_text, &found);
    return found;
}

struct group *getgrgid(gid_t id) {
    struct group *found;
    getgrgid_r(id, &group, group_text, sizeof group_text, &found);
    return found;
}

void endgrent(void) {
    if (groups)
        fclose(groups);
    groups = NULL;
}

void setgrent(void) { endgrent(); }

struct group *getgrent(void) {
    if (!groups)
        groups = fopen("/etc/group", "r");
    return next_group(groups, &group, group_text, sizeof group_text) ? &group : NULL;
}

int getgrouplist(const char *user, gid_t own, gid_t *list, int *count) {
    int room = *count, found = 0;
    if (found++ < room)
        list[0] = own;
    setgrent();
    for (struct group *group; (group = getgrent());)
        for (char **member = group->gr_mem; *member; member++)
            if (!strcmp(*member, user) && group->gr_gid != own && found++ < room)
                list[found - 1] = group->gr_gid;
    endgrent();
    *count = found;
    return found <= room ? found : -1;
}
