/* svg.c: the brief's map and timeline, drawn from coordinates alone: no tiles, no fonts from a network. */
#include <math.h>
#include <string.h>

#include "fuse/days.h"
#include "views/view.h"

enum { WIDTH = 720, MAP_HEIGHT = 420, BAR_HEIGHT = 90, MARGIN = 40, MAX_LABELS = 24, MAX_STACK = 20 };

void svg_escape(base_buf *out, const char *s)
{
    for (; s != NULL && *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '&')
            buf_puts(out, "&amp;");
        else if (c == '<')
            buf_puts(out, "&lt;");
        else if (c == '>')
            buf_puts(out, "&gt;");
        else if (c == '"')
            buf_puts(out, "&quot;");
        else if (c == '\'')
            buf_puts(out, "&#39;");
        else if (c < 0x20 || c == 0x7F)
            buf_putc(out, ' ');
        else
            buf_putc(out, (char)c);
    }
}

/* A pin is drawn only where the place is as narrow as a pin: a site or a town. */
bool svg_has_pin(const fuse_incident *x)
{
    if (!x->place.located || x->place.precision == NULL) return false;
    return strcmp(x->place.precision, "site") == 0 || strcmp(x->place.precision, "town") == 0;
}

static double step_of(double span)
{
    static const double steps[] = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 45};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        if (span / steps[i] <= 6) return steps[i];
    return 90;
}

static void text_at(base_buf *out, double x, double y, const char *attributes, const char *s)
{
    buf_puts(out, "<text x=\"");
    buf_put_fixed(out, x, 1);
    buf_puts(out, "\" y=\"");
    buf_put_fixed(out, y, 1);
    buf_printf(out, "\" %s>", attributes);
    svg_escape(out, s);
    buf_puts(out, "</text>\n");
}

static void line_at(base_buf *out, double x1, double y1, double x2, double y2)
{
    buf_puts(out, "<path class=\"grid\" d=\"M");
    buf_put_fixed(out, x1, 1);
    buf_putc(out, ' ');
    buf_put_fixed(out, y1, 1);
    buf_puts(out, "L");
    buf_put_fixed(out, x2, 1);
    buf_putc(out, ' ');
    buf_put_fixed(out, y2, 1);
    buf_puts(out, "\"/>\n");
}

/* Equirectangular, true to scale at the middle latitude. */
void svg_map(view_set *v, const fuse_incident *const *shown, uint32_t n, base_buf *out)
{
    double south = 91, north = -91, west = 181, east = -181;
    double labels[MAX_LABELS][2];
    uint32_t n_pins = 0, n_labels = 0;
    for (uint32_t i = 0; i < n; i++) {
        const incident_place *p = &shown[i]->place;
        if (!svg_has_pin(shown[i])) continue;
        n_pins++;
        south = p->lat_deg < south ? p->lat_deg : south;
        north = p->lat_deg > north ? p->lat_deg : north;
        west = p->lon_deg < west ? p->lon_deg : west;
        east = p->lon_deg > east ? p->lon_deg : east;
    }
    if (n_pins == 0) return;
    double shrink = cos((south + north) / 2 * 0.017453292519943295);
    shrink = shrink < 0.2 ? 0.2 : shrink;
    double across = (east - west) * shrink, up = north - south;
    if (across < 0.1) across = 0.1;
    if (up < 0.06) up = 0.06;
    double scale = (WIDTH - 2.0 * MARGIN) / across, other = (MAP_HEIGHT - 2.0 * MARGIN) / up;
    if (other < scale) scale = other;
    double mid_x = (east + west) / 2, mid_y = (north + south) / 2;
#define X(lon) (WIDTH / 2.0 + ((lon)-mid_x) * shrink * scale)
#define Y(lat) (MAP_HEIGHT / 2.0 - ((lat)-mid_y) * scale)
    buf_printf(out, "<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Map of the incidents\">\n",
               WIDTH, MAP_HEIGHT);
    buf_printf(out, "<rect class=\"sea\" width=\"%d\" height=\"%d\"/>\n", WIDTH, MAP_HEIGHT);
    double half_w = WIDTH / 2.0 / (shrink * scale), half_h = MAP_HEIGHT / 2.0 / scale;
    double step = step_of(2 * half_w);
    for (double lon = ceil((mid_x - half_w) / step) * step; lon < mid_x + half_w; lon += step) {
        line_at(out, X(lon), 0, X(lon), MAP_HEIGHT);
        text_at(out, X(lon) + 3, MAP_HEIGHT - 6, "class=\"tick\"",
                view_print(v, "%.2f\xC2\xB0 %s", fabs(lon), lon < 0 ? "W" : "E"));
    }
    for (double lat = ceil((mid_y - half_h) / step) * step; lat < mid_y + half_h; lat += step) {
        line_at(out, 0, Y(lat), WIDTH, Y(lat));
        text_at(out, 4, Y(lat) - 3, "class=\"tick\"", view_print(v, "%.2f\xC2\xB0 %s", fabs(lat), lat < 0 ? "S" : "N"));
    }
    for (uint32_t i = 0; i < n; i++) {
        const incident_place *p = &shown[i]->place;
        const incident_figure *killed = view_figure(shown[i], "killed", false);
        if (!svg_has_pin(shown[i])) continue;
        double dead = killed != NULL && killed->best != CLAIM_OPEN ? (double)killed->best : 0;
        uint32_t above = 0; /* pins of one place are set beside each other */
        for (uint32_t k = 0; k < i; k++)
            above += svg_has_pin(shown[k]) && shown[k]->place.key != NULL && strcmp(shown[k]->place.key, p->key) == 0;
        double x = X(p->lon_deg) + 9.0 * above, y = Y(p->lat_deg), radius = 4 + 2 * log1p(dead);
        buf_printf(out, "<a href=\"#%s\"><circle class=\"pin %s\" cx=\"", shown[i]->id,
                   shown[i]->contested ? "contested" : "plain");
        buf_put_fixed(out, x, 1);
        buf_puts(out, "\" cy=\"");
        buf_put_fixed(out, y, 1);
        buf_puts(out, "\" r=\"");
        buf_put_fixed(out, radius, 1);
        buf_puts(out, "\"><title>");
        svg_escape(out, shown[i]->title);
        buf_puts(out, "</title></circle></a>\n");
        if (above > 0 || n_labels == MAX_LABELS) continue;
        bool hidden = false; /* a name that would be written over another is left to the pin's title */
        for (uint32_t k = 0; k < n_labels; k++) hidden |= fabs(labels[k][1] - y) < 13 && fabs(labels[k][0] - x) < 110;
        labels[n_labels][0] = x;
        labels[n_labels++][1] = y;
        if (!hidden)
            text_at(out, x + radius + 3, y + 4,
                    x > WIDTH - 140 ? "class=\"name\" text-anchor=\"end\" dx=\"-24\"" : "class=\"name\"", p->name);
    }
    buf_puts(out, "</svg>\n");
#undef X
#undef Y
}

