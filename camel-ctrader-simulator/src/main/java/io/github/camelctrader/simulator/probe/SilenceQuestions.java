package io.github.camelctrader.simulator.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection that keeps silent from the beginning, and is looked at in the end. */
final class SilenceQuestions implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /**
     * What became of it.
     *
     * @param replies what came
     * @param seconds until the server closed it, or {@code null} if it did not
     */
    private record Silence(List<Reply> replies, @Nullable Long seconds) {}

    private @Nullable ProbeClient client;
    private @Nullable Silence silence;
    private long since;

    /** Connects, unless the harness has done so, and says nothing more. */
    void begin(ProbeHarness harness) throws ProbeException {
        client = harness.withApplication();
        since = System.nanoTime();
    }

    List<Question> all() {
        return List.of(
                new Question(
                        "2.3, 11.4",
                        "Seconds until a silent connection is closed",
                        "60",
                        Map.of(Question.ANY, "idleTimeout"),
                        harness -> {
                            Long seconds = silence().seconds();
                            return seconds == null ? "not within three minutes" : String.valueOf(seconds);
                        }),
                new Question(
                        "2.3, 11.4",
                        "Seconds until the first heartbeat on a silent connection",
                        "25",
                        Map.of(Question.ANY, "serverHeartbeatInterval"),
                        harness -> silence().replies().stream()
                                .filter(SilenceQuestions::isHeartbeat)
                                .findFirst()
                                .map(reply -> String.valueOf(seconds(reply.nanos())))
                                .orElse("none")),
                new Question(
                        "2.3, 6, 11.4",
                        "What comes on a silent connection before its end",
                        "heartbeats, without id and payload",
                        harness -> {
                            List<Reply> replies = silence().replies();
                            boolean bare = replies.stream()
                                    .filter(SilenceQuestions::isHeartbeat)
                                    .allMatch(reply -> !reply.envelope().hasClientMsgId()
                                            && reply.envelope().getPayload().isEmpty());
                            String others = String.join(
                                    "",
                                    replies.stream()
                                            .filter(reply -> !isHeartbeat(reply))
                                            .map(reply -> ", " + reply.outcome())
                                            .distinct()
                                            .toList());
                            return (bare ? "heartbeats, without id and payload" : "heartbeats, with id or payload")
                                    + others;
                        }));
    }

    private static boolean isHeartbeat(Reply reply) {
        return reply.name().endsWith("HeartbeatEvent");
    }

    private long seconds(long nanos) {
        return Math.round((nanos - since) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    private Silence silence() throws ProbeException {
        Silence present = silence;
        ProbeClient quiet = client;
        if (present == null && quiet != null) {
            Duration left = LONGEST.minusNanos(System.nanoTime() - since);
            List<Reply> replies = quiet.within(left, reply -> false);
            present = new Silence(replies, quiet.isEnded() ? seconds(quiet.endedAt()) : null);
            silence = present;
        }
        if (present == null) {
            throw new ProbeException("not connected");
        }
        return present;
    }

    @Override
    public void close() throws IOException {
        if (client != null) {
            client.close();
        }
    }
}
