package io.github.camelctrader.client.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshScheduleTest {
    private static final AuthenticationException NO =
            new AuthenticationException("No", "CH_ACCESS_TOKEN_INVALID", "Refresh token is invalid");

    private final VirtualLoop loop = new VirtualLoop();
    private final RefreshSchedule pacing = new RefreshSchedule();

    @Test
    void nothingIsDueWhileTheEndOfATokenIsNotKnown() {
        assertThat(untilRefresh()).isNull();
        pacing.expires(loop.now(), loop.now().plusSeconds(3600));
        assertThat(untilRefresh()).isEqualTo(Duration.ofMinutes(45));
        pacing.expires(loop.now(), null);
        assertThat(untilRefresh()).isNull();
    }

    @Test
    void aTokenThatHasEndedIsDueNow() {
        pacing.expires(loop.now(), loop.now().minusSeconds(10));

        assertThat(untilRefresh()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aRefreshTokenThatIsRefusedInARowIsTriedAgainAfterLongerAndLonger() {
        pacing.expires(loop.now(), loop.now().minusSeconds(10));
        for (int minutes : new int[] {5, 10, 20, 40, 40}) {
            pacing.refused(NO, false, loop.nanoTime());
            assertThat(pacing.isFinal()).isTrue();
            assertThat(untilRefresh()).isEqualTo(Duration.ofMinutes(minutes));
            loop.advance(Duration.ofMinutes(minutes));
            assertThat(pacing.isHeld(loop.nanoTime())).isFalse();
        }
        pacing.expires(loop.now(), loop.now().plusSeconds(3600));
        pacing.renewed(loop.now(), loop.nanoTime());
        pacing.refused(NO, false, loop.nanoTime());
        loop.advance(RefreshSchedule.GAP);

        assertThat(pacing.isHeld(loop.nanoTime())).as("a success ends the row").isFalse();
    }

    private @Nullable Duration untilRefresh() {
        return pacing.untilRefresh(loop.now(), loop.nanoTime());
    }
}
