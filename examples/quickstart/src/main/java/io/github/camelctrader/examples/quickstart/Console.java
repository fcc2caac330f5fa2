package io.github.camelctrader.examples.quickstart;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lines for a person: the time, then the text. Safe to use from several routes at once. */
final class Console {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final PrintStream out;
    private final boolean arrows;

    /**
     * @param charset of the stream; it decides whether arrows can be shown
     */
    Console(PrintStream out, Charset charset) {
        this.out = out;
        this.arrows = charset.newEncoder().canEncode('\u25B2');
    }

    /** The console of this process. */
    static Console standard() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        return new Console(System.out, name == null ? Charset.defaultCharset() : Charset.forName(name));
    }

    /** A line without the time. */
    void print(String line) {
        out.println(line);
        out.flush();
    }

    /** A line with the time in front. */
    void tell(String format, Object... arguments) {
        print(LocalTime.now().format(CLOCK) + "  "
                + String.format(Locale.ROOT, format, arguments).stripTrailing());
    }

    String up() {
        return arrows ? "\u25B2" : "^";
    }

    String down() {
        return arrows ? "\u25BC" : "v";
    }
}
