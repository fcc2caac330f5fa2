package io.github.camelctrader.proto;

import static io.github.camelctrader.proto.TestData.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** The listed schema as lines. */
final class ListedSchema {
    private ListedSchema() {}

    static List<String> fileNames() {
        return TestData.listed("files").map(file -> text(file, "name")).toList();
    }

    static List<String> files() {
        return TestData.listed("files")
                .map(file -> SchemaLine.file(
                        text(file, "name"),
                        text(file, "syntax"),
                        text(file, "package"),
                        file.getAsJsonArray("imports").asList().stream()
                                .map(JsonElement::getAsString)
                                .toList()))
                .toList();
    }

    static List<String> options() {
        return TestData.listed("files")
                .flatMap(file -> file.getAsJsonObject("options").entrySet().stream()
                        .map(option -> SchemaLine.option(
                                text(file, "name"),
                                option.getKey(),
                                option.getValue().getAsString())))
                .toList();
    }

    static List<String> enums() {
        return TestData.listed("enums").flatMap(ListedSchema::enumLines).toList();
    }

    static List<String> messages() {
        return TestData.listed("messages").flatMap(ListedSchema::messageLines).toList();
    }

    static List<String> payloadTypes() {
        return TestData.listed("messages")
                .filter(message -> message.has("payloadType"))
                .map(message -> SchemaLine.payloadType(
                        text(message, "name"),
                        text(message, "payloadTypeName"),
                        message.get("payloadType").getAsInt()))
                .toList();
    }

    private static Stream<String> enumLines(JsonObject type) {
        String head = SchemaLine.enumType(text(type, "file"), text(type, "name"));
        return Stream.concat(
                Stream.of(head),
                TestData.elements(type, "values")
                        .map(value -> SchemaLine.enumValue(
                                head, text(value, "name"), value.get("number").getAsInt())));
    }

    private static Stream<String> messageLines(JsonObject message) {
        String head = SchemaLine.message(text(message, "file"), text(message, "name"));
        return Stream.concat(
                Stream.of(head), TestData.elements(message, "fields").map(field -> fieldLine(head, field)));
    }

    private static String fieldLine(String message, JsonObject field) {
        return new SchemaLine.Field(
                        message,
                        text(field, "label"),
                        text(field, "type"),
                        field.has("typeName") ? text(field, "typeName") : "",
                        text(field, "name"),
                        field.get("number").getAsInt(),
                        field.has("default") ? text(field, "default") : "",
                        Stream.of("packed", "deprecated")
                                .filter(field::has)
                                .map(option -> option + "=" + text(field, option))
                                .toList())
                .toString();
    }
}
