package io.github.camelctrader.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAssetListRes;
import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAGetTrendbarsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginCallUpdateReq;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAMarginCall;
import com.xtrader.protocol.openapi.v2.model.ProtoOANotificationType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.InvalidRequestException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MapToMessageTest {
    private static final Message NEW_ORDER = ProtoOANewOrderReq.getDefaultInstance();

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments(NEW_ORDER, "symbolId", 7, 7L),
                arguments(NEW_ORDER, "symbolId", 7L, 7L),
                arguments(NEW_ORDER, "symbolId", "7", 7L),
                arguments(NEW_ORDER, "symbolId", " 7 ", 7L),
                arguments(NEW_ORDER, "symbolId", 7.0, 7L),
                arguments(NEW_ORDER, "symbolId", new BigDecimal("7.00"), 7L),
                arguments(NEW_ORDER, "symbolId", "7e2", 700L),
                arguments(NEW_ORDER, "symbolId", new AtomicLong(7), 7L),
                arguments(NEW_ORDER, "symbolId", "9223372036854775807", Long.MAX_VALUE),
                arguments(NEW_ORDER, "symbolId", "-9223372036854775808", Long.MIN_VALUE),
                arguments(NEW_ORDER, "slippageInPoints", "-2147483648", Integer.MIN_VALUE),
                arguments(NEW_ORDER, "limitPrice", "1.08512", 1.08512),
                arguments(NEW_ORDER, "limitPrice", new BigDecimal("1.085120"), 1.08512),
                arguments(NEW_ORDER, "limitPrice", 1.1f, 1.1),
                arguments(NEW_ORDER, "limitPrice", 2, 2.0),
                arguments(NEW_ORDER, "trailingStopLoss", true, true),
                arguments(NEW_ORDER, "trailingStopLoss", "false", false),
                arguments(NEW_ORDER, "label", "a \"b\"", "a \"b\""),
                arguments(NEW_ORDER, "label", new StringBuilder("ab"), "ab"),
                arguments(NEW_ORDER, "orderType", "LIMIT", ProtoOAOrderType.LIMIT.getValueDescriptor()),
                arguments(NEW_ORDER, "orderType", 2, ProtoOAOrderType.LIMIT.getValueDescriptor()),
                arguments(NEW_ORDER, "orderType", "2", ProtoOAOrderType.LIMIT.getValueDescriptor()),
                arguments(NEW_ORDER, "orderType", ProtoOAOrderType.LIMIT, ProtoOAOrderType.LIMIT.getValueDescriptor()),
                arguments(
                        NEW_ORDER,
                        "payloadType",
                        "PROTO_OA_NEW_ORDER_REQ",
                        ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ.getValueDescriptor()),
                arguments(
                        NEW_ORDER, "payloadType", 2106, ProtoOAPayloadType.PROTO_OA_NEW_ORDER_REQ.getValueDescriptor()),
                arguments(ProtoOAGetTrendbarsReq.getDefaultInstance(), "count", 4294967295L, -1),
                arguments(ProtoMessage.getDefaultInstance(), "payload", "AQI=", bytes(1, 2)),
                arguments(ProtoMessage.getDefaultInstance(), "payload", new byte[] {1, 2}, bytes(1, 2)),
                arguments(ProtoMessage.getDefaultInstance(), "payload", bytes(1, 2), bytes(1, 2)),
                arguments(ProtoOASubscribeSpotsReq.getDefaultInstance(), "symbolId", List.of(1, "2"), List.of(1L, 2L)),
                arguments(
                        ProtoOASubscribeSpotsReq.getDefaultInstance(), "symbolId", new long[] {1, 2}, List.of(1L, 2L)),
                arguments(ProtoOASubscribeSpotsReq.getDefaultInstance(), "symbolId", new String[] {"1"}, List.of(1L)),
                arguments(ProtoOADepthEvent.getDefaultInstance(), "symbolId", "18446744073709551615", -1L));
    }

    @ParameterizedTest(name = "{1} = {2}")
    @MethodSource("accepted")
    void takesValuesThatFitExactly(Message prototype, String field, Object value, Object expected) {
        Message built = MapToMessage.toBuilder(prototype, Map.of(field, value)).buildPartial();

        assertThat(built.getField(prototype.getDescriptorForType().findFieldByName(field)))
                .isEqualTo(expected);
        assertThat(built.getAllFields()).hasSize(1);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(NEW_ORDER, Map.of("symbolId", 1.5), "symbolId = 1.5", "whole number"),
                arguments(NEW_ORDER, Map.of("symbolId", "1.5"), "symbolId = 1.5", "whole number"),
                arguments(NEW_ORDER, Map.of("symbolId", "EURUSD"), "symbolId = EURUSD", "must be a number"),
                arguments(NEW_ORDER, Map.of("symbolId", ""), "symbolId = ", "must be a number"),
                arguments(NEW_ORDER, Map.of("symbolId", true), "symbolId = true", "must be a number"),
                arguments(NEW_ORDER, Map.of("symbolId", List.of(1)), "symbolId = [1]", "must be a number"),
                arguments(
                        NEW_ORDER,
                        Map.of("symbolId", BigInteger.ONE.shiftLeft(63)),
                        "symbolId = 9223372036854775808",
                        "between"),
                arguments(NEW_ORDER, Map.of("symbolId", "1e999999999"), "symbolId = 1e999999999", "between"),
                arguments(NEW_ORDER, Map.of("symbolId", "1e-999999999"), "symbolId = 1e-999999999", "whole number"),
                arguments(NEW_ORDER, Map.of("symbolId", "9".repeat(101)), "symbolId = 999", "must be a number"),
                arguments(
                        NEW_ORDER, Map.of("slippageInPoints", 2147483648L), "slippageInPoints = 2147483648", "between"),
                arguments(NEW_ORDER, Map.of("limitPrice", Double.NaN), "limitPrice = NaN", "must be a number"),
                arguments(NEW_ORDER, Map.of("limitPrice", "Infinity"), "limitPrice = Infinity", "must be a number"),
                arguments(
                        NEW_ORDER,
                        Map.of("limitPrice", "1.23456789012345678"),
                        "limitPrice = 1.23456789012345678",
                        "more digits"),
                arguments(NEW_ORDER, Map.of("limitPrice", "1e400"), "limitPrice = 1e400", "more digits"),
                arguments(NEW_ORDER, Map.of("trailingStopLoss", 1), "trailingStopLoss = 1", "true or false"),
                arguments(NEW_ORDER, Map.of("label", 5), "label = 5", "must be text"),
                arguments(NEW_ORDER, Map.of("orderType", "LIMITED"), "orderType = LIMITED", "MARKET, LIMIT, STOP"),
                arguments(NEW_ORDER, Map.of("orderType", "limit"), "orderType = limit", "MARKET, LIMIT, STOP"),
                arguments(NEW_ORDER, Map.of("orderType", 99), "orderType = 99", "MARKET, LIMIT, STOP"),
                arguments(NEW_ORDER, Map.of("orderType", ""), "orderType = ", "MARKET, LIMIT, STOP"),
                arguments(NEW_ORDER, Map.of("orderType", 1.5), "orderType = 1.5", "whole number"),
                arguments(NEW_ORDER, Map.of("payloadType", 2104), "payloadType = 2104", "PROTO_OA_NEW_ORDER_REQ"),
                arguments(
                        NEW_ORDER,
                        Map.of("symbol", 1),
                        "symbol = (unknown)",
                        "ctidTraderAccountId, symbolId, orderType"),
                arguments(NEW_ORDER, Map.of(5, 1), "5 = (unknown)", "no such field"),
                arguments(ProtoOAGetTrendbarsReq.getDefaultInstance(), Map.of("count", -1), "count = -1", "4294967295"),
                arguments(
                        ProtoOADepthEvent.getDefaultInstance(),
                        Map.of("symbolId", "18446744073709551616"),
                        "symbolId = 18446744073709551616",
                        "between"),
                arguments(ProtoMessage.getDefaultInstance(), Map.of("payload", "%%"), "payload = %%", "base64"),
                arguments(
                        ProtoOASubscribeSpotsReq.getDefaultInstance(), Map.of("symbolId", 1), "symbolId = 1", "a list"),
                arguments(
                        ProtoOASubscribeSpotsReq.getDefaultInstance(),
                        Map.of("symbolId", List.of(1, 2.5)),
                        "symbolId[1] = 2.5",
                        "whole number"),
                arguments(
                        ProtoOASubscribeSpotsReq.getDefaultInstance(),
                        Map.of("symbolId", Arrays.asList(1, null)),
                        "symbolId = [1, null]",
                        "null"),
                arguments(
                        ProtoOAMarginCallUpdateReq.getDefaultInstance(),
                        Map.of("marginCall", Map.of("marginLevelThreshold", "high")),
                        "marginCall.marginLevelThreshold = high",
                        "must be a number"),
                arguments(
                        ProtoOAMarginCallUpdateReq.getDefaultInstance(),
                        Map.of("marginCall", Map.of("level", 1)),
                        "marginCall.level = (unknown)",
                        "ProtoOAMarginCall has no such field"),
                arguments(
                        ProtoOAMarginCallUpdateReq.getDefaultInstance(),
                        Map.of("marginCall", "high"),
                        "marginCall = high",
                        "fields of ProtoOAMarginCall"),
                arguments(
                        ProtoOAAssetListRes.getDefaultInstance(),
                        Map.of("asset", List.of(Map.of("assetId", 1), Map.of("assetId", "x"))),
                        "asset[1].assetId = x",
                        "must be a number"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused")
    void refusesEverythingElse(Message prototype, Map<?, ?> values, String named, String rule) {
        assertThatThrownBy(() -> MapToMessage.toBuilder(prototype, values))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith(named)
                .hasMessageContaining(rule);
    }

    @Test
    void buildsNestedMessagesFromMapsAndMessages() {
        ProtoOAMarginCall nested = ProtoOAMarginCall.newBuilder()
                .setMarginCallType(ProtoOANotificationType.MARGIN_LEVEL_THRESHOLD_1)
                .setMarginLevelThreshold(50.5)
                .build();
        Map<String, Object> asMap =
                Map.of("marginCallType", "MARGIN_LEVEL_THRESHOLD_1", "marginLevelThreshold", "50.5");

        for (Object value : List.of(nested, asMap)) {
            Message built = MapToMessage.toBuilder(
                            ProtoOAMarginCallUpdateReq.getDefaultInstance(), Map.of("marginCall", value))
                    .buildPartial();
            assertThat(((ProtoOAMarginCallUpdateReq) built).getMarginCall()).isEqualTo(nested);
        }
    }

    @Test
    void takesNullAsAFieldThatIsNotSet() {
        Message built = MapToMessage.toBuilder(
                        ProtoOAReconcileReq.getDefaultInstance(),
                        Collections.singletonMap("returnProtectionOrders", null))
                .buildPartial();

        assertThat(built.getAllFields()).isEmpty();
    }

    @Test
    void doesNotShowSecrets() {
        assertThatThrownBy(() -> MapToMessage.toBuilder(
                        ProtoOARefreshTokenReq.getDefaultInstance(), Map.of("refreshToken", List.of("hush-1"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("refreshToken")
                .hasMessageNotContaining("hush-1");
    }

    @Test
    void shortensLongValues() {
        assertThatThrownBy(() -> MapToMessage.toBuilder(
                        ProtoOASymbolsListReq.getDefaultInstance(), Map.of("includeArchivedSymbols", "y".repeat(1000))))
                .isInstanceOf(InvalidRequestException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    private static ByteString bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteString.copyFrom(bytes);
    }
}
