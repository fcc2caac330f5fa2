package io.github.camelctrader.simulator;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A {@link TestClient} for tests elsewhere: its failures are unchecked. */
public final class StoryClient implements AutoCloseable {
    private final TestClient client;

    /** Authorises an account. */
    public StoryClient(CTraderSimulator simulator, long accountId) {
        try {
            client = TestClient.authorised(simulator, accountId);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends without waiting. */
    public void send(Message request) {
        try {
            client.send(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends and waits for the answer. */
    public <T extends Message> T request(Message request, T answer) {
        try {
            return client.request(request).as(answer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next message of a type. */
    public <T extends Message> T next(T prototype) {
        try {
            return client.await(prototype);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
