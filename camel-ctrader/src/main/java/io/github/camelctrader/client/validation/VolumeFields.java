package io.github.camelctrader.client.validation;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.github.camelctrader.client.InvalidRequestException;
import io.github.camelctrader.client.Symbol;
import io.github.camelctrader.message.Decimals;
import io.github.camelctrader.message.InvalidRequests;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The convenience fields of volumes, in units or lots. cTrader Open API: a volume is a whole number of hundredths of a unit, and so
 * is the size of a symbol's lot.
 *
 * @param units volumes in units of the base asset; empty when the body has none
 * @param lots volumes in lots; empty when the body has none
 */
public record VolumeFields(List<BigDecimal> units, List<BigDecimal> lots) {
    private static final String VOLUME = "volume";
    private static final String UNITS = "volumeInUnits";
    private static final String LOTS = "volumeInLots";
    private static final BigDecimal PER_UNIT = BigDecimal.valueOf(100);

    /** Takes the two words out of the values of a body, if the message has a volume. */
    static VolumeFields take(Descriptor descriptor, Map<String, @Nullable Object> values) {
        FieldDescriptor volume = descriptor.findFieldByName(VOLUME);
        return volume == null
                ? NONE
                : new VolumeFields(
                        decimals(volume, UNITS, values.remove(UNITS)), decimals(volume, LOTS, values.remove(LOTS)));
    }

    /** No volumes in units or lots. */
    static final VolumeFields NONE = new VolumeFields(List.of(), List.of());

    /** Whether there is a volume here. */
    boolean given() {
        return !units.isEmpty() || !lots.isEmpty();
    }

    /** The same text whenever the same is said, however many zeros a number ends with; empty when nothing is. */
    String words() {
        return words(UNITS, units) + words(LOTS, lots);
    }

    private static String words(String key, List<BigDecimal> values) {
        return values.isEmpty()
                ? ""
                : key + ": "
                        + values.stream()
                                .map(value -> value.stripTrailingZeros().toPlainString())
                                .toList()
                        + " ";
    }

    /** Whether the size of a lot is needed. */
    boolean inLots() {
        return !lots.isEmpty();
    }

    /**
     * Puts the volumes into the request.
     *
     * @param symbol whose lots are meant, or null when it is not known
     * @throws InvalidRequestException when a volume is finer than the protocol, differs from another one in the same
     *     request, or is in lots of no known symbol
     */
    void apply(Message.Builder request, @Nullable Symbol symbol) {
        put(request, UNITS, units, PER_UNIT);
        if (inLots()) {
            if (symbol == null || symbol.details().getLotSize() <= 0) {
                throw InvalidRequests.refuse(
                        LOTS, lots, "needs the symbol whose lots are meant: name one in symbolName");
            }
            put(request, LOTS, lots, BigDecimal.valueOf(symbol.details().getLotSize()));
        }
    }

    private static void put(Message.Builder request, String key, List<BigDecimal> values, BigDecimal factor) {
        if (values.isEmpty()) {
            return;
        }
        List<Long> volumes = new ArrayList<>();
        for (BigDecimal value : values) {
            volumes.add(hundredths(key, value, factor));
        }
        FieldDescriptor volume = request.getDescriptorForType().findFieldByName(VOLUME);
        Object present = request.getField(volume);
        Object wanted = volume.isRepeated() ? volumes : volumes.get(0);
        boolean given = volume.isRepeated() ? request.getRepeatedFieldCount(volume) > 0 : request.hasField(volume);
        if (given && !present.equals(wanted)) {
            throw InvalidRequests.refuse(VOLUME, present, "contradicts " + key + ", which comes to " + wanted);
        }
        request.setField(volume, wanted);
    }

    private static long hundredths(String key, BigDecimal value, BigDecimal factor) {
        try {
            return value.multiply(factor).longValueExact();
        } catch (ArithmeticException e) {
            throw InvalidRequests.refuse(
                    key, value, "must come to a whole number of hundredths of a unit that fits 64 bits", e);
        }
    }

    private static List<BigDecimal> decimals(FieldDescriptor volume, String key, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Iterable<?> list)) {
            return List.of(Decimals.of(key, value));
        }
        if (!volume.isRepeated()) {
            throw InvalidRequests.refuse(key, value, "must be one number");
        }
        List<BigDecimal> decimals = new ArrayList<>();
        list.forEach(element -> decimals.add(Decimals.of(key, String.valueOf(element))));
        return decimals;
    }
}
