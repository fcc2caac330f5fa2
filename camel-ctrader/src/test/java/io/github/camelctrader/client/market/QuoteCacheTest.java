package io.github.camelctrader.client.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.client.Quote;
import org.junit.jupiter.api.Test;

class QuoteCacheTest {
    private final QuoteCache board = new QuoteCache();

    @Test
    void anAbsentSideIsUnchanged() {
        assertThat(board.merge(spot(7, 1).setBid(100).build())).isEqualTo(new Quote(100L, null));
        assertThat(board.merge(spot(7, 1).setAsk(102).build())).isEqualTo(new Quote(100L, 102L));
        assertThat(board.merge(spot(7, 1).setBid(101).build())).isEqualTo(new Quote(101L, 102L));
        assertThat(board.merge(spot(7, 1).setTimestamp(5).build())).isEqualTo(new Quote(101L, 102L));
        assertThat(board.last(7, 1)).isEqualTo(new Quote(101L, 102L));
    }

    @Test
    void keepsAccountsAndSymbolsApart() {
        board.merge(spot(7, 1).setBid(100).build());
        board.merge(spot(7, 2).setBid(200).build());
        board.merge(spot(8, 1).setBid(300).build());

        assertThat(board.last(7, 1)).isEqualTo(new Quote(100L, null));
        assertThat(board.last(7, 2)).isEqualTo(new Quote(200L, null));
        assertThat(board.last(8, 1)).isEqualTo(new Quote(300L, null));
        assertThat(board.last(8, 2)).isEqualTo(Quote.UNKNOWN);
        assertThat(board.lastSpot(9, 1)).isNull();
    }

    @Test
    void theLastSpotIsCompleteForANewConsumer() {
        board.merge(spot(7, 1)
                .setBid(100)
                .setAsk(102)
                .setSessionClose(90)
                .setTimestamp(5)
                .build());
        board.merge(spot(7, 1).setAsk(103).setTimestamp(6).build());

        assertThat(board.lastSpot(7, 1))
                .isEqualTo(spot(7, 1)
                        .setBid(100)
                        .setAsk(103)
                        .setSessionClose(90)
                        .setTimestamp(6)
                        .build());
    }

    @Test
    void aSideFromBeforeALostLinkIsNotPairedWithOneFromAfter() {
        board.merge(spot(7, 1).setBid(100).setAsk(102).build());
        board.merge(spot(8, 1).setBid(300).build());

        board.forget(7);
        assertThat(board.merge(spot(7, 1).setAsk(110).build())).isEqualTo(new Quote(null, 110L));
        assertThat(board.last(8, 1)).isEqualTo(new Quote(300L, null));

        board.forget();
        assertThat(board.last(8, 1)).isEqualTo(Quote.UNKNOWN);
    }

    private static ProtoOASpotEvent.Builder spot(long accountId, long symbolId) {
        return ProtoOASpotEvent.newBuilder().setCtidTraderAccountId(accountId).setSymbolId(symbolId);
    }
}
