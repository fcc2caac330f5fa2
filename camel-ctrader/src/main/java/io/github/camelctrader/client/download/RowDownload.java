package io.github.camelctrader.client.download;

import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryProgress;
import java.util.Iterator;
import java.util.List;

/** The rows of pages one by one. */
final class RowDownload<T> implements HistoryDownload<T> {
    private final HistoryDownload<List<T>> pages;
    private Iterator<T> page = List.<T>of().iterator();

    RowDownload(HistoryDownload<List<T>> pages) {
        this.pages = pages;
    }

    @Override
    public boolean hasNext() {
        return page.hasNext() || pages.hasNext();
    }

    @Override
    public T next() {
        if (!page.hasNext()) {
            page = pages.next().iterator();
        }
        return page.next();
    }

    @Override
    public HistoryProgress progress() {
        return pages.progress();
    }

    @Override
    public void close() {
        pages.close();
    }
}
