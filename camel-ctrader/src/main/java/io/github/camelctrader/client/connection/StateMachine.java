package io.github.camelctrader.client.connection;

import static io.github.camelctrader.client.ConnectionState.APP_AUTH;
import static io.github.camelctrader.client.ConnectionState.BACKOFF;
import static io.github.camelctrader.client.ConnectionState.CLOSED;
import static io.github.camelctrader.client.ConnectionState.CONNECTING;
import static io.github.camelctrader.client.ConnectionState.DRAINING;
import static io.github.camelctrader.client.ConnectionState.NEW;
import static io.github.camelctrader.client.ConnectionState.READY;
import static io.github.camelctrader.client.ConnectionState.RESTORING;
import static io.github.camelctrader.client.ConnectionState.SUSPENDED;

import io.github.camelctrader.client.ConnectionState;
import java.util.List;

/**
 * The life of a connection as a pure function. It has no clock, no link and no memory: given a state and an event it names
 * the next state and what is to be done. An event that does not fit the state, or that comes from an older link, changes
 * nothing.
 */
final class StateMachine {
    /** A server that let us in works: links that are lost again and again are not made ever more slowly. */
    private static final int ATTEMPTS_OF_A_READY_LINK = 3;

    private StateMachine() {}

    /** The outcome of one event. */
    record Step(MachineState state, List<Action> actions) {}

    static Step next(MachineState state, Event event) {
        if (event instanceof Event.Acquire) {
            return state.phase() == NEW ? connect(state) : ignore(state);
        } else if (event instanceof Event.LinkUp up) {
            return current(state, up.generation()) && state.phase() == CONNECTING
                    ? step(state.in(APP_AUTH), Action.AUTHORISE_APPLICATION)
                    : ignore(state);
        } else if (event instanceof Event.ApplicationAuthorised authorised) {
            return current(state, authorised.generation()) && state.phase() == APP_AUTH
                    ? step(state.in(RESTORING), Action.RESTORE)
                    : ignore(state);
        } else if (event instanceof Event.ApplicationLost lost) {
            boolean authorised = state.phase() == RESTORING || state.phase() == READY;
            return current(state, lost.generation()) && authorised
                    ? step(state.in(APP_AUTH), Action.AUTHORISE_APPLICATION)
                    : ignore(state);
        } else if (event instanceof Event.Restored restored) {
            return current(state, restored.generation()) && state.phase() == RESTORING
                    ? step(state.in(READY), Action.OPEN)
                    : ignore(state);
        } else if (event instanceof Event.Lost lost) {
            return current(state, lost.generation()) ? lost(state, lost.failure()) : ignore(state);
        } else if (event instanceof Event.Stable stable) {
            return current(state, stable.generation()) && state.phase() == READY
                    ? step(new MachineState(READY, state.generation(), 0, null))
                    : ignore(state);
        } else if (event instanceof Event.TimerFired) {
            return state.phase() == BACKOFF || state.phase() == SUSPENDED ? connect(state) : ignore(state);
        } else if (event instanceof Event.Close) {
            return close(state);
        } else {
            return state.phase() == DRAINING ? closeLink(state) : ignore(state);
        }
    }

    private static Step connect(MachineState state) {
        return step(
                new MachineState(CONNECTING, state.generation() + 1, state.attempt(), state.failure()), Action.CONNECT);
    }

    private static Step lost(MachineState state, DisconnectCause failure) {
        return switch (state.phase()) {
            case CONNECTING, APP_AUTH, RESTORING, READY ->
                failure.suspendFor() == null
                        ? step(
                                after(state, BACKOFF, failure),
                                Action.CLOSE_LINK,
                                Action.FAIL_IN_FLIGHT,
                                Action.ARM_TIMER)
                        : step(
                                after(state, SUSPENDED, failure),
                                Action.CLOSE_LINK,
                                Action.FAIL_IN_FLIGHT,
                                Action.FAIL_WAITING,
                                Action.ARM_TIMER);
            case DRAINING -> closeLink(state);
            default -> ignore(state);
        };
    }

    private static Step close(MachineState state) {
        return switch (state.phase()) {
            case NEW -> step(state.in(CLOSED), Action.RELEASE);
            case CONNECTING -> step(state.in(CLOSED), Action.CLOSE_LINK, Action.FAIL_WAITING, Action.RELEASE);
            case APP_AUTH, RESTORING, READY -> step(state.in(DRAINING), Action.FAIL_WAITING, Action.DRAIN);
            case BACKOFF, SUSPENDED -> step(state.in(CLOSED), Action.CANCEL_TIMER, Action.FAIL_WAITING, Action.RELEASE);
            case DRAINING, CLOSED -> ignore(state);
        };
    }

    private static Step closeLink(MachineState state) {
        return step(state.in(CLOSED), Action.CLOSE_LINK, Action.FAIL_IN_FLIGHT, Action.FAIL_WAITING, Action.RELEASE);
    }

    private static MachineState after(MachineState state, ConnectionState phase, DisconnectCause failure) {
        int attempt = state.attempt() + 1;
        return new MachineState(
                phase,
                state.generation(),
                state.phase() == READY ? Math.min(attempt, ATTEMPTS_OF_A_READY_LINK) : attempt,
                failure);
    }

    private static boolean current(MachineState state, int generation) {
        return generation == state.generation();
    }

    private static Step ignore(MachineState state) {
        return step(state);
    }

    private static Step step(MachineState state, Action... actions) {
        return new Step(state, List.of(actions));
    }
}
