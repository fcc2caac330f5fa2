package io.github.camelctrader.benchmarks;

import java.util.List;
import java.util.Locale;

/** Bars with their names on the left, and from where to where the rounds went, as SVG. */
final class Plot {
    private static final int LEFT = 320;
    private static final int WIDTH = 420;
    private static final int ROW = 26;
    private static final int TOP = 46;

    private Plot() {}

    /** One bar. */
    record Bar(String name, double low, double median, double high) {}

    static String of(String title, List<Bar> bars) {
        double most = bars.stream().mapToDouble(Bar::high).max().orElse(1);
        int height = TOP + ROW * bars.size() + 10;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"13\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n"
                        + "<text x=\"10\" y=\"24\" font-size=\"15\">%s</text>%n",
                LEFT + WIDTH + 90,
                height,
                title));
        int row = 0;
        for (Bar bar : bars) {
            int y = TOP + ROW * row++;
            double scale = WIDTH / most;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                            + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"%s\"/>%n"
                            + "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"black\"/>%n"
                            + "<text x=\"%.1f\" y=\"%d\">%.0f</text>%n",
                    LEFT - 8,
                    y + 13,
                    bar.name(),
                    LEFT,
                    y,
                    bar.median() * scale,
                    bar.name().startsWith("route") || bar.name().startsWith("plain") ? "#3b78b0" : "#b0b0b0",
                    LEFT + bar.low() * scale,
                    y + 8,
                    LEFT + bar.high() * scale,
                    y + 8,
                    LEFT + bar.high() * scale + 6,
                    y + 13,
                    bar.median()));
        }
        return svg.append("</svg>\n").toString();
    }
}
