/* check.h: the whole test framework. A test file is a program of void functions:
 *
 *     static void test_adds(void) { CHECK(1 + 1 == 2); CHECK_EQ_INT(1 + 1, 2); CHECK_EQ_STR("a", "a"); }
 *     int main(void) { RUN(test_adds); return check_done(); }
 *
 * It prints `ok name` or `FAIL name: file:line why`, one line a function (every failed check of it is printed, up to ten), and
 * returns 0, 1, or 77 (check_skip: the test could not run here, and says why). A failed check does not leave the function.
 */
#ifndef SITREP_TESTS_CHECK_H
#define SITREP_TESTS_CHECK_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#if defined(__clang__)
#pragma clang diagnostic ignored "-Wstring-conversion" /* CHECK(!"why") */
#endif

static const char *check_name = "";
static int check_failed_here, check_failed, check_passed;

__attribute__((unused)) static void check_fail(const char *file, int line, const char *why)
{
    check_failed_here++;
    if (check_failed_here <= 10) printf("FAIL %s: %s:%d %s\n", check_name, file, line, why);
}

__attribute__((unused)) static void check_eq_int(const char *file, int line, const char *what, int64_t got, int64_t want)
{
    char why[512];
    if (got == want) return;
    snprintf(why, sizeof why, "%s: got %" PRId64 ", want %" PRId64, what, got, want);
    check_fail(file, line, why);
}

__attribute__((unused)) static void check_eq_str(const char *file, int line, const char *what, const char *got,
                                                 const char *want)
{
    char why[2048];
    if (got != NULL && want != NULL ? strcmp(got, want) == 0 : got == want) return;
    snprintf(why, sizeof why, "%s: got \"%s\", want \"%s\"", what, got != NULL ? got : "(null)",
             want != NULL ? want : "(null)");
    check_fail(file, line, why);
}

__attribute__((unused)) static void check_run(const char *name, void (*fn)(void))
{
    check_name = name;
    check_failed_here = 0;
    fn();
    if (check_failed_here == 0) {
        check_passed++;
        printf("ok %s\n", name);
    } else {
        check_failed++;
    }
    fflush(stdout);
}

__attribute__((unused)) static int check_done(void)
{
    printf("%d passed, %d failed\n", check_passed, check_failed);
    return check_failed != 0;
}

__attribute__((unused)) static int check_skip(const char *why)
{
    printf("skipped: %s\n", why);
    return 77;
}

#define CHECK(cond) ((cond) ? (void)0 : check_fail(__FILE__, __LINE__, #cond))
#define CHECK_EQ_INT(a, b) check_eq_int(__FILE__, __LINE__, #a, (int64_t)(a), (int64_t)(b))
#define CHECK_EQ_STR(a, b) check_eq_str(__FILE__, __LINE__, #a, (a), (b))
#define RUN(fn) check_run(#fn, fn)

#endif
