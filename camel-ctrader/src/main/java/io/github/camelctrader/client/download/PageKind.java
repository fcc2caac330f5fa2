package io.github.camelctrader.client.download;

import com.google.protobuf.Message;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a query is asked for and its answers are taken apart.
 *
 * @param times by which the server may pick the rows, in Unix ms: the first that fits an answer is taken
 * @param exact whether rows outside of the window belong to another one: where it is not certain by which time the server picks
 *     them, none is left out
 */
record PageKind<T>(
        RequestMaker maker, AnswerReader<T> reader, List<ToLongFunction<T>> times, boolean exact, Span span) {

    /** Makes the request for a window of Unix ms, both ends included. */
    interface RequestMaker {
        Message of(long from, long to);
    }

    /** Finds the rows in an answer. */
    interface AnswerReader<T> {
        /** Null when the answer is no such list. */
        @Nullable
        Page<T> read(Message answer, Window window);
    }

    /** The time by which all these rows lie in the window, or null. */
    @Nullable
    ToLongFunction<T> timeWithin(Window window, List<T> rows) {
        return times.stream()
                .filter(time -> rows.stream().allMatch(row -> window.holds(time.applyAsLong(row))))
                .findFirst()
                .orElse(null);
    }

    /** The rows of an answer that belong to its window. */
    List<T> within(Window window, List<T> rows) {
        ToLongFunction<T> time = times.get(0);
        return exact
                ? rows.stream()
                        .filter(row -> window.holds(time.applyAsLong(row)))
                        .toList()
                : rows;
    }
}
