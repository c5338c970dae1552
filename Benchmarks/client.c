// Sends requests over several connections at once and reads the answers, as fast as one core can.
//
// client PORT CONNECTIONS COUNT HEAD [BEFORE AFTER SIZE]
//
// HEAD is a file with the request line and the header fields. With BEFORE, AFTER and SIZE, a body is sent: the content of the
// file BEFORE, SIZE letters that no other request has, the content of the file AFTER. Without them nothing but the head is
// sent. What the server answers is received and forgotten.
//
// Prints the seconds, the answers of 200 to 299, the bytes of all bodies received, and the seconds within which half and 99 of
// 100 answers came.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { BLOCK = 1 << 20, HEADER = 16 << 10 };

typedef struct {
    char *bytes;
    size_t count;
} text;

typedef struct {
    int socket;
    uint64_t number;      // of the request
    size_t sent;          // of the request
    double begun;         // when it was begun
    char header[HEADER];  // of the answer
    size_t received;      // of its header
    int64_t left;         // of its body; -1 before the header has ended
    char *block;          // what the body is made of
} connection;

static text head, before, after;
static size_t size, total;
static uint64_t started, wanted, good, ended, bytes;
static double *taken;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static int later(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static text contents(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) fail(path);
    fseek(file, 0, SEEK_END);
    text found = {NULL, ftell(file)};
    rewind(file);
    found.bytes = malloc(found.count + 1);
    if (fread(found.bytes, 1, found.count, file) != found.count) fail(path);
    fclose(file);
    return found;
}

static void begin(connection *c) {
    c->number = started++;
    c->sent = c->received = 0;
    c->left = -1;
    c->begun = now();
    // Every megabyte begins with a number of its own, so that no two files are alike.
    for (int i = 0; i < 16; i++) c->block[i] = 'a' + (c->number >> 4 * i & 15);
}

// Sends until the socket takes no more; false when all is sent.
static int send_more(connection *c) {
    while (c->sent < total) {
        struct iovec parts[4];
        int count = 0;
        size_t at = c->sent, room = BLOCK;
        const text fixed[3] = {head, before, after};
        size_t ends[4] = {head.count, head.count + before.count, head.count + before.count + size, total};
        while (at < total && count < 4 && room) {
            if (at < ends[1]) {
                int which = at >= ends[0];
                size_t offset = at - (which ? ends[0] : 0);
                parts[count].iov_base = fixed[which].bytes + offset;
                parts[count].iov_len = fixed[which].count - offset;
            } else if (at < ends[2]) {
                size_t offset = (at - ends[1]) % BLOCK, length = BLOCK - offset;
                if (length > ends[2] - at) length = ends[2] - at;
                parts[count].iov_base = c->block + offset;
                parts[count].iov_len = length;
            } else {
                parts[count].iov_base = after.bytes + (at - ends[2]);
                parts[count].iov_len = total - at;
            }
            if (parts[count].iov_len > room) parts[count].iov_len = room;
            room -= parts[count].iov_len;
            at += parts[count++].iov_len;
        }
        ssize_t written = writev(c->socket, parts, count);
        if (written < 0 && errno == EAGAIN) return 1;
        if (written < 0) fail("write");
        c->sent += written;
    }
    return 0;
}

// The header has ended: what it says of the status and of the body's length.
static void read_header(connection *c, size_t length) {
    c->header[length] = 0;
    int status = atoi(c->header + 9);
    if (status >= 200 && status < 300) good++;
    else if (ended == 0 || good == 0) fprintf(stderr, "%.300s\n", c->header);
    char *field = strcasestr(c->header, "\r\ncontent-length:");
    if (!field) {
        if (status == 204 || status == 304) { c->left = 0; return; }
        fprintf(stderr, "an answer without Content-Length: %.300s\n", c->header);
        exit(1);
    }
    c->left = atoll(field + 17);
    bytes += c->left;
}

// Reads until there is no more; true when the answer is whole.
static int receive_more(connection *c) {
    static char scratch[BLOCK];
    while (1) {
        if (c->left < 0) {
            ssize_t count = recv(c->socket, c->header + c->received, HEADER - 1 - c->received, 0);
            if (count < 0 && errno == EAGAIN) return 0;
            if (count <= 0) fail("the server ended the connection");
            c->received += count;
            char *end = memmem(c->header, c->received, "\r\n\r\n", 4);
            if (!end) continue;
            size_t length = end - c->header + 4;
            int64_t extra = c->received - length;
            read_header(c, end - c->header);
            c->left -= extra;
        } else if (c->left > 0) {
            size_t most = c->left < BLOCK ? (size_t)c->left : BLOCK;
            ssize_t count = recv(c->socket, scratch, most, 0);
            if (count < 0 && errno == EAGAIN) return 0;
            if (count <= 0) fail("the server ended the connection");
            c->left -= count;
        } else {
            return 1;
        }
    }
}

int main(int count, char **words) {
    if (count != 5 && count != 8) return 2;
    int connections = atoi(words[2]);
    wanted = atoll(words[3]);
    if (!wanted) return 2;
    taken = calloc(wanted, sizeof *taken);
    head = contents(words[4]);
    if (count == 8) {
        before = contents(words[5]);
        after = contents(words[6]);
        size = atoll(words[7]);
    }
    total = head.count + before.count + size + after.count;
    int poll = epoll_create1(0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(words[1]))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    FILE *random = fopen("/dev/urandom", "rb");
    connection *all = calloc(connections, sizeof *all);
    for (int i = 0; i < connections && started < wanted; i++) {
        connection *c = &all[i];
        c->socket = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(c->socket, (struct sockaddr *)&address, sizeof address)) fail("connect");
        int yes = 1;
        setsockopt(c->socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        c->block = malloc(BLOCK);
        if (fread(c->block, 1, BLOCK, random) != BLOCK) fail("urandom");
        for (int at = 0; at < BLOCK; at++) c->block[at] = at % 80 == 79 ? '\n' : 'a' + (c->block[at] & 15);
        begin(c);
        struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = c};
        if (fcntl(c->socket, F_SETFL, O_NONBLOCK) || epoll_ctl(poll, EPOLL_CTL_ADD, c->socket, &event)) fail("epoll");
    }
    double begun = now();
    while (ended < wanted) {
        struct epoll_event events[64];
        int ready = epoll_wait(poll, events, 64, 60000);
        if (ready == 0) {
            fprintf(stderr, "nothing for a minute\n");
            return 1;
        }
        for (int i = 0; i < ready; i++) {
            connection *c = events[i].data.ptr;
            if (c->socket < 0) continue;
            send_more(c);
            while (receive_more(c)) {
                taken[ended++] = now() - c->begun;
                if (started >= wanted) {
                    close(c->socket);
                    c->socket = -1;
                    break;
                }
                begin(c);
                if (send_more(c)) break;
            }
        }
    }
    double seconds = now() - begun;
    qsort(taken, wanted, sizeof *taken, later);
    printf("%.6f %llu %llu %.6f %.6f\n", seconds, (unsigned long long)good, (unsigned long long)bytes, taken[wanted / 2],
        taken[wanted * 99 / 100]);
    return 0;
}
