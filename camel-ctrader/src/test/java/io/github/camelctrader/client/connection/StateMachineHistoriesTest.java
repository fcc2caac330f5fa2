package io.github.camelctrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.NotSentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds in every history of events, however unlikely: thousands of seeded random ones. */
class StateMachineHistoriesTest {
    private static final int HISTORIES = 5000;
    private static final int EVENTS = 60;
    private static final DisconnectCause LOST = DisconnectCause.of(DisconnectReason.LINK_FAILED, "reset", null);
    private static final DisconnectCause SUSPENDING = DisconnectCause.suspending(
            DisconnectReason.APPLICATION_REFUSED, () -> new NotSentException("refused", null), Duration.ofSeconds(20));

    @Test
    void everyHistoryKeepsTheRules() {
        Set<ConnectionState> seen = EnumSet.noneOf(ConnectionState.class);
        for (int seed = 0; seed < HISTORIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            History history = new History("seed " + seed);
            for (int index = 0; index < EVENTS; index++) {
                history.add(anyEvent(random, history.state));
                seen.add(history.state.phase());
            }
            history.endByClosing();
        }
        assertThat(seen).as("states that the histories reached").containsOnly(ConnectionState.values());
    }

    /** Mostly what could come next, and now and then anything at all, of this link or of another one. */
    private static Event anyEvent(SplittableRandom random, MachineState state) {
        int generation = state.generation() + (random.nextInt(6) == 0 ? random.nextInt(-2, 3) : 0);
        DisconnectCause failure = random.nextInt(3) == 0 ? SUSPENDING : LOST;
        return switch (random.nextInt(21)) {
            case 0 -> random.nextInt(4) == 0 ? new Event.Close() : new Event.Acquire();
            case 1, 2 -> new Event.Lost(generation, failure);
            case 3, 4, 5 -> new Event.TimerFired();
            case 6, 7, 8, 9 -> new Event.LinkUp(generation);
            case 10, 11, 12, 13 -> new Event.ApplicationAuthorised(generation);
            case 14, 15, 16 -> new Event.Restored(generation);
            case 17 -> new Event.Stable(generation);
            case 18 -> new Event.Drained();
            case 19 -> new Event.ApplicationLost(generation);
            default -> new Event.Acquire();
        };
    }

    /** One connection's life, with what its driver would hold. */
    private static final class History {
        private final String name;
        private final List<Object> events = new ArrayList<>();
        private MachineState state = MachineState.INITIAL;
        private boolean linkHeld;
        private boolean timerArmed;
        private boolean released;
        private int restoredGeneration;
        private int openedGeneration;

        private History(String name) {
            this.name = name;
        }

        private void add(Event event) {
            MachineState before = state;
            StateMachine.Step step = StateMachine.next(before, event);
            state = step.state();
            events.add(event + " -> " + state.phase());
            if (event instanceof Event.TimerFired) {
                // The driver's timer is spent, whether or not it was armed.
                timerArmed = false;
            }
            step.actions().forEach(this::perform);

            check(before.phase() != ConnectionState.CLOSED || state.equals(before), "CLOSED is the end");
            check(!stale(event, before) || state.equals(before), "an older link changes nothing");
            check(!state.equals(before) || step.actions().isEmpty(), "nothing is done without a change");
            check(
                    !step.actions().contains(Action.CLOSE_LINK)
                            || before.phase() == ConnectionState.CONNECTING
                            || step.actions().contains(Action.FAIL_IN_FLIGHT),
                    "what is in flight does not outlive its link");
            check(state.generation() >= before.generation(), "generations only grow");
            check(state.phase() != ConnectionState.READY || openedGeneration == state.generation(), "READY is opened");
            check(
                    state.phase() != ConnectionState.BACKOFF && state.phase() != ConnectionState.SUSPENDED
                            || timerArmed,
                    "waiting always ends");
            check(!released || state.phase() == ConnectionState.CLOSED, "released means closed");
            check(
                    state.phase() != ConnectionState.CLOSED || released && !linkHeld && !timerArmed,
                    "closed holds nothing");
        }

        private void perform(Action action) {
            check(!released, action + " after RELEASE");
            switch (action) {
                case CONNECT -> {
                    check(!linkHeld, "one link at a time");
                    check(!timerArmed, "no attempt is planned while one runs");
                    linkHeld = true;
                }
                case CLOSE_LINK -> linkHeld = false;
                case ARM_TIMER -> {
                    check(!timerArmed, "one timer at a time");
                    timerArmed = true;
                }
                case CANCEL_TIMER -> timerArmed = false;
                case DRAIN -> check(linkHeld, "draining needs a link");
                case AUTHORISE_APPLICATION -> {
                    check(linkHeld, "authorising needs a link");
                    // Once more on the same link when the server forgot the application: all that follows comes again
                    // too.
                    restoredGeneration = 0;
                    openedGeneration = 0;
                }
                case RESTORE -> {
                    check(linkHeld, "restoring needs a link");
                    restoredGeneration = state.generation();
                }
                case OPEN -> {
                    check(linkHeld, "opening needs a link");
                    check(restoredGeneration == state.generation(), "opened only after restoring the same link");
                    check(openedGeneration < state.generation(), "opened once");
                    openedGeneration = state.generation();
                }
                case RELEASE -> released = true;
                case FAIL_IN_FLIGHT -> check(!linkHeld, "answers are given up only with their link");
                case FAIL_WAITING ->
                    check(
                            state.phase() == ConnectionState.SUSPENDED
                                    || state.phase() == ConnectionState.DRAINING
                                    || state.phase() == ConnectionState.CLOSED,
                            "what waits is told only when waiting is in vain");
            }
        }

        /** From wherever the history has come to, closing takes two events at most. */
        private void endByClosing() {
            add(new Event.Close());
            add(new Event.Drained());
            check(state.phase() == ConnectionState.CLOSED, "closing wins from every state");
        }

        private static boolean stale(Event event, MachineState state) {
            return generationOf(event, state.generation()) != state.generation();
        }

        private static int generationOf(Event event, int none) {
            if (event instanceof Event.LinkUp up) {
                return up.generation();
            } else if (event instanceof Event.ApplicationAuthorised authorised) {
                return authorised.generation();
            } else if (event instanceof Event.Restored restored) {
                return restored.generation();
            } else if (event instanceof Event.Lost lost) {
                return lost.generation();
            } else if (event instanceof Event.ApplicationLost lost) {
                return lost.generation();
            }
            return event instanceof Event.Stable stable ? stable.generation() : none;
        }

        private void check(boolean holds, String rule) {
            assertThat(holds).as("%s, %s: %s", rule, name, events).isTrue();
        }
    }
}
