package io.github.camelctrader.header;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeadersMapFactory;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one message while they are collected. They go into Camel's map all at once: a tree that is made of a sorted
 * map is built without comparing a name, and names that share a long prefix are what makes a tree slow.
 */
final class HeaderRow {
    private static final Header[] HEADERS = Header.values();

    private final @Nullable Object[] values = new Object[HEADERS.length];
    private int size;

    /** Sets a header; null leaves it as it is. */
    void put(Header header, @Nullable Object value) {
        if (value != null) {
            if (values[header.ordinal()] == null) {
                size++;
            }
            values[header.ordinal()] = value;
        }
    }

    /** The value of a header, or null. */
    @Nullable
    Object get(Header header) {
        return values[header.ordinal()];
    }

    /** The value of the header of that name, upper and lower case being the same; null when there is none. */
    @Nullable
    Object get(String name) {
        Header header = Header.named(name);
        return header == null ? null : values[header.ordinal()];
    }

    /** Puts all of them into Camel's map. */
    void putInto(Map<String, Object> headers) {
        headers.putAll(new Sorted());
    }

    /** Sets the headers of a message, beside others that it has. */
    void putOn(Message message) {
        Exchange exchange = message.getExchange();
        HeadersMapFactory maps = exchange == null
                ? null
                : exchange.getContext().getCamelContextExtension().getHeadersMapFactory();
        Sorted sorted = new Sorted();
        // A message without an exchange has no context, and one that was not started has no maps of its own yet.
        if (maps == null || message.hasHeaders()) {
            sorted.forEach(message::setHeader);
        } else {
            message.setHeaders(maps.newMap(sorted));
        }
    }

    /** To be copied and no more: an entry is the present place of its iterator. */
    private final class Sorted extends AbstractMap<String, Object> implements SortedMap<String, Object> {
        @Override
        public Comparator<? super String> comparator() {
            return String.CASE_INSENSITIVE_ORDER;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Map.Entry<String, Object>> iterator() {
                    return new Place();
                }

                @Override
                public int size() {
                    return size;
                }
            };
        }

        @Override
        public SortedMap<String, Object> subMap(String from, String to) {
            throw onlyCopied();
        }

        @Override
        public SortedMap<String, Object> headMap(String to) {
            throw onlyCopied();
        }

        @Override
        public SortedMap<String, Object> tailMap(String from) {
            throw onlyCopied();
        }

        @Override
        public String firstKey() {
            return entrySet().iterator().next().getKey();
        }

        @Override
        public String lastKey() {
            throw onlyCopied();
        }
    }

    private static UnsupportedOperationException onlyCopied() {
        return new UnsupportedOperationException("Headers are copied out of a row and not looked at in it");
    }

    private final class Place implements Iterator<Map.Entry<String, Object>>, Map.Entry<String, Object> {
        private int next = after(-1);
        private int present = -1;

        private int after(int index) {
            int found = index + 1;
            while (found < HEADERS.length && values[found] == null) {
                found++;
            }
            return found;
        }

        @Override
        public boolean hasNext() {
            return next < HEADERS.length;
        }

        @Override
        public Map.Entry<String, Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            present = next;
            next = after(next);
            return this;
        }

        @Override
        public String getKey() {
            return HEADERS[present].text();
        }

        @Override
        public Object getValue() {
            return Objects.requireNonNull(values[present]);
        }

        @Override
        public Object setValue(Object value) {
            throw onlyCopied();
        }
    }
}
