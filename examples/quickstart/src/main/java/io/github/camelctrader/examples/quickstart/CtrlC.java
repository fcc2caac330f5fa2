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

    private CtrlC() {}

    static CtrlC waitsForTheEnd() {
        CtrlC ctrlC = new CtrlC();
        Runtime.getRuntime().addShutdownHook(new Thread(ctrlC::await, "quickstart-ctrl-c"));
        return ctrlC;
    }

    /** The application has ended; the JVM may too. */
    void ended() {
        end.countDown();
    }

    private void await() {
        try {
            if (!end.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The quickstart did not end within " + LONGEST_WAIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
