package io.github.camelctrader.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.AllocatedBytes;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What is read together shares what it takes to read it: a quote needs its message and little more. */
class DecodeCostTest {
    private static final int TOGETHER = 100;

    @Test
    void aQuoteAmongOthersIsCheap() {
        byte[] envelope = ProtoMessage.newBuilder()
                .setPayloadType(2131)
                .setPayload(ProtoOASpotEvent.newBuilder()
                        .setCtidTraderAccountId(7)
                        .setSymbolId(1)
                        .setBid(108_512)
                        .setAsk(108_520)
                        .build()
                        .toByteString())
                .build()
                .toByteArray();
        ByteBuffer together = ByteBuffer.allocateDirect(TOGETHER * envelope.length);
        for (int i = 0; i < TOGETHER; i++) {
            together.put(envelope);
        }
        together.flip();
        long each = AllocatedBytes.each(() -> {
                    EnvelopeReader reader = new EnvelopeReader(together);
                    for (int i = 0; i < TOGETHER; i++) {
                        reader.read(i * envelope.length, envelope.length);
                    }
                })
                / TOGETHER;
        assertThat(each).isLessThan(200);
    }
}
