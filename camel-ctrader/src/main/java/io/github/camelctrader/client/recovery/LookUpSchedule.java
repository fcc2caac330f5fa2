package io.github.camelctrader.client.recovery;

import io.github.camelctrader.client.time.OnLoop;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How soon the history of an account is looked at again after an interruption, and how often. */
@OnLoop
final class LookUpSchedule {
    /** While history does not explain what the account holds. */
    static final List<Duration> AGAIN = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(16),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60));

    /** Once more although all was explained. */
    static final Duration ONCE_MORE = Duration.ofSeconds(10);

    /** After a first session, where nothing was found that was executed before it and after somebody wanted to know. */
    static final List<Duration> START = List.of(ONCE_MORE, Duration.ofSeconds(60));

    private int made;
    private int madeOfStart;

    /** Another interruption is over. */
    void restart() {
        made = 0;
        madeOfStart = 0;
    }

    /** Whether no look-up was followed by another one yet. */
    boolean isFirst() {
        return made == 0;
    }

    /**
     * @param filled whether history explains what the account holds
     * @return how long to wait for the next look-up, or null when there is none any more
     */
    @Nullable
    Duration next(boolean filled) {
        if (made == AGAIN.size()) {
            return null;
        }
        Duration wait = filled ? ONCE_MORE : AGAIN.get(made);
        made++;
        return wait;
    }

    /** How long to wait for the next look-up of {@link #START}, or null when there is none any more. */
    @Nullable
    Duration nextOfStart() {
        return madeOfStart == START.size() ? null : START.get(madeOfStart++);
    }
}
