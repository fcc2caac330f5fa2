package io.github.camelctrader.client.wire;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.benchmarks.Samples;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Bytes become a message; beside it, what protobuf needs for the same when nothing else is done. */
@State(Scope.Thread)
public class DecodeBenchmark {
    private static final int MAX = 15_000_000;

    private final FrameDecoder decoder = new FrameDecoder(MAX);
    private final byte[] envelope = Samples.envelope(Samples.spot(0, 0));
    private final ByteBuf spot = direct(Samples.frame(Samples.spot(0, 0)));
    private final ByteBuf execution = direct(Samples.frame(Samples.execution()));
    private final List<Object> out = new ArrayList<>();

    private static ByteBuf direct(byte[] bytes) {
        return Unpooled.directBuffer(bytes.length).writeBytes(bytes);
    }

    @Benchmark
    public Object spot() {
        return decoded(spot);
    }

    @Benchmark
    public Object execution() {
        return decoded(execution);
    }

    @Benchmark
    public Object spotByProtobufAlone() throws IOException {
        return ProtoOASpotEvent.parseFrom(ProtoMessage.parseFrom(envelope).getPayload());
    }

    private Object decoded(ByteBuf bytes) {
        bytes.readerIndex(0);
        out.clear();
        decoder.decode(null, bytes, out);
        return out.get(0);
    }
}
