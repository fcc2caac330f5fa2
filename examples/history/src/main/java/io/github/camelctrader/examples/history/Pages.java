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
    private long until = Long.MAX_VALUE;

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
        until = kept.size() == page.size() ? Long.MAX_VALUE : DataBase.time(page.get(kept.size())) - 1;
        progress.show(download.progress(), rows);
    }

    /** Up to which time nothing was left out, Unix ms; {@link Long#MAX_VALUE} when nothing was. */
    long until() {
        return until;
    }

    /** How many rows were written since the start. */
    long rows() {
        return rows;
    }
}
