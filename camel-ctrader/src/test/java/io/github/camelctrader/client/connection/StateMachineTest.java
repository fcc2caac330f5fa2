package io.github.camelctrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.NotSentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StateMachineTest {
    /** Every cell that does something. All others leave the state as it is and ask for nothing. */
    private static final String TABLE = """
            NEW        | acquire        | CONNECTING | CONNECT
            NEW        | close          | CLOSED     | RELEASE

            CONNECTING | linkUp         | APP_AUTH   | AUTHORISE_APPLICATION
            CONNECTING | lost           | BACKOFF    | CLOSE_LINK FAIL_IN_FLIGHT ARM_TIMER
            CONNECTING | lostSuspending | SUSPENDED  | CLOSE_LINK FAIL_IN_FLIGHT FAIL_WAITING ARM_TIMER
            CONNECTING | close          | CLOSED     | CLOSE_LINK FAIL_WAITING RELEASE

            APP_AUTH   | authorised     | RESTORING  | RESTORE
            APP_AUTH   | lost           | BACKOFF    | CLOSE_LINK FAIL_IN_FLIGHT ARM_TIMER
            APP_AUTH   | lostSuspending | SUSPENDED  | CLOSE_LINK FAIL_IN_FLIGHT FAIL_WAITING ARM_TIMER
            APP_AUTH   | close          | DRAINING   | FAIL_WAITING DRAIN

            RESTORING  | restored       | READY      | OPEN
            RESTORING  | applicationLost | APP_AUTH  | AUTHORISE_APPLICATION
            RESTORING  | lost           | BACKOFF    | CLOSE_LINK FAIL_IN_FLIGHT ARM_TIMER
            RESTORING  | lostSuspending | SUSPENDED  | CLOSE_LINK FAIL_IN_FLIGHT FAIL_WAITING ARM_TIMER
            RESTORING  | close          | DRAINING   | FAIL_WAITING DRAIN

            READY      | stable         | READY      |
            READY      | applicationLost | APP_AUTH  | AUTHORISE_APPLICATION
            READY      | lost           | BACKOFF    | CLOSE_LINK FAIL_IN_FLIGHT ARM_TIMER
            READY      | lostSuspending | SUSPENDED  | CLOSE_LINK FAIL_IN_FLIGHT FAIL_WAITING ARM_TIMER
            READY      | close          | DRAINING   | FAIL_WAITING DRAIN

            BACKOFF    | timerFired     | CONNECTING | CONNECT
            BACKOFF    | close          | CLOSED     | CANCEL_TIMER FAIL_WAITING RELEASE

            SUSPENDED  | timerFired     | CONNECTING | CONNECT
            SUSPENDED  | close          | CLOSED     | CANCEL_TIMER FAIL_WAITING RELEASE

            DRAINING   | lost           | CLOSED     | CLOSE_LINK FAIL_IN_FLIGHT FAIL_WAITING RELEASE
            DRAINING   | lostSuspending | CLOSED     | CLOSE_LINK FAIL_IN_FLIGHT FAIL_WAITING RELEASE
            DRAINING   | drained        | CLOSED     | CLOSE_LINK FAIL_IN_FLIGHT FAIL_WAITING RELEASE
            """;

    private static final int GENERATION = 7;
    private static final DisconnectCause EARLIER =
            DisconnectCause.of(DisconnectReason.CLOSED_BY_SERVER, "closed", null);
    private static final DisconnectCause LOST = DisconnectCause.of(DisconnectReason.LINK_FAILED, "reset", null);
    private static final DisconnectCause SUSPENDING = DisconnectCause.suspending(
            DisconnectReason.UNTRUSTED_CERTIFICATE,
            () -> new NotSentException("not trusted", null),
            Duration.ofMinutes(1));

    private static final Map<String, IntFunction<Event>> OF_A_LINK = Map.of(
            "linkUp", Event.LinkUp::new,
            "authorised", Event.ApplicationAuthorised::new,
            "applicationLost", Event.ApplicationLost::new,
            "restored", Event.Restored::new,
            "stable", Event.Stable::new,
            "lost", generation -> new Event.Lost(generation, LOST),
            "lostSuspending", generation -> new Event.Lost(generation, SUSPENDING));

    private static final Map<String, Event> OF_NO_LINK = Map.of(
            "acquire", new Event.Acquire(),
            "timerFired", new Event.TimerFired(),
            "close", new Event.Close(),
            "drained", new Event.Drained());

    private static final List<String> EVENTS = Stream.concat(OF_A_LINK.keySet().stream(), OF_NO_LINK.keySet().stream())
            .sorted()
            .toList();

    private record Cell(ConnectionState phase, String event, ConnectionState next, List<Action> actions) {
        @Override
        public String toString() {
            return phase + " + " + event + " -> " + next + " " + actions;
        }
    }

    /** All states with all events: the cells of the table, and for the rest that nothing happens. */
    static List<Cell> cells() {
        Map<String, Cell> named = new LinkedHashMap<>();
        TABLE.lines()
                .filter(line -> !line.isBlank())
                .map(StateMachineTest::cell)
                .forEach(cell -> {
                    assertThat(EVENTS).contains(cell.event);
                    assertThat(named.put(cell.phase + cell.event, cell))
                            .as("twice")
                            .isNull();
                });
        List<Cell> all = new ArrayList<>();
        for (ConnectionState phase : ConnectionState.values()) {
            for (String event : EVENTS) {
                all.add(named.getOrDefault(phase + event, new Cell(phase, event, phase, List.of())));
            }
        }
        assertThat(all).containsAll(named.values()).hasSize(9 * 11);
        return all;
    }

    private static Cell cell(String line) {
        String[] columns = line.split("\\|", -1);
        return new Cell(
                ConnectionState.valueOf(columns[0].strip()),
                columns[1].strip(),
                ConnectionState.valueOf(columns[2].strip()),
                Arrays.stream(columns[3].strip().split(" "))
                        .filter(action -> !action.isEmpty())
                        .map(Action::valueOf)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyEventInEveryState(Cell cell) {
        StateMachine.Step step = StateMachine.next(in(cell.phase), event(cell.event, GENERATION));

        assertThat(step.state().phase()).isEqualTo(cell.next);
        assertThat(step.actions()).isEqualTo(cell.actions);
        if (cell.next == cell.phase && !cell.event.equals("stable")) {
            assertThat(step.state()).isEqualTo(in(cell.phase));
        }
    }

    static List<Cell> cellsOfALink() {
        return cells().stream()
                .filter(cell -> OF_A_LINK.containsKey(cell.event))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cellsOfALink")
    void whatAnOlderLinkSaysChangesNothing(Cell cell) {
        for (int stale : new int[] {GENERATION - 1, 0, GENERATION + 1}) {
            StateMachine.Step step = StateMachine.next(in(cell.phase), event(cell.event, stale));

            assertThat(step.state()).isEqualTo(in(cell.phase));
            assertThat(step.actions()).isEmpty();
        }
    }

    @Test
    void theFirstLinkIsNumberOne() {
        assertThat(StateMachine.next(MachineState.INITIAL, new Event.Acquire()).state())
                .isEqualTo(new MachineState(ConnectionState.CONNECTING, 1, 0, null));
    }

    @ParameterizedTest
    @EnumSource(names = {"BACKOFF", "SUSPENDED"})
    void everyAttemptIsANewLinkThatRemembersWhyTheLastOneEnded(ConnectionState phase) {
        assertThat(StateMachine.next(in(phase), new Event.TimerFired()).state())
                .isEqualTo(new MachineState(ConnectionState.CONNECTING, GENERATION + 1, 2, EARLIER));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTING", "APP_AUTH", "RESTORING", "READY"})
    void everyLostLinkCountsAsOneMoreAttempt(ConnectionState phase) {
        assertThat(StateMachine.next(in(phase), new Event.Lost(GENERATION, LOST))
                        .state())
                .isEqualTo(new MachineState(ConnectionState.BACKOFF, GENERATION, 3, LOST));
        assertThat(StateMachine.next(in(phase), new Event.Lost(GENERATION, SUSPENDING))
                        .state())
                .isEqualTo(new MachineState(ConnectionState.SUSPENDED, GENERATION, 3, SUSPENDING));
    }

    @Test
    void aServerThatLetUsInIsNotApproachedEverMoreSlowly() {
        MachineState restoring = new MachineState(ConnectionState.RESTORING, GENERATION, 8, EARLIER);
        MachineState ready = restoring.in(ConnectionState.READY);

        assertThat(StateMachine.next(restoring, new Event.Lost(GENERATION, LOST))
                        .state()
                        .attempt())
                .isEqualTo(9);
        assertThat(StateMachine.next(ready, new Event.Lost(GENERATION, LOST))
                        .state()
                        .attempt())
                .isEqualTo(3);
    }

    @Test
    void aStableConnectionForgetsEarlierFailures() {
        assertThat(StateMachine.next(in(ConnectionState.READY), new Event.Stable(GENERATION))
                        .state())
                .isEqualTo(new MachineState(ConnectionState.READY, GENERATION, 0, null));
    }

    /** On the second attempt after a failure. */
    private static MachineState in(ConnectionState phase) {
        return new MachineState(phase, GENERATION, 2, EARLIER);
    }

    private static Event event(String name, int generation) {
        @Nullable IntFunction<Event> ofLink = OF_A_LINK.get(name);
        return ofLink == null ? Objects.requireNonNull(OF_NO_LINK.get(name), name) : ofLink.apply(generation);
    }
}
