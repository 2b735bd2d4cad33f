/// Device control: there is no terminal.
#pragma once
#include_next <sys/ioctl.h>
struct winsize {
    unsigned short ws_row, ws_col, ws_xpixel, ws_ypixel;
};
#define TCGETS 0x5401
#define TIOCGWINSZ 0x5413
#define TIOCSTI 0x5412
#define TIOCSCTTY 0x540E
#define TIOCNOTTY 0x5422
