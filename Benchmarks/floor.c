// The least that reading a sheet can cost: inflates DEFLATE streams with ISA-L block by block, and then, apart from that,
// looks once at every byte of the first and decodes its cells, without checking anything.
//
// floor SHEET.deflate [OTHER.deflate …] prints: seconds of inflating all, of the scan, of deflating the first again, and the
// cells and a sum of what was decoded, so that nothing is left out by the compiler.
#include <isa-l.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static uint8_t *contents(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file) exit(2);
    fseek(file, 0, SEEK_END);
    *size = ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(*size);
    if (fread(bytes, 1, *size, file) != *size) exit(2);
    fclose(file);
    return bytes;
}

// Inflates into the same block again and again, or into a buffer that grows where `kept` asks for the bytes.
static size_t inflated(uint8_t *packed, size_t size, uint8_t **kept) {
    static uint8_t block[128 << 10];
    static struct inflate_state state;
    isal_inflate_init(&state);
    state.next_in = packed;
    state.avail_in = size;
    size_t total = 0, room = 0;
    while (state.block_state != ISAL_BLOCK_FINISH) {
        state.next_out = block;
        state.avail_out = sizeof block;
        if (isal_inflate(&state) != ISAL_DECOMP_OK) exit(3);
        size_t count = sizeof block - state.avail_out;
        if (kept) {
            if (total + count + 64 > room) *kept = realloc(*kept, room = (total + count) * 2 + 64);
            memcpy(*kept + total, block, count);
        }
        total += count;
        if (count == 0 && state.avail_in == 0) break;
    }
    return total;
}

// Deflates at level 1 into the same block again and again.
static double deflating(uint8_t *bytes, size_t length) {
    static uint8_t block[128 << 10], room[ISAL_DEF_LVL1_LARGE];
    static struct isal_zstream stream;
    double started = now();
    isal_deflate_init(&stream);
    stream.level = 1;
    stream.level_buf = room;
    stream.level_buf_size = sizeof room;
    stream.end_of_stream = 1;
    stream.next_in = bytes;
    stream.avail_in = length;
    do {
        stream.next_out = block;
        stream.avail_out = sizeof block;
        if (isal_deflate(&stream) != COMP_OK) exit(3);
    } while (stream.avail_out == 0);
    return now() - started;
}

static double decimal(const uint8_t *p, const uint8_t **end) {
    static const double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    uint64_t mantissa = 0;
    int places = 0, negative = *p == '-';
    for (p += negative; (uint8_t)(*p - '0') < 10; p++) mantissa = mantissa * 10 + (*p - '0');
    if (*p == '.')
        for (p++; (uint8_t)(*p - '0') < 10; p++, places++) mantissa = mantissa * 10 + (*p - '0');
    *end = p;
    double value = places < 23 ? mantissa / powers[places] : 0;
    return negative ? -value : value;
}

int main(int count, char **paths) {
    double inflating = 0, scanning = 1e9;
    uint8_t *sheet = NULL;
    size_t length = 0;
    for (int i = 1; i < count; i++) {
        size_t size;
        uint8_t *packed = contents(paths[i], &size);
        double best = 1e9;
        for (int run = 0; run < 3; run++) {
            double started = now();
            inflated(packed, size, NULL);
            double took = now() - started;
            if (took < best) best = took;
        }
        inflating += best;
        if (i == 1) length = inflated(packed, size, &sheet);
        free(packed);
    }
    if (!sheet) return 2;
    memset(sheet + length, 0, 64);
    long cells = 0;
    double sum = 0;
    for (int run = 0; run < 3; run++) {
        double started = now();
        cells = 0, sum = 0;
        for (const uint8_t *p = sheet, *end = sheet + length; (p = memchr(p, '<', end - p)); p++) {
            if (p[1] != 'c' || p[2] != ' ') continue;
            long column = 0, style = 0;
            uint8_t type = 'n';
            for (p += 3; *p != '>' && *p != '/'; p++) {
                if (p[1] != '=') continue;
                uint8_t name = *p;
                p += 3;
                if (name == 'r')
                    for (; *p >= 'A'; p++) column = column * 26 + *p - 'A' + 1;
                else if (name == 't')
                    type = *p;
                else if (name == 's')
                    for (; *p >= '0'; p++) style = style * 10 + *p - '0';
                while (*p != '"') p++;
            }
            cells++;
            sum += column + style;
            if (*p == '/') continue;
            if (p[1] == '<' && p[2] == 'f') p = memchr(p + 2, '>', end - p), p = memchr(p, '<', end - p) + 3;
            p = memchr(p + 1, '<', end - p);
            if (!p) break;
            if (type == 'i' || p[1] != 'v' || p[2] != '>') continue;
            p += 3;
            if (type == 's' && p[0] >= '0')
                for (long index = 0; (uint8_t)(*p - '0') < 10; p++) sum += index = index * 10 + *p - '0';
            else
                sum += decimal(p, &p);
        }
        double took = now() - started;
        if (took < scanning) scanning = took;
    }
    printf("%.6f %.6f %.6f %ld %g\n", inflating, scanning, deflating(sheet, length), cells, sum);
    return 0;
}