void svg_timeline(view_set *v, const fuse_incident *const *shown, uint32_t n, base_buf *out)
{
    int32_t first = DAY_UNKNOWN, last = DAY_UNKNOWN;
    uint32_t n_dated = 0, tallest = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (shown[i]->first == DAY_UNKNOWN) continue;
        n_dated++;
        uint32_t here = 0;
        for (uint32_t k = 0; k <= i; k++) here += shown[k]->first == shown[i]->first;
        if (here > tallest) tallest = here < MAX_STACK ? here : MAX_STACK;
        if (first == DAY_UNKNOWN || shown[i]->first < first) first = shown[i]->first;
        if (last == DAY_UNKNOWN || shown[i]->first > last) last = shown[i]->first;
    }
    if (n_dated == 0) return;
    double days = last > first ? (double)(last - first) : 1;
    int height = tallest > 4 ? BAR_HEIGHT + 11 * (int)(tallest - 4) : BAR_HEIGHT; /* the tallest stack fits */
    buf_printf(out, "<svg class=\"time\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Incidents by day\">\n", WIDTH,
               height);
    line_at(out, MARGIN, height - 24, WIDTH - MARGIN, height - 24);
    int32_t step = (int32_t)(days / 6) + 1;
    for (int32_t day = first; day <= last; day += step) {
        double x = MARGIN + (WIDTH - 2.0 * MARGIN) * (day - first) / days;
        line_at(out, x, height - 24, x, height - 19);
        text_at(out, x, height - 6, "class=\"tick\" text-anchor=\"middle\"", view_date(v, day));
    }
    for (uint32_t i = 0; i < n; i++) {
        if (shown[i]->first == DAY_UNKNOWN) continue;
        uint32_t below = 0;
        for (uint32_t k = 0; k < i; k++) below += shown[k]->first == shown[i]->first;
        double x = MARGIN + (WIDTH - 2.0 * MARGIN) * (shown[i]->first - first) / days,
               y = height - 32 - 11.0 * (below < MAX_STACK ? below : MAX_STACK - 1);
        buf_printf(out, "<a href=\"#%s\"><circle class=\"pin %s\" cx=\"", shown[i]->id,
                   shown[i]->contested ? "contested" : "plain");
        buf_put_fixed(out, x, 1);
        buf_puts(out, "\" cy=\"");
        buf_put_fixed(out, y, 1);
        buf_puts(out, "\" r=\"4.5\"><title>");
        svg_escape(out, shown[i]->title);
        buf_puts(out, "</title></circle></a>\n");
    }
    buf_puts(out, "</svg>\n");
}
