// libvips (Debian: libvips-dev). Its operations take lists of options of any length, which Swift cannot call; each wrapper
// here is one operation with the options that are used. They return null on error; the reason is in `image_error`.
#pragma once
#include <vips/vips.h>

// Starts libvips with the loaders of photographs alone: what else it has been built with is for trusted files.
static inline int image_library_start(const char *program) {
    static const char *taken[] = {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp",
                                  "VipsForeignLoadNsgif", "VipsForeignLoadTiff", "VipsForeignLoadHeif"};
    if (vips_init(program)) return -1;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_block_untrusted_set(TRUE);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) vips_operation_block_set(taken[i], FALSE);
    return 0;
}

static inline const char *image_error(void) { return vips_error_buffer(); }
static inline void image_error_clear(void) { vips_error_clear(); }
static inline void image_release(void *object) { g_object_unref(object); }

// The image's header; its pixels are not decoded yet.
static inline VipsImage *image_open(int descriptor) {
    VipsSource *source = vips_source_new_from_descriptor(descriptor);
    if (!source) return NULL;
    VipsImage *image = vips_image_new_from_source(source, "", NULL);
    g_object_unref(source);
    return image;
}

static inline int image_has_profile(VipsImage *image) { return vips_image_get_typeof(image, VIPS_META_ICC_NAME) != 0; }

// Upright, in sRGB, no larger than the box; an image cut off or damaged is an error.
//
// What has no profile of its own is taken for sRGB as it stands: sent through a profile, its colours would be others.
static inline VipsImage *image_fit(int descriptor, int width, int height, int all_pages, int has_profile) {
    VipsImage *out = NULL;
    VipsSource *source = vips_source_new_from_descriptor(descriptor);
    if (!source) return NULL;
    const char *options = all_pages ? "[n=-1,fail_on=truncated]" : "[fail_on=truncated]";
    int failed = has_profile
                     ? vips_thumbnail_source(source, &out, width, "height", height, "size", VIPS_SIZE_DOWN,
                                             "export_profile", "srgb", "option_string", options, NULL)
                     : vips_thumbnail_source(source, &out, width, "height", height, "size", VIPS_SIZE_DOWN,
                                             "option_string", options, NULL);
    g_object_unref(source);
    return failed ? NULL : out;
}

static inline const char *image_text(VipsImage *image, const char *field) {
    const char *text = NULL;
    return vips_image_get_typeof(image, field) && !vips_image_get_string(image, field, &text) ? text : NULL;
}

// Letters as a mask of one band, of about so many pixels' height. The text is plain: no markup is understood.
static inline VipsImage *image_letters(const char *text, int height) {
    VipsImage *out = NULL;
    char *escaped = g_markup_escape_text(text, -1);
    int failed = vips_text(&out, escaped, "font", "sans bold 24", "dpi", height * 3, NULL);
    g_free(escaped);
    return failed ? NULL : out;
}

static inline VipsImage *image_turned(VipsImage *in, double degrees) {
    VipsImage *out = NULL;
    return vips_similarity(in, &out, "angle", degrees, NULL) ? NULL : out;
}

static inline VipsImage *image_placed(VipsImage *in, int x, int y, int width, int height) {
    VipsImage *out = NULL;
    return vips_embed(in, &out, x, y, width, height, NULL) ? NULL : out;
}

static inline VipsImage *image_repeated(VipsImage *in, int across, int down) {
    VipsImage *out = NULL;
    return vips_replicate(in, &out, across, down, NULL) ? NULL : out;
}

// Computed once, for something that is used again and again.
static inline VipsImage *image_in_memory(VipsImage *in) { return vips_image_copy_memory(in); }

static inline VipsImage *image_cropped(VipsImage *in, int width, int height) {
    VipsImage *out = NULL;
    return vips_extract_area(in, &out, 0, 0, width, height, NULL) ? NULL : out;
}

