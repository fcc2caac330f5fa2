package io.github.camelctrader.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthRes;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.MaintenanceException;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import io.github.camelctrader.client.connection.DisconnectCause;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.ServerErrors;
import io.github.camelctrader.client.time.Backoff;
import io.github.camelctrader.client.time.VirtualLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationAuthorisationTest {
    private static final Duration FIRST = Duration.ofSeconds(8);
    private static final Duration MAX = Duration.ofMinutes(5);

    private final VirtualLoop loop = new VirtualLoop();
    private final ScriptedAccounts server = new ScriptedAccounts();
    private final ApplicationAuthorisation authorisation = new ApplicationAuthorisation(
            ConnectionSettings.builder(Environment.DEMO, "an-id", "a-secret").build(),
            server,
            loop,
            new Backoff(FIRST, MAX, new SplittableRandom(1)));

    @Test
    void theApplicationIsAuthorisedWithItsCredentialsBeforeAnythingElse() {
        CompletableFuture<@Nullable DisconnectCause> outcome = authorisation.authorise();

        assertThat(server.only().priority()).isEqualTo(Priority.CONTROL);
        assertThat(server.only().request())
                .isEqualTo(ProtoOAApplicationAuthReq.newBuilder()
                        .setClientId("an-id")
                        .setClientSecret("a-secret")
                        .build());
        assertThat(outcome).isNotDone();
        server.only().answer(ProtoOAApplicationAuthRes.getDefaultInstance());
        assertThat(outcome).isCompletedWithValue(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CH_CLIENT_ALREADY_AUTHENTICATED", "ALREADY_LOGGED_IN"})
    void anApplicationThatIsAuthorisedAlreadyIsAuthorised(String errorCode) {
        CompletableFuture<@Nullable DisconnectCause> outcome = authorisation.authorise();
        server.only().refuse(errorCode);

        assertThat(outcome).isCompletedWithValue(null);
    }

    @ParameterizedTest
    @CsvSource({
        "CH_CLIENT_AUTH_FAILURE, clientId or clientSecret is incorrect",
        "CH_OA_CLIENT_NOT_FOUND, no such client",
        "CH_CLIENT_AUTH_FAILURE,",
    })
    void refusedCredentialsAreExplainedAndNotTriedAgainAtOnce(String errorCode, @Nullable String description) {
        DisconnectCause failure = refused(errorCode, description);

        assertThat(failure.reason()).isEqualTo(DisconnectReason.APPLICATION_REFUSED);
        assertThat(failure.description())
                .contains("check clientId and clientSecret", errorCode)
                .doesNotContain("null", "an-id", "a-secret");
        if (description != null) {
            assertThat(failure.description()).contains(description);
        }
        assertThat(Objects.requireNonNull(failure.suspendFor())).isBetween(FIRST.dividedBy(2), FIRST);
        assertThat(Objects.requireNonNull(failure.answer()).get())
                .isNotSameAs(failure.answer().get())
                .hasMessage(failure.description())
                .isInstanceOfSatisfying(AuthenticationException.class, told -> {
                    assertThat(told.getErrorCode()).isEqualTo(errorCode);
                    assertThat(told.getDescription()).isEqualTo(description);
                });
    }

    @Test
    void everyRefusalInARowSuspendsForLongerAndASuccessForgetsThem() {
        Duration ceiling = FIRST;
        for (int refusal = 1; refusal <= 10; refusal++) {
            DisconnectCause failure = refused("CH_CLIENT_AUTH_FAILURE", null);
            assertThat(Objects.requireNonNull(failure.suspendFor()))
                    .as("refusal %d", refusal)
                    .isBetween(ceiling.dividedBy(2), ceiling);
            ceiling = ceiling.multipliedBy(2).compareTo(MAX) < 0 ? ceiling.multipliedBy(2) : MAX;
        }
        authorisation.authorise();
        server.only().answer(ProtoOAApplicationAuthRes.getDefaultInstance());

        assertThat(Objects.requireNonNull(
                        refused("CH_CLIENT_AUTH_FAILURE", null).suspendFor()))
                .isLessThanOrEqualTo(FIRST);
    }

    /** All in seconds from now; what the server does not name, or names for the past, is looked at every minute. */
    @ParameterizedTest
    @CsvSource({
        "120,     120",
        "1,       1",
        "900,     900",
        "901,     900",
        "8640000, 900",
        "0,       1",
        "-1,      1",
        "-2,      2",
        "-59,     59",
        "-100000, 60",
    })
    void maintenanceSuspendsUntilItsEndWithinBounds(long endsIn, long suspended) {
        Instant end = loop.now().plusSeconds(endsIn);
        for (DisconnectCause failure : new DisconnectCause[] {inSeconds(end), inMillis(end)}) {
            assertThat(failure.reason()).isEqualTo(DisconnectReason.MAINTENANCE);
            assertThat(failure.suspendFor()).isEqualTo(Duration.ofSeconds(suspended));
            assertThat(Objects.requireNonNull(failure.answer()).get())
                    .isNotSameAs(failure.answer().get())
                    .isInstanceOfSatisfying(MaintenanceException.class, told -> {
                        assertThat(told.getEnd()).isEqualTo(end);
                        assertThat(told.getErrorCode()).isEqualTo("SERVER_IS_UNDER_MAINTENANCE");
                    });
        }
    }

    @Test
    void maintenanceWithoutAnEndIsLookedAtEveryMinute() {
        DisconnectCause failure = refused("SERVER_IS_UNDER_MAINTENANCE", "back soon");

        assertThat(failure.reason()).isEqualTo(DisconnectReason.MAINTENANCE);
        assertThat(failure.suspendFor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(Objects.requireNonNull(failure.answer()).get())
                .isInstanceOfSatisfying(
                        MaintenanceException.class,
                        told -> assertThat(told.getEnd()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANT_ROUTE_REQUEST", "UNKNOWN_ERROR", "NEW_CODE"})
    void anyOtherErrorIsLeftToTheOrdinaryBackOff(String errorCode) {
        DisconnectCause failure = refused(errorCode, "says why");

        assertThat(failure.suspendFor()).isNull();
        assertThat(failure.answer()).isNull();
        assertThat(failure.description()).contains("the application was not authorised", errorCode, "says why");
    }

    @Test
    void tooManyConnectionsSuspendForLongerAndLonger() {
        DisconnectCause failure = refused("CONNECTIONS_LIMIT_EXCEEDED", "25 at most");

        assertThat(Objects.requireNonNull(failure.suspendFor())).isBetween(FIRST.dividedBy(2), FIRST);
        assertThat(Objects.requireNonNull(failure.answer()).get())
                .hasMessageContaining("25 at most")
                .isInstanceOfSatisfying(RequestRejectedException.class, told -> {
                    assertThat(told.getErrorCode()).isEqualTo("CONNECTIONS_LIMIT_EXCEEDED");
                    assertThat(told.getRetryability()).isEqualTo(Retryability.AFTER_DELAY);
                });
        assertThat(Objects.requireNonNull(
                        refused("CONNECTIONS_LIMIT_EXCEEDED", null).suspendFor()))
                .isGreaterThanOrEqualTo(FIRST);
    }

    @Test
    void aServerThatStillCountsALostLinkIsTriedSoonByAnApplicationThatWasLetIn() {
        letIn();
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(refused("CONNECTIONS_LIMIT_EXCEEDED", null).suspendFor())
                    .as("attempt %d", attempt)
                    .isNull();
        }
        assertThat(refused("CONNECTIONS_LIMIT_EXCEEDED", null).suspendFor()).isNotNull();
        letIn();
        assertThat(refused("CONNECTIONS_LIMIT_EXCEEDED", null).suspendFor()).isNull();
    }

    @Test
    void aLimitThatLastsIsToldToThoseWhoWait() {
        authorisation.authorise();
        CompletableFuture<@Nullable DisconnectCause> outcome = authorisation.authorise();
        server.waiting()
                .forEach(call -> call.refuse(ScriptedAccounts.error("BLOCKED_PAYLOAD_TYPE", null)
                        .setRetryAfter(45)
                        .build()));

        DisconnectCause failure = Objects.requireNonNull(outcome.join());
        assertThat(failure.suspendFor()).isEqualTo(Duration.ofSeconds(45));
        assertThat(Objects.requireNonNull(failure.answer()).get())
                .isInstanceOf(RateLimitedException.class)
                .hasMessageContaining("application is not authorised", "BLOCKED_PAYLOAD_TYPE");
    }

    private void letIn() {
        authorisation.authorise();
        server.only().answer(ProtoOAApplicationAuthRes.getDefaultInstance());
    }

    @Test
    void otherCredentialsAreUsedFromTheNextTimeOn() {
        refused("CH_CLIENT_AUTH_FAILURE", null);
        authorisation.replaceCredentials("another-id", "another-secret");
        authorisation.authorise();

        assertThat(server.only().request())
                .isEqualTo(ProtoOAApplicationAuthReq.newBuilder()
                        .setClientId("another-id")
                        .setClientSecret("another-secret")
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "Application is blocked by administrator, true",
        "Your application has been SUSPENDED, true",
        "session timeout, false",
        "'', false",
    })
    void aCancelledSessionIsTriedAgainAtOnceUnlessSomebodyBlockedItTwice(String reason, boolean suspends) {
        assertThat(authorisation.cancelled(reason).suspendFor()).isNull();
        loop.advance(Duration.ofMinutes(9));
        DisconnectCause failure = authorisation.cancelled(reason);

        assertThat(failure.reason()).isEqualTo(DisconnectReason.SESSION_CANCELLED);
        assertThat(failure.description()).contains(reason);
        assertThat(failure.suspendFor() != null).isEqualTo(suspends);
        if (failure.answer() != null) {
            assertThat(failure.answer().get()).isInstanceOf(AuthenticationException.class);
        }
        loop.advance(Duration.ofMinutes(11));
        assertThat(authorisation.cancelled(reason).suspendFor()).isNull();
    }

    @Test
    void aLinkThatIsLostMeanwhileIsLeftToTheOrdinaryBackOff() {
        CompletableFuture<@Nullable DisconnectCause> outcome = authorisation.authorise();
        server.only().future().completeExceptionally(new NotSentException("the link was lost", null));

        assertThat(Objects.requireNonNull(outcome.join()).suspendFor()).isNull();
    }

    @Test
    void anAnswerThatDoesNotComeHasAReasonOfItsOwn() {
        CompletableFuture<@Nullable DisconnectCause> outcome = authorisation.authorise();
        server.only().hang();

        DisconnectCause failure = Objects.requireNonNull(outcome.join());
        assertThat(failure.reason()).isEqualTo(DisconnectReason.APPLICATION_AUTH_TIMEOUT);
        assertThat(failure.suspendFor()).isNull();
    }

    private DisconnectCause refused(String errorCode, @Nullable String description) {
        CompletableFuture<@Nullable DisconnectCause> outcome = authorisation.authorise();
        server.only().refuse(errorCode, description);
        return Objects.requireNonNull(outcome.join());
    }

    private DisconnectCause inSeconds(Instant end) {
        CompletableFuture<@Nullable DisconnectCause> outcome = authorisation.authorise();
        server.only()
                .refuse(ScriptedAccounts.error("SERVER_IS_UNDER_MAINTENANCE", null)
                        .setMaintenanceEndTimestamp(end.getEpochSecond())
                        .build());
        return Objects.requireNonNull(outcome.join());
    }

    private DisconnectCause inMillis(Instant end) {
        CompletableFuture<@Nullable DisconnectCause> outcome = authorisation.authorise();
        server.only()
                .future()
                .completeExceptionally(ServerErrors.refusal(ProtoErrorRes.newBuilder()
                        .setErrorCode("SERVER_IS_UNDER_MAINTENANCE")
                        .setMaintenanceEndTimestamp(end.toEpochMilli())
                        .build()));
        return Objects.requireNonNull(outcome.join());
    }
}
