package io.github.camelctrader;

import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryProgress;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * A download that ends with its exchange, iterated or not. Camel's splitter reads what is left of an iterator when it stops on an
 * exception, which would be years of history for nothing: once the exchange failed, or its failure was handled, no more is asked for.
 */
final class ExchangeDownload<T> extends SynchronizationAdapter implements HistoryDownload<T> {
    private final HistoryDownload<T> download;
    private volatile Exchange exchange;

    ExchangeDownload(HistoryDownload<T> download, Exchange exchange) {
        this.download = download;
        this.exchange = exchange;
    }

    @Override
    public boolean hasNext() {
        closeIfOver();
        return download.hasNext();
    }

    @Override
    public T next() {
        closeIfOver();
        return download.next();
    }

    /** The same question as that of Camel's pipelines: whether the exchange goes on to another step. */
    private void closeIfOver() {
        ExchangeExtension state = exchange.getExchangeExtension();
        if (exchange.isFailed()
                || exchange.isRouteStop()
                || state.isErrorHandlerHandledSet() && state.isErrorHandlerHandled()) {
            close();
        }
    }

    @Override
    public HistoryProgress progress() {
        return download.progress();
    }

    @Override
    public void close() {
        download.close();
    }

    @Override
    public void beforeHandover(Exchange target) {
        exchange = target;
    }

    @Override
    public void onDone(Exchange done) {
        close();
    }
}
