// Looks at 64 bytes at a time: bit n of a mask says something of byte n. Swift has no movemask.
// Everything is inlined. SSE2 is part of every x86-64, NEON of every arm64; elsewhere plain C does it.
#pragma once
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

// Has the cache fetch what will be read soon.
static inline void byte_scan_prefetch(const uint8_t *bytes) { __builtin_prefetch(bytes); }

// Delimiters, CR, LF and quotes together, and some of them alone.
typedef struct {
    uint64_t structural;
    uint64_t quotes;
    uint64_t line_ends;
} byte_scan_fields;

// What decides whether bytes are UTF-8 (RFC 3629).
typedef struct {
    uint64_t high;        // 80 to FF
    uint64_t lead;        // C0 to FF, which begin a character
    uint64_t lead3;       // E0 to FF, which begin one of three bytes or more
    uint64_t lead4;       // F0 to FF, which begin one of four
    uint64_t suspicious;  // NUL, C0, C1, E0, ED, F0, F4 to FF, which are wrong, or wrong before some bytes
} byte_scan_utf8;

#if defined(__SSE2__)

static inline uint64_t byte_scan_mask(__m128i a, __m128i b, __m128i c, __m128i d) {
    return (uint64_t)(uint32_t)_mm_movemask_epi8(a) | (uint64_t)(uint32_t)_mm_movemask_epi8(b) << 16 |
           (uint64_t)(uint32_t)_mm_movemask_epi8(c) << 32 | (uint64_t)(uint32_t)_mm_movemask_epi8(d) << 48;
}

#define BYTE_SCAN_LOAD(bytes)                                                                                        \
    const __m128i *blocks = (const __m128i *)(bytes);                                                                \
    const __m128i v0 = _mm_loadu_si128(blocks), v1 = _mm_loadu_si128(blocks + 1);                                    \
    const __m128i v2 = _mm_loadu_si128(blocks + 2), v3 = _mm_loadu_si128(blocks + 3)
#define BYTE_SCAN_MAP(expression) byte_scan_mask(expression(v0), expression(v1), expression(v2), expression(v3))

static inline byte_scan_fields byte_scan_find_fields(const uint8_t *bytes, uint8_t delimiter) {
    const __m128i quote = _mm_set1_epi8('"'), comma = _mm_set1_epi8((char)delimiter);
    const __m128i cr = _mm_set1_epi8('\r'), lf = _mm_set1_epi8('\n');
    BYTE_SCAN_LOAD(bytes);
#define LINES(v) _mm_or_si128(_mm_cmpeq_epi8(v, cr), _mm_cmpeq_epi8(v, lf))
#define COMMAS(v) _mm_cmpeq_epi8(v, comma)
#define QUOTES(v) _mm_cmpeq_epi8(v, quote)
    byte_scan_fields found;
    found.quotes = BYTE_SCAN_MAP(QUOTES);
    found.line_ends = BYTE_SCAN_MAP(LINES);
    found.structural = BYTE_SCAN_MAP(COMMAS) | found.quotes | found.line_ends;
#undef LINES
#undef COMMAS
#undef QUOTES
    return found;
}

// Whether all bytes are ASCII without NUL.
static inline int byte_scan_is_plain(const uint8_t *bytes) {
    const __m128i zero = _mm_setzero_si128();
    BYTE_SCAN_LOAD(bytes);
#define PLAIN(v) _mm_cmpgt_epi8(v, zero)
    const __m128i all = _mm_and_si128(_mm_and_si128(PLAIN(v0), PLAIN(v1)), _mm_and_si128(PLAIN(v2), PLAIN(v3)));
#undef PLAIN
    return _mm_movemask_epi8(all) == 0xFFFF;
}

