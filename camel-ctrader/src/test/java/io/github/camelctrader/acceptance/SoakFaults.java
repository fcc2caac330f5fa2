package io.github.camelctrader.acceptance;

import io.github.camelctrader.simulator.Fault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Which faults happen in a soak, and to what: a line of a script for each draw. */
final class SoakFaults {
    /** Faults whose end a soak cannot see, or after which it sees nothing. */
    static final Set<Fault> LEFT_OUT = EnumSet.of(
            // The server's socket stays open for good, so that its open connections say nothing about the client.
            Fault.STALL_READING,
            // The client is right to stay away for a minute, and for longer each time, which leaves nothing to observe.
            Fault.APPLICATION_BLOCKED,
            Fault.CONNECTIONS_LIMIT,
            // A token that is refused just after it was refreshed is not refreshed again for five minutes.
            Fault.TOKEN_EXPIRED,
            // A record for each byte keeps the server so busy that it reads requests seconds late, all within one
            // second.
            Fault.SPLIT_FRAMES);

    private static final List<String> READS =
            List.of("ReconcileReq", "DealListReq", "OrderListReq", "VersionReq", "TraderReq", "SymbolByIdReq");
    private static final List<String> ORDERS =
            List.of("NewOrderReq", "NewOrderReq", "NewOrderReq", "ClosePositionReq", "CancelOrderReq");
    /** An authorisation or subscription that is refused, instead of lost, is left alone for half a minute. */
    private static final List<String> RESTORING = List.of("ApplicationAuthReq", "AccountAuthReq", "SubscribeSpotsReq");

    private static final List<String> HISTORY = List.of("DealListReq", "OrderListReq");
    private static final List<String> OUTPUT = List.of("ExecutionEvent", "SpotEvent", "ReconcileRes", "DealListRes");
    private static final Set<Fault> LOSSES = EnumSet.of(
            Fault.SWALLOW_ANSWER,
            Fault.DROP_REQUEST,
            Fault.LATE_ANSWER,
            Fault.CUT_BEFORE_EXECUTION,
            Fault.CUT_AFTER_EXECUTION,
            Fault.DUPLICATE_ANSWER,
            Fault.ANSWER_WITHOUT_ID,
            Fault.REORDERED_ANSWERS);
    private static final Map<Fault, String> TIMES = new EnumMap<>(Map.of(
            Fault.MAINTENANCE, "1s",
            Fault.MAINTENANCE_PROTO_ERROR, "1s",
            Fault.RATE_BLOCK, "1s"));

    private final Random random;
    private final List<Fault> faults = new ArrayList<>(EnumSet.complementOf(EnumSet.copyOf(LEFT_OUT)));

    SoakFaults(Random random) {
        this.random = random;
    }

    String draw() {
        Fault fault = any(faults);
        if (fault == Fault.CLIENT_DISCONNECT) {
            // An application that is cancelled a second time stays away for a minute, as one that is blocked.
            faults.remove(fault);
        }
        return switch (fault.kind()) {
            case REQUEST -> onRequest(fault);
            case OUTPUT ->
                fault == Fault.UNKNOWN_FIELDS
                        ? "demo on " + any(OUTPUT) + " " + (1 + random.nextInt(5)) + " times " + fault
                        : "demo " + fault;
            case LINK, CONNECTION -> "demo " + fault;
            case SERVER -> "demo " + fault + " " + (100 + random.nextInt(900)) + "ms";
        };
    }

    private String onRequest(Fault fault) {
        if (fault == Fault.HAS_MORE || fault == Fault.HAS_MORE_OLDEST) {
            return "demo on " + any(HISTORY) + " " + fault + " " + (1 + random.nextInt(5));
        }
        if (!fault.payloadTypes().isEmpty()) {
            return "demo " + fault;
        }
        return "demo on " + target(fault) + " " + fault + time(fault);
    }

    private String target(Fault fault) {
        int draw = random.nextInt(10);
        if (draw < 2 && LOSSES.contains(fault)) {
            return any(RESTORING);
        }
        return any(draw < 6 ? ORDERS : READS);
    }

    private String time(Fault fault) {
        if (fault == Fault.LATE_ANSWER || fault == Fault.REORDERED_ANSWERS) {
            return " " + (50 + random.nextInt(1500)) + "ms";
        }
        String time = TIMES.get(fault);
        return time == null ? "" : " " + time;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
