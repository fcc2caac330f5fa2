package io.github.camelctrader.examples.quickstart;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the JVM alive after Ctrl-C until the routes have stopped and the last line is printed: Camel ends the
 * application then, but does not wait for what comes after its own end.
 */
final class CtrlC {
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final CountDownLatch end = new CountDownLatch(1);

    private final Console console;

    private CtrlC(Console console) {
        this.console = console;
    }

    static CtrlC waitsForTheEnd(Console console) {
        CtrlC ctrlC = new CtrlC(console);
        Runtime.getRuntime().addShutdownHook(new Thread(ctrlC::await, "quickstart-ctrl-c"));
        return ctrlC;
    }

    /** The application has ended; the JVM may too. */
    void ended() {
        end.countDown();
    }

    private void await() {
        if (end.getCount() == 0) {
            return;
        }
        console.tell("--  ending; an open position is closed first");
        try {
            if (!end.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                console.tell("--  the routes did not end within %d s", LONGEST_WAIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
