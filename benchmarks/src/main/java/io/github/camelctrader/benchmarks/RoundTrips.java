package io.github.camelctrader.benchmarks;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Requests and their answers, one after another or with many on the wire. */
final class RoundTrips {
    static final int IN_FLIGHT = 64;

    private static final Message REQUEST = ProtoOAVersionReq.getDefaultInstance();

    private RoundTrips() {}

    static void oneAtATime(int count, Function<Message, ? extends CompletableFuture<?>> client) {
        for (int i = 0; i < count; i++) {
            client.apply(REQUEST).join();
        }
    }

    static void inFlight(int count, Function<Message, ? extends CompletableFuture<?>> client)
            throws InterruptedException {
        Semaphore permits = new Semaphore(IN_FLIGHT);
        for (int i = 0; i < count; i++) {
            permits.acquire();
            client.apply(REQUEST).whenComplete((answer, failure) -> permits.release());
        }
        permits.acquire(IN_FLIGHT);
    }
}
