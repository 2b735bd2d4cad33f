/// Constants of WASI and, where it has none, of Linux.
#pragma once
#include_next <__header_sys_socket.h>

#define SOCK_RAW 3
#define SOCK_SEQPACKET 7
#define AF_LOCAL AF_UNIX
#define AF_NETLINK 16
#define AF_PACKET 17
#define PF_UNIX AF_UNIX
#define PF_LOCAL AF_UNIX
#define SOMAXCONN 128

#define SOL_IP 0
#define SOL_TCP 6
#define SOL_UDP 17
#define SOL_IPV6 41
#define SO_DEBUG 1
#define SO_REUSEADDR 2
#define SO_ERROR 4
#define SO_DONTROUTE 5
#define SO_BROADCAST 6
#define SO_SNDBUF 7
#define SO_RCVBUF 8
#define SO_KEEPALIVE 9
#define SO_OOBINLINE 10
#define SO_LINGER 13
#define SO_REUSEPORT 15
#define SO_PEERCRED 17
#define SO_RCVLOWAT 18
#define SO_SNDLOWAT 19
#define SO_BINDTODEVICE 25
#define SO_ACCEPTCONN 30
#define SO_PROTOCOL 38
#define SO_DOMAIN 39
#define SO_RCVTIMEO 66
#define SO_SNDTIMEO 67

#define MSG_OOB 0x10000
#define MSG_DONTROUTE 0x20000
#define MSG_DONTWAIT 0x40000
#define MSG_NOSIGNAL 0x80000
#define MSG_MORE 0x100000
#define MSG_CTRUNC 0x200000
#define MSG_ERRQUEUE 0x400000
