/* UTF-8, hashes, buffers: the small tools under everything. */
#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "check.h"

static const char *fold(const char *s)
{
    static char out[256];
    utf8_fold_string(s, strlen(s), out, sizeof out);
    return out;
}

static void test_fold_joins_spellings(void)
{
    CHECK_EQ_STR(fold("Ra's al-ʿAyn"), "ras al-ayn");
    CHECK_EQ_STR(fold("Ras al-Ayn"), "ras al-ayn");
    CHECK_EQ_STR(fold("Ra’s al-`Ayn"), "ras al-ayn");
    CHECK_EQ_STR(fold("ÉCOLE Łódź Đồng Ḥamāh"), "ecole lodz dong hamah");
    CHECK_EQ_STR(fold("Həsən İzmir ığdır"), "hesen izmir igdir");
    CHECK_EQ_STR(fold("Ưng Ơn Ɲa Ƥu ƿ"), "ung on na pu w");
    CHECK_EQ_STR(fold("e\xCC\x81tat"), "etat"); /* combining acute */
    CHECK_EQ_STR(fold("КИЇВ"), "київ");
    CHECK_EQ_STR(fold("straße"), "strase");
}

static void test_fold_cuts_at_a_character(void)
{
    char out[4];
    CHECK_EQ_INT((int64_t)utf8_fold_string("aбв", 5, out, sizeof out), 3);
    CHECK_EQ_STR(out, "aб");
    CHECK_EQ_INT((int64_t)utf8_fold_string("ab", 2, out, 1), 0);
    CHECK_EQ_STR(out, "");
    CHECK_EQ_INT((int64_t)utf8_fold_string("ab", 2, out, 0), 0);
}

static void test_first_bad(void)
{
    static const struct {
        const char *s;
        size_t n, want;
    } cases[] = {
        { "", 0, 0 },
        { "plain text of sixteen+", 22, 22 },
        { "\xC3\xA9", 2, 2 },
        { "abc\xE9 d", 6, 3 },               /* windows-1252 */
        { "\xC0\xAF", 2, 0 },                /* overlong */
        { "\xE0\x80\xAF", 3, 0 },            /* overlong */
        { "\xED\xA0\x80", 3, 0 },            /* surrogate */
        { "\xF4\x90\x80\x80", 4, 0 },        /* above U+10FFFF */
        { "\xF0\x9F\x98\x80", 4, 4 },        /* an emoji */
        { "ab\xE2\x82", 4, 2 },              /* cut */
        { "12345678\xFF", 9, 8 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK_EQ_INT((int64_t)utf8_first_bad(cases[i].s, cases[i].n), (int64_t)cases[i].want);
    }
}

static void test_put_and_next_agree(void)
{
    for (uint32_t c = 1; c < 0x11000; c += 7) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        char s[4];
        size_t n = utf8_put(c, s), i = 0;
        CHECK(utf8_first_bad(s, n) == n);
        CHECK(utf8_next(s, n, &i) == c && i == n);
        CHECK(utf8_lower(utf8_lower(c)) == utf8_lower(c));
        CHECK(utf8_fold(c) == 0 || utf8_fold(utf8_fold(c)) == utf8_fold(c));
    }
    CHECK_EQ_INT((int64_t)utf8_count("aé€😀", strlen("aé€😀")), 4);
}

static void test_letters(void)
{
    CHECK(utf8_is_letter('z') && utf8_is_letter(0x2BF) && utf8_is_letter(0x645) && utf8_is_letter(0x4E2D));
    CHECK(!utf8_is_letter('1') && !utf8_is_letter(0xD7) && !utf8_is_letter(0x2014) && !utf8_is_letter(0x660));
    CHECK(utf8_is_upper(0x130) && utf8_is_upper(0x410) && !utf8_is_upper(0xDF) && !utf8_is_upper('1'));
    CHECK(utf8_is_space(0xA0) && utf8_is_space(0x200B) && utf8_is_space('\n') && !utf8_is_space('a'));
}

static void test_hashes_are_fixed(void)
{
    char hex[33];
    hash_hex("hello", 5, hex);
    CHECK_EQ_STR(hex, "cbd8a7b341bd9b025b1e906a48ae1d19"); /* MurmurHash3_x64_128, published value */
    hash_hex("The quick brown fox jumps over the lazy dog", 43, hex);
    CHECK_EQ_STR(hex, "e34bbc7bbc071b6c7a433ca9c49a9347");
    hash_hex("", 0, hex);
    CHECK_EQ_STR(hex, "00000000000000000000000000000000");
    CHECK(hash_bytes("a", 1, 0) != hash_bytes("b", 1, 0));
    CHECK(hash_bytes("a", 1, 0) != hash_bytes("a", 1, 1));
    CHECK(hash_bytes("12345678", 8, 0) != hash_bytes("123456789", 9, 0));
}

static void test_buf_numbers(void)
{
    base_buf b;
    buf_init(&b, NULL);
    buf_put_int(&b, INT64_MIN);
    buf_putc(&b, ' ');
    buf_put_fixed(&b, -0.125, 2);
    buf_putc(&b, ' ');
    buf_put_fixed(&b, -0.001, 2);
    buf_putc(&b, ' ');
    buf_put_fixed(&b, 31.2089, 4);
    buf_putc(&b, ' ');
    buf_put_fixed(&b, 0.0 / (double)(b.n == 0), 2);
    buf_putc(&b, ' ');
    buf_put_fixed(&b, 1e20, 1);
    CHECK(b.ok);
    CHECK_EQ_STR(b.data, "-9223372036854775808 -0.13 0.00 31.2089 null 100000000000000000000.0");
    buf_reset(&b);
    buf_put_json(&b, "a\"\\\n\x01\xC3\xA9", 7);
    CHECK_EQ_STR(b.data, "\"a\\\"\\\\\\n\\u0001\xC3\xA9\"");
    buf_reset(&b);
    for (int i = 0; i < 1000; i++) buf_printf(&b, "%d,", i);
    CHECK_EQ_INT((int64_t)b.n, 3890);
    buf_clear(&b);
}

int main(void)
{
    RUN(test_fold_joins_spellings);
    RUN(test_fold_cuts_at_a_character);
    RUN(test_first_bad);
    RUN(test_put_and_next_agree);
    RUN(test_letters);
    RUN(test_hashes_are_fixed);
    RUN(test_buf_numbers);
    return check_done();
}
