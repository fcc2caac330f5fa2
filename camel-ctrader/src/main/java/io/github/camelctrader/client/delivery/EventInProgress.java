package io.github.camelctrader.client.delivery;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The event in progress: two things end it, the sink's return and its word that it is done, in either order. Made by the thread that
 * calls the sink; run, once or more, by any thread when the sink says done.
 */
final class EventInProgress extends AtomicReference<EventInProgress.Progress> implements Runnable {
    private static final long serialVersionUID = 1L;

    /** How far it is, as threads see each other's part in it. */
    enum Progress {
        IN_ACCEPT,
        RETURNED,
        DONE
    }

    private final transient Runnable goOn;
    private final transient Thread accepting = Thread.currentThread();
    /** This one and the next are of that thread alone: most sinks are done before they return, and what threads share costs more. */
    private boolean doneWhileAccepting;

    private boolean returned;

    /** @param goOn called once if the sink says done after it returned */
    EventInProgress(Runnable goOn) {
        super(Progress.IN_ACCEPT);
        this.goOn = goOn;
    }

    @Override
    public void run() {
        if (Thread.currentThread() == accepting && !returned) {
            doneWhileAccepting = true;
        } else if (getAndSet(Progress.DONE) == Progress.RETURNED) {
            goOn.run();
        }
    }

    /** Call once, when the sink returned. Returns whether it had said done by then; otherwise the caller is told later. */
    boolean doneBeforeReturn() {
        returned = true;
        return doneWhileAccepting || !compareAndSet(Progress.IN_ACCEPT, Progress.RETURNED);
    }
}
