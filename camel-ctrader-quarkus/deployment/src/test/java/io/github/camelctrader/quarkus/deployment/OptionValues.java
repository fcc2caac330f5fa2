package io.github.camelctrader.quarkus.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** For each option of the component a value that is not its default, as it stands in a configuration file. */
final class OptionValues {
    private static final String METADATA = "META-INF/io/github/camelctrader/ctrader.json";

    /** Where the next best text would be no such object. */
    private static final Map<String, String> OBJECTS = Map.of(
            "configuration", "#class:io.github.camelctrader.CTraderConfiguration",
            "orderJournal", "#class:io.github.camelctrader.client.journal.MemoryOrderJournal",
            "sslContextParameters", "#class:org.apache.camel.support.jsse.SSLContextParameters",
            "tokenStore", "#class:" + OptionsTest.Store.class.getName());

    private OptionValues() {}

    static Map<String, String> all() {
        Map<String, String> values = new TreeMap<>();
        metadata().forEach((name, option) -> values.put(name, other(name, (JsonObject) option)));
        return values;
    }

    private static String other(String name, JsonObject option) {
        Collection<Object> choice = option.getCollection("enum");
        if (choice != null) {
            List<Object> choices = new ArrayList<>(choice);
            choices.remove(option.get("defaultValue"));
            return choices.get(0).toString();
        }
        String byDefault = String.valueOf(option.get("defaultValue"));
        return switch (Objects.requireNonNull(option.getString("javaType"))) {
            case "boolean" -> String.valueOf(!Boolean.parseBoolean(byDefault));
            case "int" -> byDefault.equals("1234") ? "4321" : "1234";
            case "java.time.Duration" -> "4321ms";
            case "java.lang.String" -> "text-of-" + name;
            default -> Objects.requireNonNull(OBJECTS.get(name), "a value for the option " + name);
        };
    }

    private static Map<String, Object> metadata() {
        ClassLoader classLoader = OptionValues.class.getClassLoader();
        try (InputStream in = Objects.requireNonNull(classLoader.getResourceAsStream(METADATA), METADATA)) {
            JsonObject all = (JsonObject) Jsoner.deserialize(new InputStreamReader(in, StandardCharsets.UTF_8));
            return Objects.requireNonNull(all.getMap("componentProperties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DeserializationException e) {
            throw new IllegalStateException(e);
        }
    }
}
