package io.github.camelctrader.client.subscription;

import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import org.jspecify.annotations.Nullable;

/**
 * What one subscription at the server brings.
 *
 * @param period of bars, null for all else
 */
public record Topic(Kind kind, long symbolId, @Nullable ProtoOATrendbarPeriod period) {
    /** Kinds of subscriptions. */
    public enum Kind {
        /** The prices of a symbol, without which the server gives nothing else of it. */
        SPOTS(100, 1),
        /** Bars while they are being formed. One request brings one period of one symbol, so that many of them are under way at once. */
        BARS(1, 16),
        /** The order book. A broker without one may refuse it or never answer. */
        DEPTH(100, 1);

        /**
         * Symbols in one request. The Open API names no bound; a hundred keeps the request small, and an account with all its
         * symbols still needs few.
         */
        final int batch;
        /** Requests of an account under way at a time. */
        final int mostInFlight;

        Kind(int batch, int mostInFlight) {
            this.batch = batch;
            this.mostInFlight = mostInFlight;
        }
    }

    /** The prices of a symbol. */
    public static Topic spots(long symbolId) {
        return new Topic(Kind.SPOTS, symbolId, null);
    }

    /** The forming bars of a symbol, of one period. */
    public static Topic bars(long symbolId, ProtoOATrendbarPeriod period) {
        return new Topic(Kind.BARS, symbolId, period);
    }

    /** The order book of a symbol. */
    public static Topic depth(long symbolId) {
        return new Topic(Kind.DEPTH, symbolId, null);
    }

    /** What a consumer does not get without it, in words. */
    String noun() {
        return switch (kind) {
            case SPOTS -> "quotes";
            case BARS -> "live bars " + period;
            case DEPTH -> "order book";
        };
    }
}
