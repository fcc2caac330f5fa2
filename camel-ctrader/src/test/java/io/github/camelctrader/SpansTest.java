package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.xtrader.protocol.openapi.v2.ProtoOAVersionReq;
import io.github.camelctrader.simulator.SimulatorDefaults;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanContextPropagationExtractor;
import org.apache.camel.telemetry.SpanContextPropagationInjector;
import org.apache.camel.telemetry.SpanLifecycleManager;
import org.apache.camel.telemetry.Tracer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What spans of Camel's telemetry tell of requests and events. */
class SpansTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String ORDER = """
            {"symbolName": "EURUSD", "orderType": "MARKET", "tradeSide": "BUY", "volumeInLots": 0.01}""";

    private final SimulatorCamel camel = new SimulatorCamel();
    private final Recorder recorder = new Recorder();

    @BeforeEach
    void start() throws Exception {
        recorder.init(camel.context);
        camel.component.getConfiguration().setAccountId(String.valueOf(SimulatorCamel.ACCOUNT));
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:order").to("ctrader:demo?messageType=NewOrderReq");
                from("direct:account").to("ctrader:demo?messageType=TraderReq");
                from("ctrader:demo?eventTypes=Execution").to("mock:executions");
            }
        });
    }

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void aRequestAndTheEventThatItBringsAboutSayWhatTheyAre() throws Exception {
        camel.mock("executions").expectedMinimumMessageCount(1);
        camel.template().requestBodyAndHeader("direct:order", ORDER, CTraderConstants.CLIENT_ORDER_ID, "order-17");
        camel.mock("executions").assertIsSatisfied(PATIENCE.toMillis());

        RecordedSpan request = ended("demo NewOrderReq");
        assertThat(request.tags)
                .containsEntry("component", "camel-ctrader")
                .containsEntry("ctrader.message.type", "NewOrderReq")
                .containsEntry("ctrader.answer.type", "ExecutionEvent")
                .containsEntry("ctrader.account", String.valueOf(SimulatorCamel.ACCOUNT))
                .containsEntry("ctrader.client.order.id", "order-17")
                .containsKeys("ctrader.order", "ctrader.client.msg.id")
                .containsEntry("ctrader.execution.type", "ORDER_FILLED");
        RecordedSpan event = ended("demo ExecutionEvent");
        assertThat(event.tags)
                .containsEntry("ctrader.message.type", "ExecutionEvent")
                .containsEntry("ctrader.client.order.id", "order-17")
                .doesNotContainKey("ctrader.answer.type");
    }

    @Test
    void aRefusalIsAnErrorWithTheServersCode() {
        Throwable refused = catchThrowable(() -> camel.template()
                .requestBodyAndHeader(
                        "ctrader:demo?messageType=CancelOrderReq",
                        "{\"orderId\": 999999999}",
                        CTraderConstants.ORDER_ID,
                        "of an event before"));
        assertThat(refused).isNotNull();

        RecordedSpan request = ended("demo CancelOrderReq");
        assertThat(request.tags)
                .containsEntry("error", "true")
                .containsKey("ctrader.error.code")
                .doesNotContainKey("ctrader.order");
    }

    @Test
    void aTypedRequestIsCalledWhatItsBodyIsWhateverAnEventLeftOnTheMessage() {
        camel.template()
                .requestBodyAndHeader(
                        "ctrader:demo",
                        ProtoOAVersionReq.getDefaultInstance(),
                        CTraderConstants.MESSAGE_TYPE,
                        "SpotEvent");

        assertThat(ended("demo VersionReq").tags).containsEntry("ctrader.message.type", "VersionReq");
    }

    @Test
    void noSpanHoldsASecret() {
        camel.template().requestBody("direct:account", "");

        assertThat(ended("demo TraderReq").tags).containsKey("camel.uri");
        assertThat(recorder.spans.toString())
                .doesNotContain(
                        SimulatorDefaults.ACCESS_TOKEN, SimulatorDefaults.CLIENT_ID, SimulatorDefaults.CLIENT_SECRET);
    }

    private RecordedSpan ended(String name) {
        await().atMost(PATIENCE)
                .until(() -> recorder.spans.stream().anyMatch(span -> span.name.equals(name) && span.ended));
        return recorder.spans.stream()
                .filter(span -> span.name.equals(name) && span.ended)
                .findFirst()
                .orElseThrow();
    }

    private static final class RecordedSpan implements Span {
        private final String name;
        private final Map<String, String> tags = new ConcurrentHashMap<>();
        private volatile boolean ended;

        private RecordedSpan(String name) {
            this.name = name;
        }

        @Override
        public void log(Map<String, String> fields) {
            tags.putAll(new LinkedHashMap<>(fields));
        }

        @Override
        public void setComponent(String component) {
            tags.put("component", component);
        }

        @Override
        public void setError(boolean isError) {
            tags.put("error", String.valueOf(isError));
        }

        @Override
        public void setTag(String key, String value) {
            tags.put(key, value);
        }

        @Override
        public String toString() {
            return name + tags;
        }
    }

    private static final class Recorder extends Tracer implements SpanLifecycleManager {
        private final List<RecordedSpan> spans = new CopyOnWriteArrayList<>();

        @Override
        protected void initTracer() {
            setSpanLifecycleManager(this);
        }

        @Override
        public Span create(
                String spanName, @Nullable Span parent, @Nullable SpanContextPropagationExtractor extractor) {
            RecordedSpan span = new RecordedSpan(spanName);
            spans.add(span);
            return span;
        }

        @Override
        public void activate(Span span) {
            // Nothing is propagated.
        }

        @Override
        public void deactivate(Span span) {
            ((RecordedSpan) span).ended = true;
        }

        @Override
        public void close(Span span) {
            ((RecordedSpan) span).ended = true;
        }

        @Override
        public void inject(Span span, SpanContextPropagationInjector injector, boolean includeTracing) {
            // Nothing is propagated.
        }
    }
}
