package io.github.camelctrader;

import com.google.protobuf.Message;
import io.github.camelctrader.client.CTraderClient;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.HistoryDownload;
import io.github.camelctrader.client.HistoryQuery;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.Locale;
import org.apache.camel.Exchange;

/** Begins downloads of history for exchanges, each of which ends with its exchange, iterated or not. */
final class DownloadReply {
    private final CTraderClient client;
    private final Environment environment;
    private final Paging paging;
    private final Duration timeout;

    DownloadReply(CTraderClient client, Environment environment, Paging paging, Duration timeout) {
        this.client = client;
        this.environment = environment;
        this.paging = paging;
        this.timeout = timeout;
    }

    /** @throws InvalidRequestException when the request has no pages, or names no range */
    void begin(Exchange exchange, Message request) {
        if (!HistoryQuery.hasPages(request)) {
            throw refusal(paging, request);
        }
        HistoryQuery<?> query = HistoryQuery.ofRequest(request);
        HistoryDownload<?> rows =
                paging == Paging.ALL ? client.download(query, timeout) : client.downloadPages(query, timeout);
        ExchangeDownload<?> download = new ExchangeDownload<>(rows, exchange);
        exchange.getExchangeExtension().addOnCompletion(download);
        org.apache.camel.Message camel = exchange.getMessage();
        camel.setBody(download);
        camel.setHeader(CTraderConstants.ENVIRONMENT, environment.toString());
        camel.setHeader(CTraderConstants.ACCOUNT_ID, PayloadTypes.accountIdOf(request));
        camel.setHeader(CTraderConstants.DOWNLOAD, download);
        camel.removeHeader(CTraderConstants.CLIENT_MSG_ID);
        camel.removeHeader(CTraderConstants.PAYLOAD_TYPE);
        camel.removeHeader(CTraderConstants.MESSAGE_TYPE);
    }

    static InvalidRequestException refusal(Paging paging, Message request) {
        return new InvalidRequestException(
                "paging",
                paging.name().toLowerCase(Locale.ROOT),
                "contradicts "
                        + request.getDescriptorForType().getName()
                        + ", which has no pages: "
                        + HistoryQuery.requests());
    }
}
