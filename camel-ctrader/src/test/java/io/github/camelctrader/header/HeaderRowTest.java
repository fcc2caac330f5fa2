package io.github.camelctrader.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.CTraderConstants;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.HashMapHeadersMapFactory;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Headers that are put on a message together are found like any others. */
class HeaderRowTest {
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void close() throws IOException {
        context.close();
    }

    /** A map that takes the row for sorted finds nothing in it otherwise. */
    @Test
    void theHeadersAreInTheOrderOfTheirNames() {
        assertThat(Arrays.stream(Header.values()).map(Header::text)).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    }

    @Test
    void everyHeaderIsFoundInAnyCase() {
        Message message = filled(message(), everything());
        for (Header header : Header.values()) {
            assertThat(message.getHeader(header.text())).isEqualTo(header.ordinal());
            assertThat(message.getHeader(header.text().toUpperCase(Locale.ROOT)))
                    .isEqualTo(header.ordinal());
        }
        assertThat(message.getHeaders()).hasSize(Header.values().length);
    }

    @Test
    void onlyWhatIsThereIsPutOn() {
        HeaderRow row = new HeaderRow();
        row.put(Header.BID, 1);
        row.put(Header.ASK, null);
        row.put(Header.BID, 2);
        assertThat(filled(message(), row).getHeaders()).isEqualTo(Map.of(CTraderConstants.BID, 2));
    }

    @Test
    void otherHeadersStay() {
        Message message = message();
        message.setHeader("mine", "kept");
        message.setHeader(CTraderConstants.BID, "old");
        message.setHeader(CTraderConstants.ASK, "old");
        HeaderRow row = new HeaderRow();
        row.put(Header.BID, "new");
        assertThat(filled(message, row).getHeaders())
                .isEqualTo(Map.of("mine", "kept", CTraderConstants.BID, "new", CTraderConstants.ASK, "old"));
    }

    @Test
    void theMapIsTheMessagesOwn() {
        HeaderRow row = everything();
        Message first = filled(message(), row);
        Message second = filled(message(), row);
        first.setHeader(CTraderConstants.BID, "changed");
        first.removeHeader(CTraderConstants.ASK);
        assertThat(second.getHeader(CTraderConstants.BID)).isEqualTo(Header.BID.ordinal());
        assertThat(second.getHeader(CTraderConstants.ASK)).isEqualTo(Header.ASK.ordinal());
    }

    @Test
    void aContextMayHaveMapsOfAnotherKind() {
        context.getCamelContextExtension().setHeadersMapFactory(new HashMapHeadersMapFactory());
        Message message = filled(message(), everything());
        assertThat(message.getHeaders()).isInstanceOf(HashMap.class).hasSize(Header.values().length);
        assertThat(message.getHeader(CTraderConstants.BID)).isEqualTo(Header.BID.ordinal());
    }

    private Message message() {
        return new DefaultExchange(context).getIn();
    }

    private static HeaderRow everything() {
        HeaderRow row = new HeaderRow();
        for (Header header : Header.values()) {
            row.put(header, header.ordinal());
        }
        return row;
    }

    private static Message filled(Message message, HeaderRow row) {
        row.putOn(message);
        return message;
    }
}
