package io.github.camelctrader.simulator.recorded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a real server sent, row by row; rows that hold no message have none here either. */
final class RecordedFrames {
    /**
     * A row.
     *
     * @param number its place in the file, from 0
     * @param source the recording it belongs to
     * @param type payload type, 0 for a row that is a remark
     * @param payload the message as it came
     */
    record Row(int number, String source, int type, ByteString payload) {
        Message message() {
            try {
                return PayloadTypes.prototype(type)
                        .orElseThrow()
                        .getParserForType()
                        .parseFrom(payload);
            } catch (InvalidProtocolBufferException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final Pattern ROW = Pattern.compile("\\{[^{}]*}");
    private static final Pattern TYPE = Pattern.compile("\"type\":\\s*(\\d+)");
    private static final Pattern SOURCE = Pattern.compile("\"source\":\\s*\"([^\"]*)\"");
    private static final Pattern PAYLOAD = Pattern.compile("\"payload\":\\s*\"([^\"]*)\"");

    private RecordedFrames() {}

    static List<Row> all() {
        Matcher rows = ROW.matcher(text());
        List<Row> all = new ArrayList<>();
        while (rows.find()) {
            String row = rows.group();
            String type = find(TYPE, row);
            all.add(new Row(
                    all.size(),
                    find(SOURCE, row),
                    type.isEmpty() ? 0 : Integer.parseInt(type),
                    ByteString.copyFrom(Base64.getDecoder().decode(find(PAYLOAD, row)))));
        }
        return all;
    }

    /** The messages of a type among some rows. */
    static <T extends Message> List<T> of(Class<T> type, int first, int last) {
        return all().subList(first, last + 1).stream()
                .filter(row -> row.type() != 0)
                .map(Row::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The message of a row. */
    static <T extends Message> T row(Class<T> type, int number) {
        return of(type, number, number).get(0);
    }

    private static String find(Pattern pattern, String row) {
        Matcher matcher = pattern.matcher(row);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String text() {
        try (InputStream in = RecordedFrames.class.getResourceAsStream("/recorded/recorded-frames.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
