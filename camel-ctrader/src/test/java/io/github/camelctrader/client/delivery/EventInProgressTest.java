package io.github.camelctrader.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An event is done with once, whoever says so, when and how often. */
class EventInProgressTest {
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final EventInProgress handover = new EventInProgress(this::goOn);
    private int goneOn;

    @AfterEach
    void end() {
        other.shutdown();
    }

    @Test
    void doneBeforeItReturned() {
        handover.run();
        assertThat(handover.doneBeforeReturn()).isTrue();
        handover.run();
        onAnother();
        assertThat(goneOn).isZero();
    }

    @Test
    void doneByAnotherThreadBeforeItReturned() {
        onAnother();
        assertThat(handover.doneBeforeReturn()).isTrue();
        onAnother();
        handover.run();
        assertThat(goneOn).isZero();
    }

    @Test
    void doneByBothBeforeItReturned() {
        onAnother();
        handover.run();
        assertThat(handover.doneBeforeReturn()).isTrue();
        onAnother();
        assertThat(goneOn).isZero();
    }

    @Test
    void doneAfterItReturned() {
        assertThat(handover.doneBeforeReturn()).isFalse();
        handover.run();
        handover.run();
        onAnother();
        assertThat(goneOn).isEqualTo(1);
    }

    @Test
    void doneByAnotherThreadAfterItReturned() {
        assertThat(handover.doneBeforeReturn()).isFalse();
        onAnother();
        onAnother();
        handover.run();
        assertThat(goneOn).isEqualTo(1);
    }

    private void onAnother() {
        CompletableFuture.runAsync(handover, other).join();
    }

    private void goOn() {
        goneOn++;
    }
}
