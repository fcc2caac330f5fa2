package io.github.camelctrader.simulator.wire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON (RFC 8259) to maps, lists, texts, numbers ({@link BigDecimal}), booleans and {@code null}. Strict, and no more than
 * {@value #MAX_DEPTH} levels deep, so that no client makes the simulator's stack overflow.
 */
public final class JsonParser {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_NUMBER_LENGTH = 40;
    private static final int HEX_DIGITS = 4;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,3})?");

    private final String text;
    private int at;
    private int depth;

    private JsonParser(String text) {
        this.text = text;
    }

    /**
     * Reads one value.
     *
     * @throws IllegalArgumentException for a text that is not one JSON value, with the place
     */
    public static @Nullable Object parse(String text) {
        JsonParser parser = new JsonParser(text);
        Object value = parser.value();
        parser.skipBlanks();
        if (parser.at < text.length()) {
            throw parser.unexpected("the end");
        }
        return value;
    }

    private IllegalArgumentException unexpected(String wanted) {
        return new IllegalArgumentException("JSON has no " + wanted + " at character " + at);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** The next character that is no blank, which stays; 0 at the end. */
    private char next() {
        skipBlanks();
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char wanted) {
        boolean found = next() == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private void require(char wanted) {
        if (!take(wanted)) {
            throw unexpected("'" + wanted + "'");
        }
    }

    private @Nullable Object value() {
        return switch (next()) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::list);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Object nested(Supplier<Object> part) {
        if (++depth > MAX_DEPTH) {
            throw unexpected("less than " + MAX_DEPTH + " levels");
        }
        at++;
        Object value = part.get();
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (take('}')) {
            return members;
        }
        do {
            if (next() != '"') {
                throw unexpected("name");
            }
            String name = string();
            require(':');
            members.put(name, value());
        } while (take(','));
        require('}');
        return members;
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> elements = new ArrayList<>();
        if (take(']')) {
            return elements;
        }
        do {
            elements.add(value());
        } while (take(','));
        require(']');
        return elements;
    }

    private @Nullable Object word(String word, @Nullable Object meaning) {
        if (!text.startsWith(word, at)) {
            throw unexpected("value");
        }
        at += word.length();
        return meaning;
    }

    private BigDecimal number() {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt() || matcher.end() - at > MAX_NUMBER_LENGTH) {
            throw unexpected("value");
        }
        at = matcher.end();
        return new BigDecimal(matcher.group());
    }

    private String string() {
        StringBuilder content = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '"') {
                at++;
                return content.toString();
            }
            if (character < ' ') {
                throw unexpected("control character in a text");
            }
            content.append(character == '\\' ? escaped() : character);
        }
        throw unexpected("end of a text");
    }

    private char escaped() {
        at++;
        char kind = at < text.length() ? text.charAt(at) : 0;
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw unexpected("escape");
        };
    }

    private char unicode() {
        int end = at + 1 + HEX_DIGITS;
        String digits = end <= text.length() ? text.substring(at + 1, end) : "";
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw unexpected("four hexadecimal digits");
        }
        at += HEX_DIGITS;
        return (char) Integer.parseInt(digits, 16);
    }
}
