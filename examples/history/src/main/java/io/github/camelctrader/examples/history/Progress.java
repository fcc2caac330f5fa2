package io.github.camelctrader.examples.history;

import io.github.camelctrader.client.HistoryProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A bar on a terminal; elsewhere a line each ten seconds, since a file or a log has no line that can be drawn again. */
final class Progress implements AutoCloseable {
    private static final Duration EACH = Duration.ofSeconds(10);
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Query query;
    private final PrintStream out;
    private final @Nullable ProgressBar bar;
    private Instant said = Instant.now();

    Progress(Query query, long next, boolean terminal, PrintStream out) {
        this.query = query;
        this.out = out;
        bar = terminal
                ? new ProgressBarBuilder()
                        .setTaskName(query.symbol() + " " + query.rows())
                        .setUnit(" days", DAY)
                        .setInitialMax(query.to() + 1 - query.from())
                        .startsFrom(next - query.from(), Duration.ZERO)
                        .build()
                : null;
    }

    void show(HistoryProgress progress, long rows) {
        if (bar != null) {
            bar.stepTo(progress.completeUntil() + 1 - query.from());
            bar.setExtraMessage(rows + " rows");
        } else if (Duration.between(said, Instant.now()).compareTo(EACH) >= 0) {
            said = Instant.now();
            out.println(line(progress, rows));
        }
    }

    private String line(HistoryProgress progress, long rows) {
        double part = (double) (progress.completeUntil() + 1 - query.from()) / (query.to() + 1 - query.from());
        Duration left = progress.timeLeft();
        return String.format(
                Locale.ROOT,
                "%s %s: %.1f %%, %d rows, %.0f a second, %s left, %d s waited for the server's limits",
                query.symbol(),
                query.rows(),
                100 * part,
                rows,
                progress.rowsPerSecond(),
                left == null ? "?" : left.toSeconds() + " s",
                progress.limitWait().toSeconds());
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
