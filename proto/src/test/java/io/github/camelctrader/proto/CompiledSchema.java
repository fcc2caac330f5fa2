package io.github.camelctrader.proto;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The schema that the generated classes carry, as lines. */
final class CompiledSchema {
    private CompiledSchema() {}

    static List<String> files() {
        return GeneratedClasses.files().stream().map(CompiledSchema::fileLine).toList();
    }

    static List<String> options() {
        return GeneratedClasses.files().stream()
                .flatMap(file -> file.getOptions().getAllFields().entrySet().stream()
                        .map(option -> SchemaLine.option(
                                file.getName(),
                                option.getKey().getName(),
                                option.getValue().toString())))
                .toList();
    }

    static List<String> enums() {
        return GeneratedClasses.files().stream()
                .flatMap(file -> file.getEnumTypes().stream())
                .flatMap(CompiledSchema::enumLines)
                .toList();
    }

    static List<String> messages() {
        return GeneratedClasses.messages().values().stream()
                .flatMap(CompiledSchema::messageLines)
                .toList();
    }

    /** The messages that name their payload type by a default; the envelope has a field of that name without one. */
    static List<String> payloadTypes() {
        return GeneratedClasses.messages().values().stream()
                .flatMap(message -> message.getFields().stream())
                .filter(field -> field.getName().equals("payloadType") && field.hasDefaultValue())
                .map(CompiledSchema::payloadTypeLine)
                .toList();
    }

    private static String fileLine(FileDescriptor file) {
        // A descriptor leaves the syntax out where it is the old default.
        String syntax = file.toProto().getSyntax();
        return SchemaLine.file(
                file.getName(),
                syntax.isEmpty() ? "proto2" : syntax,
                file.getPackage(),
                List.copyOf(file.toProto().getDependencyList()));
    }

    private static Stream<String> enumLines(EnumDescriptor type) {
        String head = SchemaLine.enumType(type.getFile().getName(), type.getName());
        return Stream.concat(
                Stream.of(head),
                type.getValues().stream().map(value -> SchemaLine.enumValue(head, value.getName(), value.getNumber())));
    }

    private static Stream<String> messageLines(Descriptor message) {
        String head = SchemaLine.message(message.getFile().getName(), message.getName());
        return Stream.concat(Stream.of(head), message.getFields().stream().map(field -> fieldLine(head, field)));
    }

    private static String fieldLine(String message, FieldDescriptor field) {
        return new SchemaLine.Field(
                        message,
                        field.isRequired() ? "required" : field.isRepeated() ? "repeated" : "optional",
                        field.getType().name().toLowerCase(Locale.ROOT),
                        typeName(field),
                        field.getName(),
                        field.getNumber(),
                        field.hasDefaultValue() ? defaultText(field.getDefaultValue()) : "",
                        field.getOptions().getAllFields().entrySet().stream()
                                .map(option -> option.getKey().getName() + "=" + option.getValue())
                                .toList())
                .toString();
    }

    private static String typeName(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case ENUM -> field.getEnumType().getFullName();
            case MESSAGE -> field.getMessageType().getFullName();
            default -> "";
        };
    }

    private static String defaultText(Object value) {
        return value instanceof EnumValueDescriptor constant ? constant.getName() : value.toString();
    }

    private static String payloadTypeLine(FieldDescriptor field) {
        EnumValueDescriptor value = (EnumValueDescriptor) field.getDefaultValue();
        return SchemaLine.payloadType(field.getContainingType().getName(), value.getName(), value.getNumber());
    }
}
