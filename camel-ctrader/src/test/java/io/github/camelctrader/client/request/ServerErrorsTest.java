package io.github.camelctrader.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAErrorRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.proto.commons.ProtoErrorRes;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.MaintenanceException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Retryability;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerErrorsTest {
    /** Every code of both lists of the schema, and some that servers are known to send besides. */
    private static final String TABLE = """
            UNKNOWN_ERROR                    | rejected       | AFTER_FIX
            UNSUPPORTED_MESSAGE              | rejected       | AFTER_FIX
            INVALID_REQUEST                  | rejected       | AFTER_FIX
            TIMEOUT_ERROR                    | rejected       | AFTER_DELAY
            ENTITY_NOT_FOUND                 | rejected       | AFTER_FIX
            CANT_ROUTE_REQUEST               | rejected       | AFTER_DELAY
            FRAME_TOO_LONG                   | rejected       | AFTER_FIX
            MARKET_CLOSED                    | rejected       | AFTER_DELAY
            CONCURRENT_MODIFICATION          | rejected       | AFTER_DELAY
            BLOCKED_PAYLOAD_TYPE             | limited        | AFTER_DELAY
            OA_AUTH_TOKEN_EXPIRED            | authentication | AFTER_FIX
            ACCOUNT_NOT_AUTHORIZED           | authentication | AFTER_FIX
            RET_NO_SUCH_LOGIN                | authentication | AFTER_FIX
            ALREADY_LOGGED_IN                | rejected       | AFTER_FIX
            INCORRECT_BOUNDARIES             | rejected       | AFTER_FIX
            RET_ACCOUNT_DISABLED             | authentication | AFTER_FIX
            CONNECTIONS_LIMIT_EXCEEDED       | rejected       | AFTER_DELAY
            WORSE_GSL_NOT_ALLOWED            | rejected       | AFTER_FIX
            SYMBOL_HAS_HOLIDAY               | rejected       | AFTER_FIX
            CH_CLIENT_AUTH_FAILURE           | authentication | AFTER_FIX
            CH_CLIENT_NOT_AUTHENTICATED      | authentication | AFTER_FIX
            CH_CLIENT_ALREADY_AUTHENTICATED  | rejected       | AFTER_FIX
            CH_ACCESS_TOKEN_INVALID          | authentication | AFTER_FIX
            CH_SERVER_NOT_REACHABLE          | rejected       | AFTER_DELAY
            CH_CTID_TRADER_ACCOUNT_NOT_FOUND | authentication | AFTER_FIX
            CH_OA_CLIENT_NOT_FOUND           | authentication | AFTER_FIX
            REQUEST_FREQUENCY_EXCEEDED       | limited        | AFTER_DELAY
            SERVER_IS_UNDER_MAINTENANCE      | maintenance    | AFTER_DELAY
            CHANNEL_IS_BLOCKED               | authentication | AFTER_FIX
            NOT_SUBSCRIBED_TO_SPOTS          | rejected       | AFTER_FIX
            ALREADY_SUBSCRIBED               | rejected       | AFTER_FIX
            SYMBOL_NOT_FOUND                 | rejected       | AFTER_FIX
            UNKNOWN_SYMBOL                   | rejected       | AFTER_FIX
            NO_QUOTES                        | rejected       | AFTER_DELAY
            NOT_ENOUGH_MONEY                 | rejected       | AFTER_FIX
            MAX_EXPOSURE_REACHED             | rejected       | AFTER_FIX
            POSITION_NOT_FOUND               | rejected       | AFTER_FIX
            ORDER_NOT_FOUND                  | rejected       | AFTER_FIX
            POSITION_NOT_OPEN                | rejected       | AFTER_FIX
            POSITION_LOCKED                  | rejected       | AFTER_DELAY
            TOO_MANY_POSITIONS               | rejected       | AFTER_FIX
            TRADING_BAD_VOLUME               | rejected       | AFTER_FIX
            TRADING_BAD_STOPS                | rejected       | AFTER_FIX
            TRADING_BAD_PRICES               | rejected       | AFTER_FIX
            TRADING_BAD_STAKE                | rejected       | AFTER_FIX
            PROTECTION_IS_TOO_CLOSE_TO_MARKET | rejected      | AFTER_FIX
            TRADING_BAD_EXPIRATION_DATE      | rejected       | AFTER_FIX
            PENDING_EXECUTION                | rejected       | AFTER_DELAY
            TRADING_DISABLED                 | rejected       | AFTER_FIX
            TRADING_NOT_ALLOWED              | rejected       | AFTER_FIX
            UNABLE_TO_CANCEL_ORDER           | rejected       | AFTER_FIX
            UNABLE_TO_AMEND_ORDER            | rejected       | AFTER_FIX
            SHORT_SELLING_NOT_ALLOWED        | rejected       | AFTER_FIX
            NOT_SUBSCRIBED_TO_PNL            | rejected       | AFTER_FIX
            POSITION_NOT_FOUND_OR_NOT_OPENED | rejected       | AFTER_FIX
            SOME_CODE_OF_THE_FUTURE          | rejected       | AFTER_FIX
            """;

    private record Row(String code, Class<? extends CTraderException> type, Retryability retryability) {
        @Override
        public String toString() {
            return code;
        }
    }

    static Stream<Row> rows() {
        return TABLE.lines()
                .map(line -> line.split("\\|"))
                .map(columns -> new Row(
                        columns[0].strip(),
                        switch (columns[1].strip()) {
                            case "limited" -> RateLimitedException.class;
                            case "maintenance" -> MaintenanceException.class;
                            case "authentication" -> AuthenticationException.class;
                            case "rejected" -> RequestRejectedException.class;
                            default -> throw new AssertionError(columns[1]);
                        },
                        Retryability.valueOf(columns[2].strip())));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyCodeHasItsExceptionWhicheverMessageBringsIt(Row row) {
        for (Message message : new Message[] {
            error(row.code).setDescription("in words").build(),
            ProtoErrorRes.newBuilder()
                    .setErrorCode(row.code)
                    .setDescription("in words")
                    .build(),
            ProtoOAOrderErrorEvent.newBuilder()
                    .setCtidTraderAccountId(17)
                    .setErrorCode(row.code)
                    .setDescription("in words")
                    .build()
        }) {
            CTraderException refusal = refusal(message);

            assertThat(refusal).isExactlyInstanceOf(row.type);
            assertThat(refusal.getRetryability()).isEqualTo(row.retryability);
            assertThat(refusal).hasMessageContaining(row.code).hasMessageContaining("in words");
            assertThat(errorCode(refusal)).isEqualTo(row.code);
            assertThat(description(refusal)).isEqualTo("in words");
        }
    }

    @Test
    void theTableNamesEveryCodeOfTheSchema() {
        Set<String> codes = new TreeSet<>();
        Arrays.stream(ProtoOAErrorCode.values()).forEach(code -> codes.add(code.name()));
        Arrays.stream(ProtoErrorCode.values()).forEach(code -> codes.add(code.name()));

        assertThat(rows().map(Row::code).collect(Collectors.toSet())).containsAll(codes);
    }

    @Test
    void wordsThatTheServerDidNotGiveAreNotMadeUp() {
        CTraderException refusal = refusal(error("MARKET_CLOSED").build());

        assertThat(description(refusal)).isNull();
        assertThat(refusal).hasMessage("The server refused the request: MARKET_CLOSED");
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_REQUEST, Trading account is not authorized, true",
        "INVALID_REQUEST, Trading account is NOT AUTHORIZED, true",
        "INVALID_REQUEST, Nothing to amend., false",
        "INVALID_REQUEST, , false",
        "ACCOUNT_NOT_AUTHORIZED, , true",
        "TRADING_NOT_ALLOWED, You are not authorized to trade, false",
        "CH_ACCESS_TOKEN_INVALID, not authorized, false",
    })
    void anAccountWithoutASessionIsKnownByCodeOrWords(String code, @Nullable String description, boolean expected) {
        assertThat(ServerErrors.accountNotAuthorised(code, description)).isEqualTo(expected);
        ProtoOAErrorRes.Builder error = error(code);
        if (description != null) {
            error.setDescription(description);
        }
        if (expected) {
            assertThat(refusal(error.build())).isInstanceOf(AuthenticationException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1763802000,          2025-11-22T09:00:00Z",
        "99999999999,         5138-11-16T09:46:39Z",
        "100000000000,        1973-03-03T09:46:40Z",
        "1763802000000,       2025-11-22T09:00:00Z",
        "9223372036854775807, +292278994-08-17T07:12:55.807Z",
        "0,                   ",
        "-1,                  ",
        "-9223372036854775808, ",
    })
    void theEndOfAMaintenanceIsReadInSecondsOrMillis(long end, @Nullable Instant expected) {
        for (Message message : new Message[] {
            error("SERVER_IS_UNDER_MAINTENANCE").setMaintenanceEndTimestamp(end).build(),
            ProtoErrorRes.newBuilder()
                    .setErrorCode("SERVER_IS_UNDER_MAINTENANCE")
                    .setMaintenanceEndTimestamp(end)
                    .build()
        }) {
            MaintenanceException maintenance = (MaintenanceException) refusal(message);
            assertThat(maintenance.getEnd()).isEqualTo(expected);
            if (expected != null) {
                assertThat(maintenance).hasMessageContaining("until " + expected);
            }
        }
    }

    @Test
    void aMaintenanceWithoutAnEndHasNone() {
        assertThat(((MaintenanceException)
                                refusal(error("SERVER_IS_UNDER_MAINTENANCE").build()))
                        .getEnd())
                .isNull();
    }

    /** In seconds; the field is unsigned, so that -1 stands for its largest value. */
    @ParameterizedTest
    @CsvSource({
        "1,     1",
        "0,     0",
        "60,    60",
        "86400, 86400",
        "86401, 86400",
        "-1,    86400",
        "9223372036854775807, 86400",
        "-9223372036854775808, 86400",
    })
    void retryAfterIsTakenWithinADay(long retryAfter, long expected) {
        for (String code : new String[] {"BLOCKED_PAYLOAD_TYPE", "REQUEST_FREQUENCY_EXCEEDED"}) {
            RateLimitedException limited = (RateLimitedException)
                    refusal(error(code).setRetryAfter(retryAfter).build());
            assertThat(limited.getRetryAfter()).isEqualTo(Duration.ofSeconds(expected));
            assertThat(limited).hasMessageContaining("send it again after " + expected + " s");
        }
    }

    @Test
    void aLimitWithoutATimeIsOneSecond() {
        for (Message message : new Message[] {
            error("REQUEST_FREQUENCY_EXCEEDED").build(),
            ProtoErrorRes.newBuilder().setErrorCode("BLOCKED_PAYLOAD_TYPE").build()
        }) {
            assertThat(((RateLimitedException) refusal(message)).getRetryAfter())
                    .isEqualTo(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @EnumSource(ProtoOAExecutionType.class)
    void executionEventsOfARejectedKindAreRefusals(ProtoOAExecutionType type) {
        boolean rejected =
                type == ProtoOAExecutionType.ORDER_REJECTED || type == ProtoOAExecutionType.ORDER_CANCEL_REJECTED;
        ProtoOAExecutionEvent event = ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(17)
                .setExecutionType(type)
                .build();

        CTraderException bare = ServerErrors.refusal(event);
        CTraderException coded = ServerErrors.refusal(
                event.toBuilder().setErrorCode("NOT_ENOUGH_MONEY").build());
        if (rejected) {
            assertThat(errorCode(Objects.requireNonNull(bare))).isEqualTo(type.name());
            assertThat(errorCode(Objects.requireNonNull(coded))).isEqualTo("NOT_ENOUGH_MONEY");
            assertThat(bare.getAccountId()).isEqualTo(17);
        } else {
            assertThat(bare).isNull();
            assertThat(coded).isNull();
        }
    }

    @Test
    void anExecutionTypeNewerThanTheSchemaIsNoRefusal() {
        assertThat(ServerErrors.refusal(ProtoOAExecutionEvent.newBuilder()
                        .setCtidTraderAccountId(17)
                        .setErrorCode("X")
                        .buildPartial()))
                .isNull();
    }

    @Test
    void otherMessagesAreNoRefusals() {
        assertThat(ServerErrors.refusal(ProtoOASpotEvent.getDefaultInstance())).isNull();
        assertThat(ServerErrors.refusal(ProtoMessage.getDefaultInstance())).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 17})
    void theAccountIsNamedWhereTheServerNamesOne(long accountId) {
        Long expected = accountId == 0 ? null : accountId;

        assertThat(refusal(error("X").setCtidTraderAccountId(accountId).build()).getAccountId())
                .isEqualTo(expected);
        assertThat(refusal(ProtoOAOrderErrorEvent.newBuilder()
                                .setErrorCode("X")
                                .setCtidTraderAccountId(accountId)
                                .build())
                        .getAccountId())
                .isEqualTo(expected);
        assertThat(refusal(error("X").build()).getAccountId()).isNull();
    }

    private static ProtoOAErrorRes.Builder error(String code) {
        return ProtoOAErrorRes.newBuilder().setErrorCode(code);
    }

    private static CTraderException refusal(Message message) {
        return Objects.requireNonNull(ServerErrors.refusal(message));
    }

    private static @Nullable String errorCode(CTraderException refusal) {
        return refusal instanceof RequestRejectedException rejected
                ? rejected.getErrorCode()
                : ((AuthenticationException) refusal).getErrorCode();
    }

    private static @Nullable String description(CTraderException refusal) {
        return refusal instanceof RequestRejectedException rejected
                ? rejected.getDescription()
                : ((AuthenticationException) refusal).getDescription();
    }
}
