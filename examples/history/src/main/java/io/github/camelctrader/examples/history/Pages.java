package io.github.camelctrader.examples.history;

import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryRow;
import io.github.camelctrader.client.Trendbar;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Header;

/** Takes the pages of the route. A bar that may still change is none to keep: there is at most one, the last. */
public final class Pages {
    private final Output output;
    private final Progress progress;
    private long rows;

    Pages(Output output, Progress progress) {
        this.output = output;
        this.progress = progress;
    }

    /** Writes a page. */
    public void take(List<? extends HistoryRow> page, @Header("CamelCTraderDownload") HistoryDownload<?> download)
            throws IOException {
        List<? extends HistoryRow> kept = page.stream()
                .filter(row -> !(row instanceof Trendbar bar) || bar.closed())
                .toList();
        if (!kept.isEmpty()) {
            output.write(kept);
        }
        rows += kept.size();
        progress.show(download.progress(), rows);
    }

    /** How many rows were written since the start. */
    long rows() {
        return rows;
    }
}
