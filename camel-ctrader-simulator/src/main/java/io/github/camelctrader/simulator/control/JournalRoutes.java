package io.github.camelctrader.simulator.control;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.Fault;
import io.github.camelctrader.simulator.JournalEntry;
import io.github.camelctrader.simulator.JournalEntry.Direction;
import io.github.camelctrader.simulator.JournalText;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The journal, and questions about it. */
final class JournalRoutes {
    private static final Set<String> OWN =
            Set.of("environment", "direction", "message", "connection", "clientMsgId", "fault", "since", "limit");
    private static final long DEFAULT_LIMIT = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final CTraderSimulator simulator;

    JournalRoutes(CTraderSimulator simulator) {
        this.simulator = simulator;
    }

    List<Route> all() {
        return List.of(
                Route.of(
                        "GET",
                        "/journal",
                        "environment direction message connection clientMsgId fault since limit FIELD*",
                        "how many entries fit, and the newest of them; FIELD is any field of a message",
                        this::read),
                Route.of("DELETE", "/journal", "", "forgets all entries", call -> {
                    simulator.journal().clear();
                    return Answer.done();
                }));
    }

    private Answer read(Call call) {
        Predicate<JournalEntry> wanted = filter(call);
        // Asking the simulator's thread waits for it: what a client has seen answered is in the journal then.
        simulator.broker().accounts();
        long limit = call.findNumber("limit").orElse(DEFAULT_LIMIT);
        List<JournalEntry> found =
                simulator.journal().entries().stream().filter(wanted).toList();
        long millis = System.currentTimeMillis();
        long nanos = System.nanoTime();
        List<Json.Raw> shown = found.stream()
                .skip(Math.max(0, found.size() - Math.max(0, limit)))
                .map(entry -> new Json.Raw(JournalText.json(entry, millis - (nanos - entry.nanos()) / NANOS_PER_MILLI)))
                .toList();
        return Answer.json(Json.object("count", found.size(), "entries", shown));
    }

    private static Predicate<JournalEntry> filter(Call call) {
        List<Predicate<JournalEntry>> all = new ArrayList<>();
        call.findConstant("environment", SimulatorEnvironment.values())
                .ifPresent(wanted -> all.add(entry -> entry.environment() == wanted));
        call.findConstant("direction", Direction.values())
                .ifPresent(wanted -> all.add(entry -> entry.direction() == wanted));
        call.find("message")
                .map(JournalRoutes::payloadType)
                .ifPresent(wanted -> all.add(entry -> entry.payloadType() == wanted));
        call.findNumber("connection").ifPresent(wanted -> all.add(entry -> entry.connection() == wanted));
        call.find("clientMsgId").ifPresent(wanted -> all.add(entry -> wanted.equals(entry.clientMsgId())));
        call.findConstant("fault", Fault.values()).ifPresent(wanted -> all.add(entry -> entry.fault() == wanted));
        call.findNumber("since").ifPresent(sequence -> all.add(entry -> entry.sequence() > sequence));
        call.parameters().forEach((name, value) -> {
            if (!OWN.contains(name)) {
                MessageFields.check(name);
                all.add(entry -> Optional.ofNullable(entry.message())
                        .filter(message -> MessageFields.holds(message, name, value))
                        .isPresent());
            }
        });
        return entry -> all.stream().allMatch(each -> each.test(entry));
    }

    private static int payloadType(String name) {
        return PayloadTypes.find(name)
                .orElseThrow(() -> new IllegalArgumentException("message: there is no message " + name));
    }
}
