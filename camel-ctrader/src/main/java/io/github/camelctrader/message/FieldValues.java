package io.github.camelctrader.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.github.camelctrader.client.InvalidRequestException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns one plain value into the value of one field, exactly or not at all. Knows everything but nested messages. */
final class FieldValues {
    private static final BigInteger INT_MIN = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger UNSIGNED_INT_MAX =
            BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
    private static final BigInteger UNSIGNED_LONG_MAX =
            BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private FieldValues() {}

    /**
     * @param value a number, its decimal text, a text, a boolean, the name or number of an enum value, or bytes (as such
     *     or in base64)
     * @throws InvalidRequestException when the field cannot hold exactly this value
     */
    static Object of(FieldDescriptor field, String path, Object value) {
        return switch (field.getType()) {
            case INT32, SINT32, SFIXED32 ->
                Decimals.whole(path, value, INT_MIN, INT_MAX).intValue();
            case UINT32, FIXED32 ->
                Decimals.whole(path, value, BigInteger.ZERO, UNSIGNED_INT_MAX).intValue();
            case INT64, SINT64, SFIXED64 ->
                Decimals.whole(path, value, LONG_MIN, LONG_MAX).longValue();
            case UINT64, FIXED64 ->
                Decimals.whole(path, value, BigInteger.ZERO, UNSIGNED_LONG_MAX).longValue();
            case DOUBLE -> Decimals.exactDouble(path, value);
            case FLOAT -> (float) Decimals.exactDouble(path, value);
            case BOOL -> bool(path, value);
            case STRING -> text(path, value);
            case BYTES -> bytes(path, value);
            case ENUM -> constant(field.getEnumType(), path, value);
            case MESSAGE, GROUP -> throw InvalidRequests.refuse(path, value, "must be a map of fields");
        };
    }

    private static boolean bool(String path, Object value) {
        if (value instanceof Boolean bool) {
            return bool;
        }
        return switch (value.toString()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw InvalidRequests.refuse(path, value, "must be true or false");
        };
    }

    private static String text(String path, Object value) {
        if (value instanceof CharSequence) {
            return value.toString();
        }
        throw InvalidRequests.refuse(path, value, "must be text");
    }

    private static ByteString bytes(String path, Object value) {
        if (value instanceof ByteString bytes) {
            return bytes;
        }
        if (value instanceof byte[] bytes) {
            return ByteString.copyFrom(bytes);
        }
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(text(path, value)));
        } catch (IllegalArgumentException e) {
            throw InvalidRequests.refuse(path, value, "must be base64", e);
        }
    }

    private static EnumValueDescriptor constant(EnumDescriptor type, String path, Object value) {
        String name = value instanceof Enum<?> constant
                ? constant.name()
                : value.toString().trim();
        EnumValueDescriptor constant = type.findValueByName(name);
        if (constant == null) {
            constant = byNumber(type, path, value);
        }
        return Objects.requireNonNullElseGet(constant, () -> {
            throw InvalidRequests.refuse(
                    path,
                    value,
                    "must be one of "
                            + type.getValues().stream()
                                    .map(EnumValueDescriptor::getName)
                                    .collect(Collectors.joining(", ")));
        });
    }

    private static @Nullable EnumValueDescriptor byNumber(EnumDescriptor type, String path, Object value) {
        boolean number = value instanceof Number
                || value instanceof CharSequence text && text.chars().allMatch(Character::isDigit);
        return number && !value.toString().isBlank()
                ? type.findValueByNumber(
                        Decimals.whole(path, value, INT_MIN, INT_MAX).intValue())
                : null;
    }
}