static inline byte_scan_utf8 byte_scan_find_utf8(const uint8_t *bytes) {
    BYTE_SCAN_LOAD(bytes);
#define FROM(v, first) _mm_cmpeq_epi8(_mm_max_epu8(v, _mm_set1_epi8((char)(first))), v)
#define IS(v, byte) _mm_cmpeq_epi8(v, _mm_set1_epi8((char)(byte)))
#define HIGH(v) (v)
#define LEAD(v) FROM(v, 0xC0)
#define LEAD3(v) FROM(v, 0xE0)
#define LEAD4(v) FROM(v, 0xF0)
#define ODD(v)                                                                                                       \
    _mm_or_si128(_mm_or_si128(_mm_or_si128(IS(v, 0xC0), IS(v, 0xC1)), _mm_or_si128(IS(v, 0xE0), IS(v, 0xED))),       \
                 _mm_or_si128(_mm_or_si128(IS(v, 0xF0), FROM(v, 0xF4)), IS(v, 0)))
    byte_scan_utf8 found;
    found.high = BYTE_SCAN_MAP(HIGH);
    found.lead = BYTE_SCAN_MAP(LEAD);
    found.lead3 = BYTE_SCAN_MAP(LEAD3);
    found.lead4 = BYTE_SCAN_MAP(LEAD4);
    found.suspicious = BYTE_SCAN_MAP(ODD);
#undef FROM
#undef IS
#undef HIGH
#undef LEAD
#undef LEAD3
#undef LEAD4
#undef ODD
    return found;
}

// Bytes that may need escaping in XML: controls but TAB and LF, & < > " _ and EF (U+FFFE and U+FFFF begin with it).
static inline uint32_t byte_scan_xml_16(const uint8_t *bytes) {
    const __m128i v = _mm_loadu_si128((const __m128i *)bytes);
#define IS(byte) _mm_cmpeq_epi8(v, _mm_set1_epi8((char)(byte)))
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v);
    const __m128i layout = _mm_or_si128(IS('\t'), IS('\n'));
    const __m128i markup = _mm_or_si128(_mm_or_si128(IS('&'), IS('<')), _mm_or_si128(IS('>'), IS('"')));
    const __m128i rest = _mm_or_si128(IS('_'), IS(0xEF));
#undef IS
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_andnot_si128(layout, control), _mm_or_si128(markup, rest)));
}

#elif defined(__ARM_NEON) && defined(__aarch64__)

