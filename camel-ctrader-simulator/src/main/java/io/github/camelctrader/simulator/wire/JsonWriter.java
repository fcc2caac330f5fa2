package io.github.camelctrader.simulator.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.github.camelctrader.simulator.JsonSwitch;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Messages of the schema to JSON objects: the fields that are present, by the names of the schema. */
final class JsonWriter {
    private final boolean namesOfEnums;
    private final boolean longsAsText;

    JsonWriter(Set<JsonSwitch> on) {
        namesOfEnums = on.contains(JsonSwitch.ENUMS_AS_NAMES);
        longsAsText = on.contains(JsonSwitch.LONGS_AS_TEXT);
    }

    /** The message as an object; fields that the schema does not have are called by their numbers, as {@code field1000}. */
    String object(Message message) {
        List<String> members = new ArrayList<>();
        message.getAllFields().forEach((field, value) -> members.add(member(field.getName(), value(field, value))));
        members.addAll(unknown(message.getUnknownFields(), message.getDescriptorForType()));
        return "{" + String.join(",", members) + "}";
    }

    static String member(String name, String value) {
        return JsonText.quoted(name) + ":" + value;
    }

    private String value(FieldDescriptor field, Object value) {
        return value instanceof List<?> elements
                ? elements.stream().map(element -> single(field, element)).collect(Collectors.joining(",", "[", "]"))
                : single(field, value);
    }

    private String single(FieldDescriptor field, Object value) {
        return switch (field.getJavaType()) {
            case INT, FLOAT, DOUBLE, BOOLEAN -> String.valueOf(value);
            case LONG -> longsAsText ? JsonText.quoted(String.valueOf(value)) : String.valueOf(value);
            case STRING -> JsonText.quoted((String) value);
            case BYTE_STRING -> base64((ByteString) value);
            case ENUM -> {
                EnumValueDescriptor constant = (EnumValueDescriptor) value;
                yield namesOfEnums ? JsonText.quoted(constant.getName()) : String.valueOf(constant.getNumber());
            }
            case MESSAGE -> object((Message) value);
        };
    }

    private static String base64(ByteString bytes) {
        return JsonText.quoted(Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    /** What a newer server sends; a constant that an enumeration does not have is among it, under the name of its field. */
    private static List<String> unknown(UnknownFieldSet fields, Descriptor type) {
        List<String> members = new ArrayList<>();
        fields.asMap().forEach((number, content) -> {
            FieldDescriptor known = type.findFieldByNumber(number);
            members.add(member(known == null ? "field" + number : known.getName(), unknown(content)));
        });
        return members;
    }

    private static String unknown(Field content) {
        if (!content.getVarintList().isEmpty()) {
            return String.valueOf(content.getVarintList().get(0));
        }
        return content.getLengthDelimitedList().isEmpty()
                ? "null"
                : JsonText.quoted(content.getLengthDelimitedList().get(0).toStringUtf8());
    }
}
