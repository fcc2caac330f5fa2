package io.github.camelctrader.simulator.session;

import com.google.protobuf.Message;
import io.github.camelctrader.simulator.trading.TradeRefusedException;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which requests this server answers, and what each needs. */
final class RequestTable {
    /** A request this server answers. */
    static final class Entry<T extends Message> {
        private final Class<T> type;
        private final Access access;
        private final RequestHandler<T> handler;

        Entry(Class<T> type, Access access, RequestHandler<T> handler) {
            this.type = type;
            this.access = access;
            this.handler = handler;
        }

        Access access() {
            return access;
        }

        void handle(Requester caller, Message request) throws TradeRefusedException {
            handler.handle(caller, type.cast(request));
        }
    }

    private final Map<Integer, Entry<?>> entries = new HashMap<>();

    <T extends Message> void on(T prototype, Access access, RequestHandler<T> handler) {
        @SuppressWarnings("unchecked") // the class of a T
        Class<T> type = (Class<T>) prototype.getClass();
        entries.put(PayloadTypes.of(prototype), new Entry<>(type, access, handler));
    }

    Optional<Entry<?>> find(int payloadType) {
        return Optional.ofNullable(entries.get(payloadType));
    }
}
