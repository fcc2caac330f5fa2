package io.github.camelctrader.client.download;

import java.util.ArrayList;
import java.util.List;

/** A server with a list of rows, which it cuts on either side. */
final class RowServer {
    final List<Row> rows = new ArrayList<>();
    final List<Window> asked = new ArrayList<>();
    final int rowsPerPage;
    private final Cut cut;
    boolean saysHasMore = true;
    boolean liesOfMore;
    long longest = Long.MAX_VALUE;
    long early;
    /** Refuses windows with this end that begin later than {@link #refusesFrom} and are longer than a few minutes. */
    long refusesThatEnd = -1;

    long refusesFrom;
    int dies = Integer.MAX_VALUE;

    /** Which rows are left out. */
    enum Cut {
        OLDEST,
        NEWEST
    }

    record Row(long time, int number) {}

    RowServer(Cut cut, int rowsPerPage) {
        this.cut = cut;
        this.rowsPerPage = rowsPerPage;
    }

    void add(long time) {
        rows.add(new Row(time, rows.size()));
    }

    List<Row> between(long from, long to) {
        return rows.stream().filter(row -> row.time >= from && row.time <= to).toList();
    }

    boolean refuses(Window window) {
        boolean odd = window.to() == refusesThatEnd && window.from() >= refusesFrom && window.length() > 600_000;
        if (window.length() > longest || longest == 0 || odd) {
            asked.add(window);
            return true;
        }
        return false;
    }

    Page<Row> answer(Window window) {
        asked.add(window);
        List<Row> all = between(window.from() - early, window.to());
        if (all.size() <= rowsPerPage) {
            return new Page<>(all, liesOfMore);
        }
        List<Row> kept =
                cut == Cut.OLDEST ? all.subList(all.size() - rowsPerPage, all.size()) : all.subList(0, rowsPerPage);
        return new Page<>(kept, saysHasMore);
    }
}
