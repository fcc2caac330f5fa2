package io.github.camelctrader.simulator.recorded;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which fields a message has: the name of an enum's value, {@code 0} for zero, false and the empty text, {@code P} for all else. */
final class Shape {
    private Shape() {}

    static Map<String, String> of(Message message) {
        Map<String, String> shape = new TreeMap<>();
        add("", message, shape);
        return shape;
    }

    private static void add(String prefix, Message message, Map<String, String> shape) {
        message.getAllFields().forEach((field, value) -> {
            String path = prefix + field.getName();
            if (field.isRepeated()) {
                List<?> values = (List<?>) value;
                for (int index = 0; index < values.size(); index++) {
                    add(path + "[" + index + "]", field, values.get(index), shape);
                }
            } else {
                add(path, field, value, shape);
            }
        });
    }

    private static void add(String path, FieldDescriptor field, Object value, Map<String, String> shape) {
        if (value instanceof Message part) {
            add(path + ".", part, shape);
        } else if (value instanceof EnumValueDescriptor constant) {
            shape.put(path, constant.getName());
        } else {
            shape.put(path, isZero(value) ? "0" : "P");
        }
    }

    private static boolean isZero(Object value) {
        return (value instanceof Number number && number.doubleValue() == 0)
                || Boolean.FALSE.equals(value)
                || "".equals(value);
    }
}
