package io.github.camelctrader.simulator.trading;

import com.xtrader.protocol.openapi.v2.model.ProtoOAMarginCall;
import com.xtrader.protocol.openapi.v2.model.ProtoOANotificationType;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The three margin levels an account is warned at. A warning comes when the level falls to its threshold, at most every ten minutes. */
public final class MarginCalls {
    private static final long PAUSE = 600_000;

    /** One threshold and when it warned last. */
    private static final class Call {
        private ProtoOAMarginCall description;
        private boolean reached;
        private long warned;

        Call(ProtoOAMarginCall description) {
            this.description = description;
        }
    }

    private final Clock clock;
    private final Map<ProtoOANotificationType, Call> calls = new EnumMap<>(ProtoOANotificationType.class);

    MarginCalls(Clock clock) {
        this.clock = clock;
        add(ProtoOANotificationType.MARGIN_LEVEL_THRESHOLD_1, 100);
        add(ProtoOANotificationType.MARGIN_LEVEL_THRESHOLD_2, 80);
        add(ProtoOANotificationType.MARGIN_LEVEL_THRESHOLD_3, 60);
    }

    private void add(ProtoOANotificationType type, double threshold) {
        calls.put(type, new Call(describe(type, threshold)));
    }

    private ProtoOAMarginCall describe(ProtoOANotificationType type, double threshold) {
        return ProtoOAMarginCall.newBuilder()
                .setMarginCallType(type)
                .setMarginLevelThreshold(threshold)
                .setUtcLastUpdateTimestamp(clock.millis())
                .build();
    }

    /** The thresholds in the order of their types. */
    public List<ProtoOAMarginCall> list() {
        return calls.values().stream().map(call -> call.description).toList();
    }

    /**
     * Sets the threshold of a type, in per cent.
     *
     * @return the threshold as it is now
     */
    public ProtoOAMarginCall update(ProtoOANotificationType type, double threshold) {
        ProtoOAMarginCall changed = describe(type, threshold);
        calls.computeIfAbsent(type, ignored -> new Call(changed)).description = changed;
        return changed;
    }

    /** Warns of the thresholds that the margin level has just fallen to; a level is in percent. */
    void check(double level, AccountEvents events) {
        for (Call call : calls.values()) {
            boolean reached = level <= call.description.getMarginLevelThreshold();
            if (reached && !call.reached && clock.millis() - call.warned >= PAUSE) {
                call.warned = clock.millis();
                events.marginCalled(call.description);
            }
            call.reached = reached;
        }
    }
}
