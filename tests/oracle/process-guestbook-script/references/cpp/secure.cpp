#include <string>
#include <sys/wait.h>
#include <unistd.h>


bool sign(const std::string& text) {
    const pid_t child = fork();
    if (child == 0) execlp("sh", "sh", "-c", "printf \"%s\\n\" \"$1\" >> book.txt", "sh", text.c_str(), nullptr), _exit(127);
    int status = -1;
    waitpid(child, &status, 0);
    return status == 0;
}
