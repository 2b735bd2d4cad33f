#pragma once
#define major(device) ((unsigned)((device) >> 8 & 0xfff))
#define minor(device) ((unsigned)((device)&0xff))
#define makedev(major, minor) ((dev_t)(major) << 8 | (minor))
