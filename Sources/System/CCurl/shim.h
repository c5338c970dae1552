// libcurl, for mail (Debian: libcurl4-openssl-dev). Its options take arguments of any type, which Swift cannot pass.
#ifndef GATEHOUSE_CURL_H
#define GATEHOUSE_CURL_H

#include <curl/curl.h>
#include <stdint.h>
#include <string.h>

/// What is still to be sent.
typedef struct {
    const uint8_t *bytes;
    size_t left;
} mail_source;

static inline CURLcode curl_set_text(CURL *handle, CURLoption option, const char *text) {
    return curl_easy_setopt(handle, option, text);
}

static inline CURLcode curl_set_number(CURL *handle, CURLoption option, long number) {
    return curl_easy_setopt(handle, option, number);
}

static inline CURLcode curl_set_list(CURL *handle, CURLoption option, struct curl_slist *list) {
    return curl_easy_setopt(handle, option, list);
}

static size_t mail_source_read(char *buffer, size_t size, size_t count, void *context) {
    mail_source *source = (mail_source *)context;
    size_t room = size * count;
    size_t part = source->left < room ? source->left : room;
    memcpy(buffer, source->bytes, part);
    source->bytes += part;
    source->left -= part;
    return part;
}

static inline CURLcode curl_set_source(CURL *handle, mail_source *source) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_READFUNCTION, mail_source_read);
    if (code != CURLE_OK) return code;
    return curl_easy_setopt(handle, CURLOPT_READDATA, source);
}

static size_t curl_discard(char *buffer, size_t size, size_t count, void *context) {
    (void)buffer;
    (void)context;
    return size * count;
}

/// Whatever comes back is thrown away instead of printed.
static inline CURLcode curl_set_silence(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, curl_discard);
}

static inline long curl_response_code(CURL *handle) {
    long code = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
    return code;
}

static inline CURLcode curl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

#endif