// A stamp of four bands from a mask: white through the mask, over a black shadow that lies a little to the right and below.
static inline VipsImage *image_stamp(VipsImage *mask, int offset) {
    VipsImage *shadow = NULL, *half = NULL, *third = NULL, *sum = NULL, *alpha = NULL, *joined = NULL, *out = NULL;
    if (vips_embed(mask, &shadow, offset, offset, mask->Xsize, mask->Ysize, NULL)) goto end;
    if (vips_linear1(mask, &half, 0.45, 0, NULL)) goto end;
    if (vips_linear1(shadow, &third, 0.25, 0, NULL)) goto end;
    if (vips_add(half, third, &sum, NULL)) goto end;
    if (vips_cast_uchar(sum, &alpha, NULL)) goto end;
    VipsImage *bands[4] = {mask, mask, mask, alpha};
    if (vips_bandjoin(bands, &joined, 4, NULL)) goto end;
    if (vips_copy(joined, &out, "interpretation", VIPS_INTERPRETATION_sRGB, NULL)) out = NULL;
end:
    if (shadow) g_object_unref(shadow);
    if (half) g_object_unref(half);
    if (third) g_object_unref(third);
    if (sum) g_object_unref(sum);
    if (alpha) g_object_unref(alpha);
    if (joined) g_object_unref(joined);
    return out;
}

// Lays an image of four bands over another, which stays without alpha if it had none.
static inline VipsImage *image_overlaid(VipsImage *in, VipsImage *above) {
    VipsImage *over = NULL, *narrow = NULL, *out = NULL;
    int had_alpha = vips_image_hasalpha(in);
    if (vips_composite2(in, above, &over, VIPS_BLEND_MODE_OVER, NULL)) return NULL;
    int failed = vips_cast_uchar(over, &narrow, NULL);
    g_object_unref(over);
    if (failed) return NULL;
    if (had_alpha || narrow->Bands < 4) return narrow;
    failed = vips_extract_band(narrow, &out, 0, "n", 3, NULL);
    g_object_unref(narrow);
    return failed ? NULL : out;
}

// What shines through becomes white.
static inline VipsImage *image_opaque(VipsImage *in) {
    VipsImage *out = NULL;
    VipsArrayDouble *white = vips_array_double_newv(1, 255.0);
    int failed = vips_flatten(in, &out, "background", white, NULL);
    vips_area_unref(VIPS_AREA(white));
    return failed ? NULL : out;
}

// Without anything that was said of it but what its pages need; not every saver leaves the rest out by itself.
static inline VipsImage *image_bare(VipsImage *in) {
    static const char *needed[] = {"n-pages", "page-height", "delay", "loop", "gif-loop", "gif-delay", "palette"};
    VipsImage *out = NULL;
    if (vips_copy(in, &out, NULL)) return NULL;
    gchar **fields = vips_image_get_fields(out);
    for (int i = 0; fields && fields[i]; i++) {
        int keeps = 0;
        for (size_t j = 0; j < sizeof needed / sizeof *needed; j++) keeps |= strcmp(fields[i], needed[j]) == 0;
        if (!keeps) vips_image_remove(out, fields[i]);
    }
    g_strfreev(fields);
    return out;
}

enum image_format { image_jpeg, image_png, image_webp, image_gif, image_tiff };

// Decodes, computes and writes, without metadata.
static inline int image_write(VipsImage *in, int descriptor, enum image_format format, int quality) {
    VipsTarget *target = vips_target_new_to_descriptor(descriptor);
    if (!target) return -1;
    int result = -1;
    switch (format) {
    case image_jpeg:
        result = vips_jpegsave_target(in, target, "Q", quality, "strip", TRUE, "optimize_coding", TRUE, NULL);
        break;
    case image_png:
        result = vips_pngsave_target(in, target, "strip", TRUE, NULL);
        break;
    case image_webp:
        result = vips_webpsave_target(in, target, "Q", quality, "strip", TRUE, NULL);
        break;
    case image_gif:
        result = vips_gifsave_target(in, target, "strip", TRUE, "effort", 4, NULL);
        break;
    case image_tiff:
        result = vips_tiffsave_target(in, target, "compression", VIPS_FOREIGN_TIFF_COMPRESSION_DEFLATE, "strip", TRUE,
                                      NULL);
        break;
    }
    g_object_unref(target);
    return result;
}
