package io.github.camelctrader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Timestamp;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.apache.camel.model.rest.RestBindingMode;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do first with quotes and answers: write them to a file, turn them into JSON, answer a web request with them. */
class RecordingRoutesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ConnectionEvent READY =
            new ConnectionEvent(Environment.DEMO, ConnectionState.READY, null, null, 0, null, Instant.EPOCH);

    private final SimulatorCamel camel = new SimulatorCamel();
    private final ObjectMapper mapper = new ObjectMapper();

    @AfterEach
    void stop() {
        camel.close();
    }

    @Test
    void quotesAreRecordedToAFileOneLineEach(@TempDir Path directory) throws Exception {
        camel.component.getConfiguration().setAccountId(String.valueOf(SimulatorCamel.ACCOUNT));
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?symbols=EURUSD&eventTypes=Spot,Connection")
                        .to("file:" + directory + "?fileName=quotes&fileExist=Append&appendChars=\\n");
            }
        });

        Path file = directory.resolve("quotes");
        await().atMost(PATIENCE)
                .until(() -> Files.exists(file)
                        && Files.readAllLines(file).stream().anyMatch(line -> line.contains("\"bid\"")));
        for (String line : Files.readAllLines(file)) {
            assertThat(mapper.readTree(line).isObject()).isTrue();
        }
    }

    @Test
    void anAnswerIsRecordedToAFileOfItsOwn(@TempDir Path directory) throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask")
                        .to("ctrader:demo?messageType=VersionReq")
                        .to("file:" + directory + "?fileName=version");
            }
        });

        camel.template().requestBody("direct:ask", (Object) "");

        assertThat(mapper.readTree(directory.resolve("version").toFile())
                        .get("version")
                        .asText())
                .isNotEmpty();
    }

    /** The route that marshals is built before any that names the component. */
    @Test
    void jacksonWritesTheSameJsonAsTheConverterInEveryRoute() throws Exception {
        camel.component.getConfiguration().setAccountId(String.valueOf(SimulatorCamel.ACCOUNT));
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:toJson").marshal().json(JsonLibrary.Jackson).to("mock:json");
                from("ctrader:demo?symbols=EURUSD&eventTypes=Spot,Connection")
                        .process(exchange -> exchange.setProperty(
                                "text", exchange.getMessage().getBody(String.class)))
                        .to("direct:toJson");
            }
        });

        await().atMost(PATIENCE)
                .until(() -> camel.mock("json").getExchanges().stream()
                        .anyMatch(exchange -> exchange.getMessage().getHeader(CTraderConstants.BID) != null));
        List<Exchange> written = List.copyOf(camel.mock("json").getExchanges());
        assertThat(written)
                .allSatisfy(exchange -> assertThat(
                                mapper.readTree(exchange.getMessage().getBody(byte[].class)))
                        .isEqualTo(mapper.readTree(exchange.getProperty("text", String.class))));
        assertThat(written)
                .anyMatch(exchange ->
                        "ConnectionEvent".equals(exchange.getMessage().getHeader(CTraderConstants.MESSAGE_TYPE)));
    }

    @Test
    void jacksonWritesListsOfAnswersAndLeavesMessagesOfOtherSchemasAlone() throws Exception {
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ask")
                        .split(constant(List.of("a", "b")), new GroupedBodyAggregationStrategy())
                        .setBody(constant((Object) null))
                        .to("ctrader:demo?messageType=VersionReq")
                        .end()
                        .marshal()
                        .json();
                from("direct:pojo").marshal(new JacksonDataFormat());
            }
        });

        JsonNode list =
                mapper.readTree(Objects.requireNonNull(camel.template().requestBody("direct:ask", "", String.class)));
        assertThat(list).hasSize(2).allMatch(answer -> answer.hasNonNull("version"));

        assertThat(camel.template()
                        .requestBody(
                                "direct:pojo",
                                Map.of(
                                        "last",
                                        ProtoOAVersionRes.newBuilder()
                                                .setVersion("91")
                                                .build()),
                                String.class))
                .isEqualTo("{\"last\":{\"version\":\"91\"}}");
        assertThat(new ObjectMapper().registerModule(new CTraderJacksonModule()).canSerialize(Timestamp.class))
                .isEqualTo(new ObjectMapper().canSerialize(Timestamp.class));
    }

    @Test
    void answersOfARestServiceAreJsonWithBindingAndWithout() throws Exception {
        camel.context.getRegistry().bind("rest-over-direct", new RestOverDirect());
        camel.start(new RouteBuilder() {
            @Override
            public void configure() {
                restConfiguration().component("rest-over-direct");
                rest("/plain").bindingMode(RestBindingMode.off).get().to("direct:version");
                rest("/bound").bindingMode(RestBindingMode.json).get().to("direct:version");
                from("direct:version").setBody(constant((Object) null)).to("ctrader:demo?messageType=VersionReq");
            }
        });

        for (String path : List.of("plain", "bound")) {
            String answer = camel.template().requestBody("direct:/" + path, "", String.class);
            assertThat(mapper.readTree(Objects.requireNonNull(answer)).hasNonNull("version"))
                    .as(path + ": " + answer)
                    .isTrue();
        }
    }

    /** A mapper that looks for modules, as those of Spring Boot and Quarkus do. */
    @Test
    void aMapperThatLooksForModulesFindsThisOne() throws Exception {
        ObjectMapper looking = new ObjectMapper().findAndRegisterModules();
        ProtoOASpotEvent spot = ProtoOASpotEvent.newBuilder()
                .setCtidTraderAccountId(7)
                .setSymbolId(1)
                .setBid(108_512)
                .build();

        assertThat(looking.writeValueAsString(spot)).isEqualTo(CTraderConverter.toJson(spot));
        assertThat(looking.writerWithDefaultPrettyPrinter().writeValueAsString(spot))
                .contains("\n  \"bid\"");
        assertThat(looking.writeValueAsString(READY)).isEqualTo(CTraderConverter.toJson(READY));
    }

    /** Camel's rest component over direct endpoints: all of its binding, none of HTTP. */
    private static final class RestOverDirect implements RestConsumerFactory {
        @Override
        public Consumer createConsumer(
                CamelContext context,
                Processor processor,
                String verb,
                String basePath,
                @Nullable String uriTemplate,
                @Nullable String consumes,
                @Nullable String produces,
                RestConfiguration configuration,
                Map<String, Object> parameters)
                throws Exception {
            return context.getEndpoint("direct:" + basePath).createConsumer(processor);
        }
    }
}
