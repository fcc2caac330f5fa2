package io.github.camelctrader.client.journal;

import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import java.time.Duration;
import java.time.Instant;

/** Records to fill journals with. */
final class Records {
    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private Records() {}

    static OrderRecord record(String id, Phase phase, Duration age) {
        OrderRecord first = OrderRecord.submitted(
                Environment.DEMO,
                17,
                id,
                ProtoOACancelOrderReq.newBuilder()
                        .setCtidTraderAccountId(17)
                        .setOrderId(5)
                        .build(),
                START);
        return first.next(phase, START.plus(age), null, null, null);
    }

    static OrderRecord record(String id, Phase phase) {
        return record(id, phase, Duration.ZERO);
    }
}
