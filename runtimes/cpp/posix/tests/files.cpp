// Files: permission bits through POSIX and std::filesystem, descriptors, temporary files, maps, accounts.
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <grp.h>
#include <iostream>
#include <pwd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
namespace fs = std::filesystem;

int main() {
    fs::remove_all("/tmp/t");
    umask(077);
    printf("umask %o\n", umask(022));
    printf("mkdir %d\n", mkdir("/tmp/t", 0750));
    chdir("/tmp/t");
    int fd = open("a.txt", O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
    printf("write %zd\n", write(fd, "hello world", 11));
    struct stat status;
    fstat(fd, &status);
    printf("mode %o size %d uid %d\n", status.st_mode, (int)status.st_size, (int)status.st_uid);
    chmod("a.txt", 0640);
    stat("a.txt", &status);
    printf("mode %o\n", status.st_mode);
    fs::permissions("a.txt", fs::perms::owner_read | fs::perms::owner_write);
    printf("fs mode %o\n", (unsigned)fs::status("a.txt").permissions());
    fchmod(fd, 0600);
    printf("access %d %d\n", access("a.txt", R_OK | W_OK), access("nothing", F_OK));
    int folder = open("/tmp/t", O_RDONLY | O_DIRECTORY);
    printf("fstatat %d mode %o\n", fstatat(folder, "a.txt", &status, AT_SYMLINK_NOFOLLOW), status.st_mode);
    int other = openat(folder, "b.txt", O_CREAT | O_WRONLY | O_EXCL, 0644);
    printf("openat %d\n", other >= 0);
    close(other);

    int saved = dup(STDOUT_FILENO);
    fflush(stdout);
    int out = open("out.txt", O_CREAT | O_WRONLY | O_TRUNC, 0644);
    dup2(out, STDOUT_FILENO);
    close(out);
    printf("into a file\n");
    fflush(stdout);
    dup2(saved, STDOUT_FILENO);
    close(saved);
    std::ifstream in("out.txt");
    std::string line;
    std::getline(in, line);
    std::cout << "read back: " << line << std::endl;

    lseek(fd, 6, SEEK_SET);
    char text[16] = "";
    read(dup(fd), text, 5);
    printf("shared offset: %s %d\n", text, (int)lseek(fd, 0, SEEK_CUR));
    printf("flock %d fcntl %d\n", flock(fd, LOCK_EX), fcntl(fd, F_SETFD, FD_CLOEXEC));
    char *map = (char *)mmap(nullptr, 11, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    map[0] = 'J';
    munmap(map, 11);
    pread(fd, text, 5, 0);
    printf("map: %s\n", text);
    printf("close %d %d\n", close(fd), close(fd));
    printf("errno %s\n", strerror(errno));

    char name[] = "/tmp/t/fileXXXXXX";
    int temporary = mkstemp(name);
    fstat(temporary, &status);
    printf("mkstemp %d\n", temporary >= 0 && strcmp(name, "/tmp/t/fileXXXXXX") != 0);
    FILE *stream = tmpfile();
    fputs("x", stream);
    rewind(stream);
    printf("tmpfile %c\n", fgetc(stream));
    char *real = realpath("../t/./a.txt", nullptr);
    printf("realpath %s\n", real);
    printf("passwd %s %s\n", getpwuid(getuid())->pw_name, getpwnam("root")->pw_dir);
    printf("group %s\n", getgrgid(getgid())->gr_name);
    printf("nobody %d\n", getpwnam("nobody") == nullptr);
    printf("setuid %d chroot %d chown %d\n", setuid(0), chroot("/tmp"), chown("a.txt", 0, 0));
    DIR *listing = opendir(".");
    int entries = 0;
    while (readdir(listing))
        entries++;
    closedir(listing);
    printf("entries %d\n", entries);
    fs::copy_file("a.txt", "c.txt");
    printf("copied %d\n", (int)fs::file_size("c.txt"));
    printf("open %d\n", open("/tmp/none/x", 0));
}
