package io.github.camelctrader.benchmarks;

import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.netty.ChannelHandlerFactories;
import org.apache.camel.impl.DefaultCamelContext;

/** A route of {@code camel-netty} as a user would write it by hand: it cuts frames and decodes quotes, and knows no session. */
final class NettyRoute implements Subject {
    private static final int MAX_FRAME = 15_000_000;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final LongAdder taken = new LongAdder();

    /** @param executor whether the route runs on threads of its own, as it does unless it is told otherwise */
    NettyRoute(Pump pump, boolean executor) throws Exception {
        context.getRegistry()
                .bind(
                        "frames",
                        ChannelHandlerFactories.newLengthFieldBasedFrameDecoder(
                                MAX_FRAME, 0, Integer.BYTES, 0, Integer.BYTES));
        context.getRegistry().bind("quotes", new Quotes());
        context.getRegistry().bind("tls", Trust.of(pump));
        context.getShutdownStrategy().setTimeout(5);
        pump.next();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("netty:tcp://localhost:" + pump.port() + "?clientMode=true&sync=false&textline=false&ssl=true"
                                + "&sslContextParameters=#tls&decoders=#frames,#quotes&usingExecutorService="
                                + executor)
                        .process(exchange -> {
                            if (exchange.getMessage().getBody() instanceof ProtoOASpotEvent spot
                                    && spot.hasSymbolId()) {
                                Arrivals.seen(spot);
                                taken.increment();
                            }
                        });
            }
        });
        context.start();
        pump.awaitConnected();
    }

    @Override
    public long taken() {
        return taken.sum();
    }

    @Override
    public void close() {
        context.stop();
    }

    /** What is in a frame. */
    @ChannelHandler.Sharable
    static final class Quotes extends MessageToMessageDecoder<ByteBuf> {
        @Override
        protected void decode(ChannelHandlerContext channel, ByteBuf frame, List<Object> out) throws Exception {
            out.add(ProtoOASpotEvent.parseFrom(
                    ProtoMessage.parseFrom(frame.nioBuffer()).getPayload()));
        }
    }
}