static inline uint64_t byte_scan_mask(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t weight = vld1q_u8(weights);
    const uint8x16_t ab = vpaddq_u8(vandq_u8(a, weight), vandq_u8(b, weight));
    const uint8x16_t cd = vpaddq_u8(vandq_u8(c, weight), vandq_u8(d, weight));
    uint8x16_t sum = vpaddq_u8(ab, cd);
    sum = vpaddq_u8(sum, sum);
    return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

#define BYTE_SCAN_LOAD(bytes)                                                                                        \
    const uint8x16_t v0 = vld1q_u8(bytes), v1 = vld1q_u8((bytes) + 16);                                              \
    const uint8x16_t v2 = vld1q_u8((bytes) + 32), v3 = vld1q_u8((bytes) + 48)
#define BYTE_SCAN_MAP(expression) byte_scan_mask(expression(v0), expression(v1), expression(v2), expression(v3))

static inline byte_scan_fields byte_scan_find_fields(const uint8_t *bytes, uint8_t delimiter) {
    BYTE_SCAN_LOAD(bytes);
#define IS(v, byte) vceqq_u8(v, vdupq_n_u8(byte))
#define LINES(v) vorrq_u8(IS(v, '\r'), IS(v, '\n'))
#define COMMAS(v) IS(v, delimiter)
#define QUOTES(v) IS(v, '"')
    byte_scan_fields found;
    found.quotes = BYTE_SCAN_MAP(QUOTES);
    found.line_ends = BYTE_SCAN_MAP(LINES);
    found.structural = BYTE_SCAN_MAP(COMMAS) | found.quotes | found.line_ends;
#undef IS
#undef LINES
#undef COMMAS
#undef QUOTES
    return found;
}

static inline int byte_scan_is_plain(const uint8_t *bytes) {
    BYTE_SCAN_LOAD(bytes);
#define PLAIN(v) vcgtq_s8(vreinterpretq_s8_u8(v), vdupq_n_s8(0))
    const uint8x16_t all = vandq_u8(vandq_u8(PLAIN(v0), PLAIN(v1)), vandq_u8(PLAIN(v2), PLAIN(v3)));
#undef PLAIN
    return vminvq_u8(all) == 0xFF;
}

static inline byte_scan_utf8 byte_scan_find_utf8(const uint8_t *bytes) {
    BYTE_SCAN_LOAD(bytes);
#define FROM(v, first) vcgeq_u8(v, vdupq_n_u8(first))
#define IS(v, byte) vceqq_u8(v, vdupq_n_u8(byte))
#define HIGH(v) FROM(v, 0x80)
#define LEAD(v) FROM(v, 0xC0)
#define LEAD3(v) FROM(v, 0xE0)
#define LEAD4(v) FROM(v, 0xF0)
#define ODD(v)                                                                                                       \
    vorrq_u8(vorrq_u8(vorrq_u8(IS(v, 0xC0), IS(v, 0xC1)), vorrq_u8(IS(v, 0xE0), IS(v, 0xED))),                       \
             vorrq_u8(vorrq_u8(IS(v, 0xF0), FROM(v, 0xF4)), IS(v, 0)))
    byte_scan_utf8 found;
    found.high = BYTE_SCAN_MAP(HIGH);
    found.lead = BYTE_SCAN_MAP(LEAD);
    found.lead3 = BYTE_SCAN_MAP(LEAD3);
    found.lead4 = BYTE_SCAN_MAP(LEAD4);
    found.suspicious = BYTE_SCAN_MAP(ODD);
#undef FROM
#undef IS
#undef HIGH
#undef LEAD
#undef LEAD3
#undef LEAD4
#undef ODD
    return found;
}

#else

static inline byte_scan_fields byte_scan_find_fields(const uint8_t *bytes, uint8_t delimiter) {
    byte_scan_fields found = {0, 0, 0};
    for (int i = 0; i < 64; i++) {
        const uint64_t bit = (uint64_t)1 << i;
        const uint8_t byte = bytes[i];
        if (byte == '"') found.quotes |= bit;
        if (byte == '\r' || byte == '\n') found.line_ends |= bit;
        if (byte == '"' || byte == delimiter || byte == '\r' || byte == '\n') found.structural |= bit;
    }
    return found;
}

static inline int byte_scan_is_plain(const uint8_t *bytes) {
    for (int i = 0; i < 64; i++) {
        if (bytes[i] == 0 || bytes[i] >= 0x80) return 0;
    }
    return 1;
}

static inline byte_scan_utf8 byte_scan_find_utf8(const uint8_t *bytes) {
    byte_scan_utf8 found = {0, 0, 0, 0, 0};
    for (int i = 0; i < 64; i++) {
        const uint64_t bit = (uint64_t)1 << i;
        const uint8_t byte = bytes[i];
        if (byte >= 0x80) found.high |= bit;
        if (byte >= 0xC0) found.lead |= bit;
        if (byte >= 0xE0) found.lead3 |= bit;
        if (byte >= 0xF0) found.lead4 |= bit;
        if (byte == 0 || byte == 0xC0 || byte == 0xC1 || byte == 0xE0 || byte == 0xED || byte == 0xF0 || byte >= 0xF4)
            found.suspicious |= bit;
    }
    return found;
}

#endif

#if !defined(__SSE2__)

static inline uint32_t byte_scan_xml_16(const uint8_t *bytes) {
    uint32_t found = 0;
    for (int i = 0; i < 16; i++) {
        const uint8_t byte = bytes[i];
        if ((byte < 0x20 && byte != '\t' && byte != '\n') || byte == '&' || byte == '<' || byte == '>' ||
            byte == '"' || byte == '_' || byte == 0xEF)
            found |= (uint32_t)1 << i;
    }
    return found;
}

#endif
