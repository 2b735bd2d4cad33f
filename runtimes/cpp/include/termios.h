/// Terminals, of which there are none.
#pragma once
#include <sys/types.h>
typedef unsigned char cc_t;
typedef unsigned speed_t, tcflag_t;
struct termios {
    tcflag_t c_iflag, c_oflag, c_cflag, c_lflag;
    cc_t c_line, c_cc[32];
    speed_t c_ispeed, c_ospeed;
};
#define VINTR 0
#define VQUIT 1
#define VERASE 2
#define VEOF 4
#define VTIME 5
#define VMIN 6
#define ISIG 1
#define ICANON 2
#define ECHO 010
#define ECHOE 020
#define ECHOK 040
#define ECHONL 0100
#define IEXTEN 0100000
#define IXON 02000
#define ICRNL 0400
#define BRKINT 02
#define INPCK 020
#define ISTRIP 040
#define OPOST 1
#define CS8 060
#define B9600 015
#define TCSANOW 0
#define TCSADRAIN 1
#define TCSAFLUSH 2
#define TCIFLUSH 0
#define TCOFLUSH 1
#define TCIOFLUSH 2

#ifdef __cplusplus
extern "C" {
#endif
int tcgetattr(int, struct termios *);
int tcsetattr(int, int, const struct termios *);
int tcflush(int, int);
int tcdrain(int);
void cfmakeraw(struct termios *);
speed_t cfgetospeed(const struct termios *);
int cfsetospeed(struct termios *, speed_t);
#ifdef __cplusplus
}
#endif
