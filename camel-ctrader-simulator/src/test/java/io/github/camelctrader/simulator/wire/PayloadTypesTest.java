package io.github.camelctrader.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.proto.commons.ProtoHeartbeatEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadTypesTest {
    static Stream<Integer> all() {
        return Stream.of(ProtoOAPayloadType.values()).map(ProtoOAPayloadType::getNumber);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyNumberOfTheSchemaHasItsMessage(int payloadType) {
        assertThat(PayloadTypes.of(PayloadTypes.prototype(payloadType).orElseThrow()))
                .isEqualTo(payloadType);
    }

    @Test
    void namesAndNumbersBelongTogether() {
        assertThat(PayloadTypes.of(ProtoHeartbeatEvent.getDefaultInstance())).isEqualTo(51);
        assertThat(PayloadTypes.of(ProtoOAOrderListRes.getDefaultInstance())).isEqualTo(2176);
        assertThat(PayloadTypes.name(2176)).isEqualTo("ProtoOAOrderListRes");
        assertThat(PayloadTypes.name(9999)).isEqualTo("payload type 9999");
        assertThat(PayloadTypes.prototype(9999)).isEmpty();
    }

    @Test
    void messagesThatOnlyOccurInsideOthersHaveNone() {
        assertThatThrownBy(() -> PayloadTypes.of(ProtoOAOrder.getDefaultInstance()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ProtoOAOrder");
    }
}
